/** Puts on record what a delivery tells of a requirement; its texts lie beside the chain, and are kept before they count (`rules.md 5.2`). */

import { asBaselineItem, baselineItem } from '@countersign/core/baseline/manifest.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import { ENGINE, NOBODY } from '@countersign/core/content/person.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { controlledDigest, type Source } from '@countersign/core/requirement/controlled.ts';
import {
  REQUIREMENT,
  type Requirement,
  type RequirementCommand,
  requirementStream,
} from '@countersign/core/requirement/decider.ts';
import { snapshotDigest, snapshotText } from '@countersign/core/requirement/snapshot.ts';
import type { Parts } from '../desk.ts';
import { GHOST_ACCOUNT } from '../place.ts';
import { enqueue } from '../record/job.ts';
import type { Place, RequirementTold, Translation } from '../translation.ts';
import { reconsiderEach } from './reconsider.ts';

export async function requirementTold(
  parts: Parts,
  { place, issue, number, actor, told, control }: Extract<Translation, { kind: 'requirement' }>,
  cause: string,
): Promise<void> {
  const { tenant, project } = place;
  const by = actor.id === `github:${GHOST_ACCOUNT.id}` ? NOBODY : actor;
  if (by.id !== NOBODY.id && by.id !== ENGINE.id) await parts.people.seal(tenant, [by]);
  const keep = async (text: Source) => {
    await parts.texts.keep(tenant, snapshotText(text));
    return { snapshot: snapshotDigest(text), digest: controlledDigest(text, control) };
  };
  const ref = requirementStream(tenant, project, issue);
  const now = new Date(parts.now()).toISOString();
  const commands: RequirementCommand[] = [];
  for (const one of told) commands.push(await commandOf(one, { keep, now }));
  const before = folded(REQUIREMENT, await parts.ledger.read(ref));
  const state = await putOnRecord(parts.ledger, REQUIREMENT, {
    ref,
    command: commands,
    cause: `${cause}/requirement`,
    situation: { now, actor: by },
  });
  const news = newsIn(before, state);
  if (news.length > 0) {
    const saved = news.filter((one) => one.by === by.id).map(({ snapshot }) => snapshot);
    const job = { kind: 'requirement-saved', place, issue, number, by, saved } as const;
    await enqueue(parts, tenant, [job], `${cause}/requirement/edit`);
  }
  // Who voted on a baseline voted on what it was.
  if (digestOf(heldOf(before)) === digestOf(heldOf(state))) return;
  const resting = await parts.register.touching(tenant, project, [asBaselineItem('').id]);
  await reconsiderEach(
    parts,
    resting.filter(({ stage }) => isOpen(stage)),
    `${cause}/requirement`,
  );
}

/** Texts that nobody had told of, or not whose they are; also of one that is not marked any more. */
function newsIn(before: Requirement['state'], { texts }: Requirement['state']): Requirement['state']['texts'] {
  const keyOf = ({ snapshot, by, at }: Requirement['state']['texts'][number]): string => `${snapshot} ${by} ${at}`;
  const known = new Set(before.texts.map(keyOf));
  return texts.filter((one) => !known.has(keyOf(one)));
}

/** What a baseline of now would hold of it. */
function heldOf(state: Requirement['state']): unknown {
  const row = REQUIREMENT.row(state);
  const item = row && baselineItem('', row);
  return item ? item.digest : null;
}

interface Keeping {
  readonly keep: (text: Source) => Promise<Pick<Extract<RequirementCommand, { type: 'save' }>, 'snapshot' | 'digest'>>;
  readonly now: string;
}

async function commandOf(told: RequirementTold, { keep, now }: Keeping): Promise<RequirementCommand> {
  if (told.type !== 'save') return told;
  const over = told.over ? { over: await keep(told.over) } : {};
  // What was deleted has no time of its own in some deliveries.
  const saved = told.saved === '' ? now : told.saved;
  return { type: 'save', ...(await keep(told.text)), saved, ...over, ...(told.isFound ? { isFound: true } : {}) };
}

/** Whether an issue is on record as a requirement, whatever it is marked as now. */
export async function isOnRecord({ register }: Parts, { tenant, project }: Place, issue: string): Promise<boolean> {
  return (await register.row(requirementStream(tenant, project, issue))) !== undefined;
}
