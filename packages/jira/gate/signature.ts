/** The signature under a question that a git host's server asks: made with the secret that both sides share. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Tells signatures of a secret that is long enough to be one; compared in constant time. */
export function signatures(secret: string | undefined): ((text: string, signature: string) => boolean) | undefined {
  if (!secret || secret.length < 32) return undefined;
  return (text, signature) => {
    const wanted = Buffer.from(`sha256=${createHmac('sha256', secret).update(text).digest('hex')}`);
    const given = Buffer.from(signature);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  };
}
