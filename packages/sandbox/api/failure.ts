/** Every way in which a call ends badly: refused by GitHub, over a limit, or struck by a fault that was asked for. */
import type { Fault } from '../fault.ts';
import type { LimitVerdict } from '../limit.ts';
import { Refused } from '../world/refused.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './route.ts';

/** Set on an answer that must not be sent: the server cuts the connection instead. */
export const CUT = 'x-stand-in-cut';
export const DOCUMENTATION = 'https://docs.github.com/rest';

export function refused({ status, message, errors }: Refused): Answer {
  return {
    status,
    body: { message, ...(errors ? { errors } : {}), documentation_url: DOCUMENTATION, status: String(status) },
  };
}

export function limited(verdict: Extract<LimitVerdict, { ok: false }>): Answer {
  if (verdict.which === 'primary') return refused(new Refused(403, 'API rate limit exceeded for installation.'));
  return {
    ...refused(
      new Refused(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
    ),
    headers: { 'retry-after': String(verdict.retryAfterSeconds) },
  };
}

export function failed(fault: Exclude<Fault, { kind: 'delay' | 'held' }>, world: World): Answer {
  if (fault.kind === 'reset') return { status: 500, text: '', headers: { [CUT]: 'yes' } };
  if (fault.kind === 'graphql') {
    const { type, message } = fault;
    return { status: 200, body: { data: null, errors: [{ ...(type ? { type } : {}), message }] } };
  }
  if (fault.kind === 'status') return refused(new Refused(fault.status, fault.message ?? 'Server Error'));
  const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  if (fault.kind === 'secondary-limit') {
    const after = fault.retryAfterSeconds;
    return {
      ...refused(new Refused(fault.status ?? 403, secondary)),
      headers: after === undefined ? {} : { 'retry-after': String(after) },
    };
  }
  const reset = Math.ceil(world.now() / 1000) + fault.resetSeconds;
  return {
    ...refused(new Refused(403, 'API rate limit exceeded for installation.')),
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
  };
}

/** Ends early when the caller hangs up. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
