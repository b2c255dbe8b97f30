/** What the panel on an issue invokes: the request as it is, and what somebody does there. */

import { commandOf, isAboutAnother } from '@countersign/core/ask/command.ts';
import { namedBy } from '@countersign/core/ask/named.ts';
import { causeOfPress } from '@countersign/core/ask/press.ts';
import { inOrder } from '@countersign/core/change/concern.ts';
import { happenings, type Outcome } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { homeAfterMoves } from '@countersign/core/change/rehome.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import { eventLine } from '@countersign/core/view/event.ts';
import { FIELDS, type FieldId } from '@countersign/core/view/field.ts';
import { PLAIN, type Speaker, sentence, speaker } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import type { Told } from '@countersign/core/view/told.ts';
import { act } from '../act.ts';
import { changeData } from '../answer/change.ts';
import { recorded } from '../answer/recorded.ts';
import { refused } from '../answer/refused.ts';
import { issueTyped } from '../answer/typed.ts';
import { voice } from '../answer/voice.ts';
import { path } from '../client.ts';
import { namesOf } from '../facts/people.ts';
import { requestAt } from '../facts/requestat.ts';
import { mayAdminister } from '../facts/right.ts';
import { factsAt, readerAt } from '../facts.ts';
import { PAYLOADS } from '../port/call.ts';
import type { ActAnswer, PanelData } from '../port/data.ts';
import { behindOf } from '../project/behind.ts';
import { compareSoon } from '../queue/queue.ts';
import { lostSentence } from '../receive/lost.ts';
import { commentOfNow, noteSaid, standsInOrder } from '../receive/overtaken.ts';
import { startAnew } from '../receive.ts';
import { mentionedIn } from '../text/mention.ts';
import { isGone } from '../translate/request.ts';

import { type Asker, personAsking } from './asker.ts';

interface Seen {
  readonly site: Site;
  readonly ref: StreamRef;
  readonly told: readonly Told[];
  readonly state: ChangeState;
}

type Unshown = Exclude<PanelData, { kind: 'change' }>;

/** The request of the issue that the panel stands on; what is said instead when there is none to show. */
async function seenBy(asker: Asker): Promise<Seen | { readonly instead: Unshown }> {
  const { desk, asUser, issue, locale } = asker;
  const nothing = (why: Extract<Unshown, { kind: 'nothing' }>['why']) => ({
    instead: { kind: 'nothing', locale, why } as const,
  });
  if (!issue) return nothing('not-a-request');
  // With the rights of whoever looks: what they may not see in Jira is not shown here either.
  const found = await requestAt(desk, asUser, issue.id);
  if (found.kind === 'unseen') return nothing('no-access');
  if (found.kind !== 'request') return nothing(found.kind);
  const { site, ref, entries, lost } = found;
  if (lost) {
    const may = await mayAdminister(asUser, found.project);
    return { instead: { kind: 'lost', locale, what: lostSentence(lost, locale), may } };
  }
  const told = happenings(entries);
  const state = fold(told);
  return state ? { site, ref, told, state } : nothing('not-recorded');
}

export async function panel(asker: Asker): Promise<PanelData> {
  const { locale, desk } = asker;
  const seen = await seenBy(asker);
  if ('instead' in seen) return seen.instead;
  const { state, ref, site } = seen;
  const facts = factsAt(desk, ref, { patient: false, site });
  const policy = await policyFor(facts, seen.state);
  if (policy.kind === 'missing') return { kind: 'nothing', locale, why: 'no-policy' };
  const actor = await personAsking(asker);
  const { items } = state.content.request;
  const decision = await situationFor(facts, state, { actor, policy, items, command: { type: 'reconsider' } });
  const situation = { ...decision, asRecorded: await facts.asRecorded(state, decision.policy) };
  if (situation.asRecorded === 'no') await compareSoon(desk, ref);
  const behind = await behindOf(desk, ref);
  const { before, after, motive, outcome, notChanging } = state.content.request;
  const mentioned = mentionedIn([before, after, motive, outcome, notChanging]);
  const looked = (await desk.documents.find(lookedKey(asker, seen.ref)))?.data;
  return changeData({
    state: seen.state,
    situation,
    entries: seen.told,
    locale,
    names: await namesOf(readerAt(desk, false), desk.tenant, mentioned),
    ...(typeof looked === 'number' ? { seen: looked } : {}),
    gone: await goneFields(asker, seen),
    ...(behind ? { behind: behind.message } : {}),
  });
}

