/** What follows from a requirement that was saved: by the policy it is put back, flagged or left (`rules.md 5.2`). */
import { given } from '@countersign/core/facts.ts';
import { standingText } from '@countersign/core/requirement/control.ts';
import { takenAway } from '@countersign/core/requirement/taken.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import type { FollowUp } from '../record/job.ts';
import { agreedOn } from './agreed.ts';
import { hold, requirementNow } from './putback.ts';
import { sayContested, sayFlagged, sayTaken } from './say.ts';

/** By what stands on record now, and on GitHub where that is written over. Safe to repeat. @throws as `hold` */
export async function requirementSaved(
  parts: Parts,
  { place, issue, number, by, saved }: Extract<FollowUp, { kind: 'requirement-saved' }>,
): Promise<void> {
  const agreed = await agreedOn(parts, place, issue);
  if (!agreed) return;
  const state = await requirementNow(parts, { place, issue });
  if (state.gone) return;
  const policy = given(await (await factsAt(parts, place)).policy(), `${place.owner}/${place.repo}`);
  const edits = policy.kind === 'in-force' ? policy.policy.edits : 'flag';
  if (edits === 'allow') return;
  const telling = { place, issue, number, agreed, policy };
  if (policy.kind !== 'in-force' || edits === 'flag') return sayFlagged(parts, telling, { ...state, by });
  const { controlled: control } = policy.policy;
  const held = await hold(parts, { place, issue, number, agreed, control });
  const { texts } = held.state;
  if (held.kind === 'contested') await sayContested(parts, telling, held.instead);
  if (held.kind === 'contested') return sayFlagged(parts, telling, { texts, by });
  if (held.kind === 'erased') return sayFlagged(parts, telling, { texts, by, why: held.instead });
  const instead = standingText(agreed.texts(held.state));
  const taken = takenAway(texts, agreed.isAgreed).filter((one) => one.by === by.id && saved.includes(one.snapshot));
  for (const one of taken) if (instead) await sayTaken(parts, { ...telling, control }, { taken: one, by, instead });
}
