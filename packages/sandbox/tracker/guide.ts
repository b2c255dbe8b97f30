/** The guide: what to try next, and as whom. Which step that is follows from the repositories and from the product's record, so nobody can fall off it. */
import type { FormExample } from './examples.ts';
import { newIssuePath, pathOf } from './place.ts';
import type { Face, Item, Progress, Tracker } from './port.ts';
import type { Story, StoryStep } from './story.ts';

export interface Step {
  readonly text: string;
  /** What the button says that takes one there, as the right person. */
  readonly action: string;
  readonly login: string;
  readonly to: string;
  /** Forms that can be filled in with one click where the step leads. */
  readonly example: readonly FormExample[];
}

export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface Guide {
  readonly chapters: readonly Chapter[];
  /** `undefined` when everything is done. */
  readonly now?: Step;
}

/** The first change request of a repository, and the pull request that waits for it. */
export interface Line {
  readonly tracker: Tracker;
  readonly change?: Item;
  readonly pull?: Item;
  readonly progress?: Progress;
}

export interface Seen {
  readonly standard: Line;
  readonly light?: {
    readonly tracker: Tracker;
    readonly requests: readonly Progress[];
    readonly filed: readonly number[];
  };
  /** Someone has looked at the blocked pull request. */
  readonly looked: boolean;
}

interface Plan {
  readonly says: StoryStep;
  readonly role: Face['role'];
  readonly to: string;
  readonly done: boolean;
  readonly example?: readonly FormExample[];
}

const STAGES = ['draft', 'submitted', 'assessing', 'in-review', 'approved', 'implementing', 'verifying', 'closed'];

/** Whether a request has left a stage behind it. */
function isPast(progress: Progress | undefined, stage: string): boolean {
  return progress !== undefined && STAGES.indexOf(progress.stage) > STAGES.indexOf(stage);
}

export function guide(seen: Seen, story: Story): Guide {
  const { standard, light } = seen;
  const face = (role: Face['role']) => loginOf(standard.tracker, role);
  const chapters = [
    { title: story.toMerge, plans: toMerge(seen, story, face) },
    { title: story.toClosing, plans: toClosing(standard, story) },
    ...(light ? [{ title: story.trouble, plans: trouble(light, story, face) }] : []),
  ];
  const numbered = standard.change
    ? story.numbered.replace('{number}', String(standard.change.number))
    : story.theChange;
  const step = ({ says, role, to, example = [] }: Plan): Step => {
    const login = face(role);
    return {
      text: story.steps[says]
        .replaceAll('{who}', login)
        .replaceAll('{pull}', `#${standard.pull?.number ?? ''}`)
        .replaceAll('{light}', light?.tracker.repository ?? '')
        .replaceAll('{change}', numbered)
        // Chinese is set apart from numbers, not from Chinese.
        .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ''),
      action: story.action.replace('{who}', login),
      ...{ login, to, example },
    };
  };
  const all = chapters.map(({ title, plans }) => ({ title, steps: plans.map(step) }));
  const plans = chapters.flatMap((one) => one.plans);
  const now = all.flatMap(({ steps }) => steps)[plans.findIndex(({ done }) => !done)];
  return now ? { chapters: all, now } : { chapters: all };
}

/** By forms and buttons, from the pull request that may not merge to the one that has. */
function toMerge({ standard, looked }: Seen, story: Story, face: (role: Face['role']) => string): readonly Plan[] {
  const { tracker, change, pull, progress } = standard;
  const merged = pull?.state === 'merged';
  const names = pull !== undefined && change !== undefined && new RegExp(`#${change.number}\\b`).test(pull.body);
  const asks = (form: string) => progress?.asked.includes(form) === true;
  const isReviewed = isPast(progress, 'assessing') && !asks('review');
  const isPrepared = (...forms: readonly string[]) =>
    isPast(progress, 'assessing') || (progress?.stage === 'assessing' && !forms.some(asks));
  const at = (anchor: string) => onPage(standard, anchor);
  const [atPull, atLink] = pull
    ? [pathOf(tracker, pull), `${pathOf(tracker, pull)}${change ? `?change=${change.number}` : ''}#edit`]
    : ['/', '/'];
  const vote = (says: StoryStep, role: Face['role']): Plan => ({
    ...{ says, role, to: at('act-vote') },
    done: isPast(progress, 'in-review') || (isReviewed && progress?.voted.includes(face(role)) === true),
  });
  const example = story.forms;
  const plans: readonly Plan[] = [
    { says: 'look', role: 'developer', to: atPull, done: looked || change !== undefined },
    { says: 'file', role: 'requester', to: `${newIssuePath(tracker)}?example=1`, done: change !== undefined },
    { says: 'submit', role: 'requester', to: at('act-submit'), done: isPast(progress, 'draft') },
    { says: 'link', role: 'developer', to: atLink, done: names },
    { says: 'triage', role: 'project-manager', to: at('act-triage'), done: isPast(progress, 'submitted') },
    {
      ...{ says: 'assess', role: 'project-manager', to: at('act-assess'), example: example.impacts },
      done: isPrepared('assess'),
    },
    {
      ...{ says: 'plan', role: 'project-manager', to: at('act-plan'), example: example.plan(face('developer')) },
      done: isPrepared('plan', 'alternatives'),
    },
    {
      ...{ role: 'project-manager', to: at('act-review'), done: isReviewed },
      says: isPast(progress, 'assessing') ? 'reviewAgain' : 'review',
    },
    vote('voteManager', 'project-manager'),
    vote('voteExpert', 'technical-expert'),
    vote('voteCustomer', 'customer'),
    {
      ...{ role: 'developer', to: atPull, done: merged },
      says: merged || pull?.pull?.missing.length === 0 ? 'merge' : 'waitGreen',
    },
  ];
  // A merge proves what came before it, however it was reached.
  return merged ? plans.map((plan) => ({ ...plan, done: true })) : plans;
}

