/** The ids that a mirror had before it was transferred: what it proposed under them is its own (`rules.md 5.6`). */
import { ENGINE } from '@countersign/core/content/person.ts';
import { ALIAS, aliasStream } from '@countersign/core/identity/alias.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import type { Parts } from '../desk.ts';
import type { MirrorSeen, Place } from '../translation.ts';

/** So many moves are followed back. */
const MOST = 20;

/** Beside the ids of requests: an issue that is a mirror may become one. */
const streamOf = ({ tenant, project }: Pick<Place, 'tenant' | 'project'>, issue: string) =>
  aliasStream(tenant, project, `mirror ${issue}`);

/** Puts on record which id a mirror had where it came from; once. */
export async function recordLeft(
  parts: Pick<Parts, 'ledger' | 'now'>,
  place: Place,
  { issue, left }: Pick<MirrorSeen, 'issue' | 'left'>,
  cause: string,
): Promise<void> {
  if (!left) return;
  await putOnRecord(parts.ledger, ALIAS, {
    situation: { now: new Date(parts.now()).toISOString(), actor: ENGINE },
    ref: streamOf(place, issue),
    command: { type: 'belong', project: left.project, stream: left.issue },
    cause: `${cause}/left`,
  });
}

/** Its ids, that of now first. */
export async function idsOf(
  { ledger }: Pick<Parts, 'ledger'>,
  { tenant, project }: Place,
  issue: string,
): Promise<readonly string[]> {
  const ids = [issue];
  for (let at = { project, stream: issue }; ids.length < MOST; ) {
    const before = folded(ALIAS, await ledger.read(streamOf({ tenant, project: at.project }, at.stream)));
    if (!before || ids.includes(before.stream)) break;
    ids.push(before.stream);
    at = before;
  }
  return ids;
}
