/** An automation's question where a change request stands: what a rule's own conditions can ask of it. It decides nothing. */
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { gateOf } from '../query/explain.ts';
import { requestNamed } from '../query/named.ts';
import type { Failed } from './failed.ts';

/** As `outputs` in the manifest. */
export interface Standing {
  /** True only when what implements it may be merged now. */
  readonly open: boolean;
  readonly stage: string;
  /** Empty before the impact is known. */
  readonly class: string;
  /** Why it is open or closed, a line each, in the site's language. */
  readonly reasons: string;
}

export async function changeStanding(desk: Desk, asUser: JiraClient, given: unknown): Promise<Standing | Failed> {
  const named = await requestNamed(desk, asUser, given);
  if (named.kind === 'none') return { errors: [{ message: named.why }] };
  const { ref, state, key, locale } = named;
  const { open, lines } = await gateOf(desk, ref, state, key, locale);
  return { open, stage: state.stage, class: state.class ?? '', reasons: lines.join('\n') };
}