function toClosing(line: Line, story: Story): readonly Plan[] {
  const { progress } = line;
  const isGiven = (form: string) => isPast(progress, 'verifying') || (isWorked && !progress?.asked.includes(form));
  const isWorked = isPast(progress, 'implementing');
  const at = (anchor: string) => onPage(line, anchor);
  const { evidence, actuals } = story.forms;
  return [
    { says: 'done', role: 'project-manager', to: at('act-done'), done: isWorked },
    { says: 'evidence', role: 'project-manager', to: at('act-evidence'), example: evidence, done: isGiven('evidence') },
    { says: 'actuals', role: 'project-manager', to: at('act-actuals'), example: actuals, done: isGiven('actuals') },
    { says: 'verify', role: 'technical-expert', to: at('act-verify'), done: isPast(progress, 'verifying') },
  ];
}

/** In the small repository: an edit after the vote, a concern, an emergency. */
function trouble(
  { tracker, requests, filed }: NonNullable<Seen['light']>,
  story: Story,
  face: (role: Face['role']) => string,
): readonly Plan[] {
  const [first, urgent] = filed.map((number) => requests.find((one) => one.number === number));
  const [firstNumber, urgentNumber] = filed;
  const has = (progress: Progress | undefined, ...events: readonly string[]) =>
    events.some((event) => progress?.happened.includes(event) === true);
  const fill = (example: number) => `${newIssuePath(tracker)}?example=${example}`;
  const at = (number: number | undefined, anchor: string, progress: Progress | undefined) =>
    onPage({ tracker, ...(progress ? { progress } : {}) }, anchor, number);
  const isOver = isPast(first, 'in-review');
  const voted = (progress: Progress | undefined, role: Face['role']) => progress?.voted.includes(face(role)) === true;
  const { edit, concern, resolve, emergency, ratify } = story.forms;
  const one = (anchor: string) => at(firstNumber, anchor, first);
  const other = (anchor: string) => at(urgentNumber, anchor, urgent);
  const isRatified = has(urgent, 'ratified');
  return [
    { says: 'smallFile', role: 'requester', to: fill(1), done: firstNumber !== undefined },
    { says: 'smallVote', role: 'customer', to: one('act-vote'), done: has(first, 'voted') },
    { says: 'smallEdit', role: 'requester', to: one('edit'), example: edit, done: has(first, 'vote-voided') || isOver },
    {
      says: 'concern',
      role: 'project-manager',
      to: one('act-concern'),
      example: concern,
      done: has(first, 'concern-raised'),
    },
    {
      says: 'resolve',
      role: 'project-manager',
      to: one('act-resolve'),
      example: resolve,
      done: has(first, 'concern-resolved'),
    },
    { says: 'smallVoteAgain', role: 'customer', to: one('act-vote'), done: isOver || voted(first, 'customer') },
    {
      says: 'smallVoteLead',
      role: 'project-manager',
      to: one('act-vote'),
      done: isOver || voted(first, 'project-manager'),
    },
    { says: 'urgentFile', role: 'requester', to: fill(2), done: urgentNumber !== undefined },
    {
      says: 'emergency',
      role: 'emergency-authority',
      to: other('act-emergency'),
      example: emergency,
      done: has(urgent, 'emergency-opened'),
    },
    { says: 'urgentVote', role: 'customer', to: other('act-vote'), done: isRatified || voted(urgent, 'customer') },
    {
      says: 'urgentVoteLead',
      role: 'project-manager',
      to: other('act-vote'),
      done: isRatified || voted(urgent, 'project-manager'),
    },
    { says: 'ratify', role: 'project-manager', to: other('act-ratify'), example: ratify, done: isRatified },
  ];
}

/** The form on the page of a request; its issue while it is not on record yet. */
function onPage({ tracker, change, progress }: Line, anchor: string, number = change?.number): string {
  if (progress) return anchor === 'edit' ? `${progress.page}/edit` : `${progress.page}#${anchor}`;
  return number === undefined ? '/' : pathOf(tracker, { kind: 'issue', number });
}

export function loginOf(tracker: Tracker, role: Face['role']): string {
  return tracker.faces().find((face) => face.role === role)?.login ?? tracker.faces()[0]?.login ?? '';
}
