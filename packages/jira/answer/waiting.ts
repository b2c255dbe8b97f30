/** Whom a request waits for, and what each is told of it: made where the request is shown, so that a dashboard reads no records. */
import { yearIn } from '@countersign/core/calendar/date.ts';
import { nextDeadline } from '@countersign/core/change/deadline.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { samePerson } from '@countersign/core/policy/authority.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { askedOf } from '@countersign/core/view/asked.ts';
import { here } from '@countersign/core/view/here.ts';
import { nextSteps } from '@countersign/core/view/next.ts';
import { z } from 'zod';
import type { Said } from '../port/data.ts';
import { wording } from '../port/words.ts';
import { ownSeats } from './offers.ts';
import { plainly, type Voice, voice } from './voice.ts';

/** People who are told of one request. Whoever else it waits for finds it by JQL (`changeRequestsAwaiting()`). */
const MOST = 50;

const said = z.array(z.object({ kind: z.enum(['text', 'code', 'issue']), text: z.string() }));

export const waitsSchema = z.object({
  /** As the issue is called. */
  key: z.string(),
  title: z.string(),
  /** UTC instant. */
  due: z.string().optional(),
  timeZone: z.string(),
  /** What each account is told, by locale. */
  people: z.record(z.string(), z.partialRecord(z.enum(LOCALES), said)),
});
export type Waits = z.infer<typeof waitsSchema>;

/** One line of a dashboard. */
export interface Waiting {
  readonly key: string;
  readonly title: string;
  readonly what: Said;
  /** UTC instant, and the day that it is in the request's own project. */
  readonly due?: { readonly at: string; readonly day: string; readonly isOver: boolean };
}

const HOME = 'jira:';

export function waitsOf(state: ChangeState, situation: Omit<Situation, 'actor'>): Waits {
  const { policy, now } = situation;
  const due = nextDeadline(state);
  const people: Record<string, Partial<Record<Locale, Said>>> = {};
  for (const id of askedOf(state, situation)
    .filter((one) => one.startsWith(HOME))
    .slice(0, MOST))
    for (const locale of LOCALES) {
      const speak = voice({ locale, timeZone: policy.timeZone, year: yearIn(now, policy.timeZone) });
      const what = waitsFor(state, { ...situation, actor: { id, name: '' } }, speak, locale);
      if (what) people[id.slice(HOME.length)] = { ...people[id.slice(HOME.length)], [locale]: what };
    }
  return {
    ...{ key: state.label, title: state.content.request.title ?? '', timeZone: policy.timeZone },
    ...(due ? { due } : {}),
    people: people as Waits['people'],
  };
}

/** What one of those who are told is shown; `undefined` for whoever is told nothing. @param now UTC instant */
export function waitingAs(
  { key, title, due, timeZone, people }: Waits,
  account: string,
  locale: Locale,
  now: string,
): Waiting | undefined {
  const what = people[account]?.[locale];
  if (!what) return undefined;
  // A dashboard shows many projects, and each has days of its own.
  const { plain } = voice({ locale, timeZone, year: yearIn(now, timeZone) });
  if (!due) return { key, title, what };
  const isOver = due < now;
  const day = plain(isOver ? { day: due } : { day: due, ahead: true });
  return { key, title, what, due: { at: due, day, isOver } };
}

/** What this request waits for from somebody; `undefined` when it waits for others. */
function waitsFor(state: ChangeState, situation: Situation, speak: Voice, locale: Locale): Said | undefined {
  const { authority, actor } = situation;
  const word = wording(locale);
  const isViewer = (id: string | undefined) => id !== undefined && samePerson(authority, id, actor.id);
  const seat = ownSeats(state, situation, speak).find((one) => one.asked);
  if (seat) return plainly(word('gadget.vote', { seat: seat.name }));
  const condition = state.content.conditions.find(
    (one) => isViewer(one.owner.id) && !state.conditionsMet.some((met) => met.id === one.id),
  );
  const step = state.content.plan?.steps.find(
    (one) => isViewer(one.owner?.id) && !state.steps.some((other) => other.step === one.id),
  );
  if (state.stage === 'implementing' && step) return plainly(word('gadget.step', { step: step.text }));
  const mine = state.stage === 'draft' ? isViewer(state.requester.id) : isViewer(state.owner?.id);
  const [next] = nextSteps({ state, situation, tally: undefined });
  if (mine && next && state.stage !== 'in-review' && state.stage !== 'deferred')
    return speak.say(here(next, actor, authority));
  return condition ? plainly(word('gadget.condition', { text: condition.text })) : undefined;
}
