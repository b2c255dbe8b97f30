/** Keeps whom an append tells of what: made of the record once it stands, by whoever holds which role then. */
import { calendarOf } from '@countersign/core/calendar/project.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import type { ChangeEvent } from '@countersign/core/change/event.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { given, policyFor, touchedBy, viewSituation } from '@countersign/core/facts.ts';
import type { Surroundings } from '@countersign/core/notice/audience.ts';
import { apartFromLinks, dueNotice } from '@countersign/core/notice/due.ts';
import { groupNotices } from '@countersign/core/notice/group.ts';
import { noticesOf } from '@countersign/core/notice/notice.ts';
import type { Happened } from '@countersign/core/record/decider.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import type { Parts } from './desk.ts';
import { factsAt } from './factsat.ts';
import { type Home, homeOf } from './record/home.ts';
import type { FollowUp } from './record/job.ts';

/** A request as it stands, with whatever has to be known of the outside to tell somebody of it. */
export interface Stands {
  readonly home: Home;
  readonly told: readonly Happened<ChangeEvent>[];
  readonly state: ChangeState;
  readonly situation: Surroundings;
  /** How its project is spoken to. */
  readonly setting: Setting;
}

/** @returns `undefined` for what is not on record @throws Transient while nobody knows who holds a role */
export async function standsNow(parts: Parts, ref: StreamRef): Promise<Stands | undefined> {
  const [home, entries] = await Promise.all([homeOf(parts, ref), parts.ledger.read(ref)]);
  const told = happenings(entries);
  const state = fold(told);
  if (!home || !state) return undefined;
  const facts = await factsAt(parts, home.place);
  const policy = given(await policyFor(facts, state), `${home.place.owner}/${home.place.repo}`);
  const situation = await viewSituation(facts, policy, touchedBy(state));
  return { home, told, state, situation, setting: settingFor(policy, parts.now()) };
}

/** Safe to repeat: what was kept before stays as it is. @throws Transient while nobody knows who holds a role */
export async function tell(parts: Parts, { ref, from, to }: Extract<FollowUp, { kind: 'tell' }>): Promise<void> {
  const stands = await standsNow(parts, ref);
  if (!stands) return;
  const { told, situation } = stands;
  const state = fold(told.slice(0, to));
  const at = told[to - 1]?.at;
  if (!state || at === undefined) return;
  const events = told.slice(from, to).map(({ event }) => event);
  const notices = noticesOf(events, state, situation).flatMap((one) => apartFromLinks(one) ?? []);
  const { channels } = situation.policy;
  const allowed = channels.filter((one) => parts.isChannelOf?.(one, stands.home.place.owner) === true);
  if (allowed.length < channels.length)
    parts.log.warn(
      { tenant: ref.tenant, project: ref.project, channels },
      'a policy names a channel that this server does not have for its account',
    );
  const groups = groupNotices(notices, allowed);
  if (notices.length === 0) return;
  const calendar = await calendarOf(situation.policy, situation.now);
  const choices = await parts.readers.choices(notices.map((one) => one.to.id));
  const when = { now: situation.now, calendar };
  await parts.notices.keep(
    { ref, brought: to, at },
    [...notices, ...groups].map((one) => dueNotice(one, choices.get(one.to.id) ?? {}, when)),
  );
}
