/** The register of a project as rows, and the gadget's figures: counted and named in the viewer's language. */
import type { Situation } from '@countersign/core/change/situation.ts';
import { OPEN, STAGES, type Stage } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { samePerson } from '@countersign/core/policy/authority.ts';
import type { RegisterRow } from '@countersign/core/ports.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { CAUSE_OPTIONS } from '@countersign/core/view/field.ts';
import { here } from '@countersign/core/view/here.ts';
import { className, stageName } from '@countersign/core/view/names.ts';
import { nextSteps } from '@countersign/core/view/next.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import type { GadgetData, RegisterData, Said } from './data.ts';
import { ownSeats } from './offers.ts';
import { plainly, type Voice, voice } from './said.ts';
import { wording } from './words.ts';

/** Rows of the register that one page shows. */
export const PAGE = 25;

export interface Listing {
  readonly setting: Setting;
  /** What each issue is called now, by its id. */
  readonly keys: ReadonlyMap<string, string>;
  readonly rows: readonly RegisterRow[];
  readonly total: number;
  readonly offset: number;
  readonly filter: { readonly stage?: string; readonly class?: string };
}

export function registerData(listing: Listing): RegisterData {
  const { setting, keys, rows, total, offset, filter } = listing;
  const { locale } = setting;
  const { plain } = voice(setting);
  const stageOf = (id: string) => STAGES.find((one) => one === id) ?? 'draft';
  return {
    locale,
    rows: rows.map((row) => {
      const found = CLASSES.find((one) => one === row.class);
      return {
        key: keys.get(row.ref.stream) ?? '',
        title: row.title,
        stage: { id: stageOf(row.stage), name: plain(stageName(stageOf(row.stage))) },
        ...(found ? { class: { id: found, name: plain(className(found)) } } : {}),
        cause: causeName(row.cause, locale),
        ...(row.owner?.startsWith('jira:') ? { owner: { name: '', accountId: row.owner.slice('jira:'.length) } } : {}),
        updated: plain({ day: row.updatedAt }),
      };
    }),
    total,
    offset,
    limit: PAGE,
    stages: STAGES.map((id) => ({ id, name: plain(stageName(id)) })),
    classes: CLASSES.map((id) => ({ id, name: plain(className(id)) })),
    filter,
  };
}

/** One page of all rows of a project, as a person asked for it. @param all newest change first */
export function registerPage(
  all: readonly RegisterRow[],
  asked: { readonly stage?: string | undefined; readonly class?: string | undefined; readonly offset: number },
): Pick<Listing, 'rows' | 'total' | 'offset' | 'filter'> {
  const { stage, class: found, offset } = asked;
  const fitting = all.filter(
    (row) => (stage === undefined || row.stage === stage) && (found === undefined || row.class === found),
  );
  return {
    rows: fitting.slice(offset, offset + PAGE),
    total: fitting.length,
    offset,
    filter: { ...(stage === undefined ? {} : { stage }), ...(found === undefined ? {} : { class: found }) },
  };
}

/** The word of a cause alone: the register knows no finer kinds. */
function causeName(code: string | undefined, locale: Locale): string {
  if (!code) return '';
  const option = CAUSE_OPTIONS.find((one) => one.code === code || one.code.startsWith(`${code}/`));
  return option?.label[locale].split(' – ')[0] ?? code;
}

/** A request that is open, as the gadget looks at it. */
export interface OpenRequest {
  readonly state: ChangeState;
  /** With the viewer as its actor. */
  readonly situation: Situation;
}

/** @param counted how many requests are in each stage; stages without any are left out */
export function gadgetData(
  counted: Readonly<Partial<Record<Stage, number>>>,
  open: readonly OpenRequest[],
  locale: Locale,
): GadgetData {
  const { plain } = voice({ locale, timeZone: 'UTC' });
  const waiting = open.flatMap(({ state, situation }) => {
    // A dashboard shows many projects, and each has days of its own.
    const { now, policy } = situation;
    const speak = voice({ locale, timeZone: policy.timeZone, year: now.slice(0, 4) });
    const what = waitsFor(state, situation, speak, locale);
    if (!what) return [];
    const { reviewDue } = state;
    return [{ state, what, ...(reviewDue ? { due: reviewDue, day: speak.plain({ day: reviewDue }) } : {}) }];
  });
  // What is due first stands first; what has no date comes after it.
  waiting.sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'));
  return {
    locale,
    counts: OPEN.flatMap((id) => {
      const count = counted[id] ?? 0;
      return count > 0 ? [{ id, name: plain(stageName(id)), count }] : [];
    }),
    waiting: waiting.slice(0, 10).map(({ state, what, day }) => ({
      key: state.label,
      title: state.content.request.title ?? '',
      what,
      ...(day ? { due: day } : {}),
    })),
  };
}

/** What this request waits for from the viewer; `undefined` when it waits for others. */
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
