/** What people do to a request past our commands: a label, a state or a comment touched by hand, an issue moved elsewhere. */

import { load } from '@countersign/core/change/decider.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { isMark } from '@countersign/github/place.ts';
import { issueTarget, touched } from '@countersign/github/project.ts';
import type { Translation } from '@countersign/github/translation.ts';
import { act } from './act.ts';
import { enqueue } from './follow.ts';
import { rememberAlias, rememberHome, rememberPlace, streamOf } from './home.ts';
import { type Parts, readerFor } from './parts.ts';

export async function touchedByHand(
  parts: Parts,
  { place, issue, number, what, detail, actor, at }: Extract<Translation, { kind: 'touched' }>,
  cause: string,
): Promise<void> {
  const ref = await streamOf(parts, place, issue);
  const state = await load(parts.ledger, ref);
  if (!state) return;
  const { client } = await readerFor(parts, place);
  // In turn with whoever is writing there: a note that is written meanwhile would hide that the place was touched.
  await parts.projections.alone(issueTarget({ place, issue }), () =>
    touched({ client, written: parts.projections }, { place, issue }, what, at),
  );
  // As work of its own: what is said later on this issue does not wait until there is room to write.
  if (isMark(detail)) await enqueue(parts, ref.tenant, [{ kind: 'restore-mark', place, ref, number }], `${cause}/mark`);
  const irregularity = what === 'label' ? 'label-by-hand' : what === 'state' ? 'status-by-hand' : 'comment-edited';
  await act(parts, {
    place,
    ref,
    number,
    actor,
    command: { type: 'note', irregularity, detail: `${what}: ${detail}` },
    line: '',
    cause,
  });
}

export async function moved(
  parts: Parts,
  { place, from, to }: Extract<Translation, { kind: 'moved' }>,
  cause: string,
): Promise<void> {
  const ref = await streamOf(parts, place, from);
  const state = await load(parts.ledger, ref);
  if (!state) return;
  await rememberPlace(parts, to.place);
  await rememberAlias(parts, ref, to.issue);
  await rememberHome(parts, ref, { place: to.place, issue: to.issue, number: to.number });
  await act(parts, {
    place: to.place,
    ref,
    number: to.number,
    actor: ENGINE,
    command: { type: 'relocate', label: `#${to.number}`, address: to.address },
    line: '',
    cause,
  });
}