/** A new record in the place of the lost one: deliberate, and by whoever administers the project. */
export async function startRecordAnew(asker: Asker): Promise<PanelData> {
  const { desk, asUser, issue } = asker;
  const found = issue ? await requestAt(desk, asUser, issue.id) : undefined;
  if (issue && found?.kind === 'request' && found.lost && (await mayAdminister(asUser, found.project)))
    await startAnew(desk, issue.id, await personAsking(asker));
  return panel(asker);
}

/** Questions that nobody can answer in Jira any more; of a request that is over nobody need know. */
async function goneFields({ asUser }: Asker, { site, ref, state }: Seen): Promise<readonly FieldId[]> {
  if (!isOpen(state.stage)) return [];
  const asked = path`/rest/api/3/issue/${ref.stream}?fields=${Object.values(site.fields).join(',')}`;
  const answer = await asUser.request('GET', asked);
  const { fields } = (answer.ok ? answer.data : {}) as { readonly fields?: object };
  return fields ? FIELDS.filter(({ id }) => isGone({ fields }, site, id)).map(({ id }) => id) : [];
}

const lookedKey = ({ accountId }: Asker, { tenant, project, stream }: StreamRef) => ({
  tenant,
  project,
  kind: 'looked',
  id: `${stream}/${accountId}`,
});

export async function actOn(asker: Asker, payload: unknown): Promise<ActAnswer> {
  const { ask, content, press } = PAYLOADS.act.parse(payload);
  const { desk, locale } = asker;
  const seen = await seenBy(asker);
  if ('instead' in seen) return { kind: 'changed', panel: seen.instead };
  const { ref, state } = seen;
  if (isAboutAnother(ask, content, state)) return { kind: 'changed', panel: await panel(asker) };
  const policy = await factsAt(desk, ref, { patient: false }).policy(homeAfterMoves(state));
  const currency = policy.kind === 'in-force' ? policy.policy.currency : 'USD';
  const called = await namesOf(readerAt(desk, false), desk.tenant, namedBy(ask));
  const names = { home: 'jira', called };
  const understood = commandOf(ask, state, { locale, currency, names, labelIn: issueTyped });
  if ('problems' in understood) return { kind: 'invalid', problems: understood.problems };
  const actor = await personAsking(asker);
  const cause = causeOfPress(asker.accountId, press, ask);
  const tells = (outcome: Outcome) => tellsOwner(outcome, speaker(settingFor(policy, desk.now()), PLAIN));
  const isOrdered = standsInOrder(understood.command);
  const place = isOrdered ? await commentOfNow(desk, ref) : undefined;
  const command = inOrder(understood.command, place);
  const ran = await act(desk, { ref, actor, command, cause, tells });
  // A comment that was written before and is told of late replaces nothing of it.
  if (place !== undefined && !(ran.kind === 'done' && ran.outcome.refusal)) await noteSaid(desk, ref, place, [command]);
  const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
  if (!refusal) {
    const shown = await panel(asker);
    const said = ran.kind === 'done' ? recorded(ran.outcome.events, shown, actor) : undefined;
    return { kind: 'done', panel: shown, ...(said ? { said } : {}) };
  }
  const speak = voice(settingFor(policy, desk.now(), locale));
  return { kind: 'refused', ...refused(refusal, speak, ask), panel: await panel(asker) };
}

/** A comment in which somebody is named tells them by itself; a button tells nobody. */
function tellsOwner(
  { events }: Outcome,
  say: Speaker,
): { readonly text: string; readonly to: readonly Person[] } | undefined {
  const event = events.find((one) => one.type === 'owner-changed');
  return event && { text: sentence(eventLine({ event, at: '' }), say), to: [event.to] };
}

export async function seen(asker: Asker, payload: unknown): Promise<{ readonly kind: 'done' }> {
  const { version } = PAYLOADS.seen.parse(payload);
  const found = await seenBy(asker);
  if (!('instead' in found)) {
    const fetchedAt = new Date(asker.desk.now()).toISOString();
    await asker.desk.documents.keep({
      ...lookedKey(asker, found.ref),
      data: Math.min(version, found.state.version),
      fetchedAt,
    });
  }
  return { kind: 'done' };
}
