/**
 * Takes before its turn what only closes, while something before it waits for the outside: holds and concerns, and that the policy is another
 * by now (`rules.md 4.4`).
 */
import { actAhead, isStillClosed, wasTakenAhead } from '@countersign/core/act.ts';
import { onlyCloses } from '@countersign/core/change/acts.ts';
import { inOrder } from '@countersign/core/change/concern.ts';
import { load } from '@countersign/core/change/decider.ts';
import type { Facts } from '@countersign/core/facts.ts';
import { type Act, act } from '../act.ts';
import { type Parts, readerFor } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { placeOf } from '../place.ts';
import { lastPolicy, policyChanged } from '../policy/policyfile.ts';
import { streamOf } from '../record/home.ts';
import { followUps } from '../record/job.ts';
import { lostAt } from '../record/recordlost.ts';
import type { Payload } from '../schema.ts';
import { NO_FACTS, readPayload, translate } from '../translate/translate.ts';
import type { Place } from '../translation.ts';
import { causeOf, isKnown, partOf, type Received, readBy } from './delivered.ts';
import { isEndedSince } from './overtaken.ts';

/** @returns whether nothing is left in it that could be taken before its turn. */
export async function takeAhead(parts: Parts, { guid, event, payload }: Received): Promise<boolean> {
  const read = readPayload(payload);
  const { repository, installation, issue } = read;
  if (event === 'push' && repository && installation) return takePush(parts, guid, read, placeOf(read, repository));
  if (event !== 'issue_comment' || read.action !== 'created' || !repository || !installation || !issue) return true;
  const place = placeOf(read, repository);
  // Closed it is by that, and whatever is put on such a record hides what it lacks.
  if (await lostAt(parts, place)) return false;
  // The request may be opened by what waits before this.
  if (!(await isKnown(parts, place, issue.node_id))) return false;
  const reader = { ...(await readerFor(parts, place)), lenient: true };
  const policy = await lastPolicy(reader, place);
  if (!policy) return false;
  const facts = { ...NO_FACTS, self: parts.self, known: true, ...readBy(policy) };
  let isDone = true;
  for (const translation of translate(event, read, facts)) {
    if (translation.kind !== 'change') continue;
    const { issue: at, number, actor, actions, comment } = translation;
    const ref = await streamOf(parts, place, at);
    const cause = causeOf(guid, event, read);
    for (const [index, action] of actions.entries()) {
      if (action.kind !== 'command' || !onlyCloses(action.command)) continue;
      const { line } = action;
      const command = inOrder(action.command, comment);
      const whole = actions.length === 1;
      const asked = {
        ...{ place, ref, number, actor, command, line, cause: `${cause}/${index}` },
        ...(comment === undefined ? {} : { saidIn: { comment, whole } }),
      };
      if (!(await taken(parts, asked))) isDone = false;
    }
  }
  return isDone;
}

/**
 * The policy is read by where the last push ended, and the first waits for as long as that is not known: without this each of them would wait
 * for copies of GitHub that lag, one after another.
 */
async function takePush(parts: Parts, guid: string, payload: Payload, place: Place): Promise<true> {
  const cause = causeOf(guid, 'push', payload);
  const translations = translate('push', payload, { ...NO_FACTS, self: parts.self });
  for (const [index, translation] of translations.entries()) {
    if (translation.kind !== 'facts' || translation.changed.kind !== 'policy') continue;
    const told = partOf(cause, index, translations.length);
    await policyChanged({ facts: parts.documents, now: parts.now }, place, translation.changed, told);
  }
  return true;
}

async function taken(parts: Parts, asked: Act): Promise<boolean> {
  const { place, ref, actor, command, cause } = asked;
  const follow: Parameters<typeof actAhead>[2]['follow'] = (outcome) => followUps(outcome, asked);
  return actAhead(parts.ledger, await lastKnown(parts, place), { ref, actor, command, cause, follow });
}

/** The facts as they were last known; nothing but what closes may rest on them. */
async function lastKnown(parts: Parts, place: Place): Promise<Facts> {
  const facts = await factsAt(parts, place, { lenient: true });
  const policy = await lastPolicy(await readerFor(parts, place), place);
  return {
    ...facts,
    policy: async () => (policy ? { kind: 'in-force', policy } : { kind: 'missing' }),
  };
}

/**
 * In its turn a hold is there already, and its entry says that it was taken before. Something that was said before it, such as a release, may
 * have been decided after it: then it is done again, as if it came now, unless what ended it was said after it and only came first (`rules.md`
 * 4.6). A turn comes once, however often it is told of: whatever is said later stands.
 * @param comment as in `Spoken`
 */
export async function closeAgain(parts: Parts, asked: Act, comment: number | undefined): Promise<void> {
  const { ref, actor, command } = asked;
  const cause = `${asked.cause}/turn`;
  if (!(await isAhead(parts, asked))) return;
  const state = await load(parts.ledger, ref);
  const isOver = state === undefined || isStillClosed(state, actor, command);
  if (!isOver && !(await isEndedSince(parts, { ref, actor, command, comment }, state)))
    await act(parts, { ...asked, cause });
  else await parts.ledger.store({ tenant: ref.tenant, jobs: [], cause });
}

/** Of what a former version took, which kept it in the cache, a delivery may wait still. */
async function isAhead({ ledger, documents }: Parts, { ref, cause }: Act): Promise<boolean> {
  if (await wasTakenAhead(ledger, { ref, cause })) return true;
  return (await documents.find({ tenant: ref.tenant, project: ref.project, kind: 'ahead', id: cause })) !== undefined;
}
