/** Is a webhook GitHub's? HMAC over the raw bytes, compared in constant time, with the present secret and those being retired. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export function isSigned(body: Buffer, header: string | undefined, secrets: readonly string[]): boolean {
  if (!header || !/^sha256=[0-9a-f]{64}$/.test(header)) return false;
  const given = Buffer.from(header.slice(7), 'hex');
  let signed = false;
  // Every secret is tried, so that the time taken does not tell which one fitted.
  for (const secret of secrets)
    if (timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given)) signed = true;
  return signed;
}
