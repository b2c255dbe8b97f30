/** An automation's reminder to those whose decision is awaited: a comment that mentions them, once a day for each request. It decides nothing. */

import { dayIn } from '@countersign/core/calendar/date.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor, touchedBy, viewSituation } from '@countersign/core/facts.ts';
import { awaited } from '@countersign/core/view/seats.ts';
import { and, PLAIN, speaker, words } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { tell } from '../act.ts';
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { factsAt } from '../facts.ts';
import { requestNamed } from '../query/named.ts';
import type { Failed } from './failed.ts';

/** As `outputs` in the manifest. */
export interface Reminded {
  /** How many people's decision is awaited; they are told once a day. */
  readonly awaited: number;
}

export async function remindBoard(desk: Desk, asUser: JiraClient, given: unknown): Promise<Reminded | Failed> {
  const named = await requestNamed(desk, asUser, given);
  if (named.kind === 'none') return { errors: [{ message: named.why }] };
  const { ref, locale } = named;
  const entries = await desk.ledger.read(ref);
  const told = happenings(entries);
  const state = fold(told);
  if (!state) return { awaited: 0 };
  const facts = factsAt(desk, ref, { patient: false });
  const policy = await policyFor(facts, state);
  const situation = await viewSituation(facts, policy, touchedBy(state));
  const seats = awaited(statusView(state, situation, told));
  const people = new Map<string, Person>(seats.flatMap((seat) => seat.candidates.map((one) => [one.id, one])));
  if (people.size === 0) return { awaited: 0 };
  const setting = settingFor(policy, desk.now(), locale);
  const say = speaker(setting, PLAIN);
  const text = say(words('status.waiting-for-decision', { seats: and(seats.map((seat) => seat.name)) }));
  // Once a day of the project's.
  const day = dayIn(new Date(desk.now()).toISOString(), setting.timeZone);
  await tell(desk, { ref, text, cause: `remind:${ref.stream}:${day}`, to: [...people.values()] });
  return { awaited: people.size };
}
