/** People who do on GitHub's pages what the script says, and remember what they did. They read before they vote, if that is to be read in time. */

import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import type { Comment } from '@countersign/sandbox/world/record.ts';
import { Refused } from '@countersign/sandbox/world/refused.ts';
import { formBody } from '../../instruments/formbody.ts';
import { ANSWERS, ASSESSMENT } from '../../instruments/line.ts';
import type { Act, Press, Say, Word } from './script.ts';
import { POLICY, type Town } from './town.ts';

export interface Said extends Say {
  readonly number: number;
  readonly comment: number;
}

/** What the last page said of it: recorded, recorded before, or not; `none` where no page ever came, `away` where there was no such form. */
type Answer = 'recorded' | 'again' | 'not' | 'none' | 'away';

export interface Pressed extends Press {
  readonly number: number;
  /** The newest comment of the repository before it was sent first. */
  before?: number;
  /** How often each status came, 0 where nobody answered. */
  readonly came: Record<number, number>;
  answer: Answer;
}

export interface Done {
  /** Numbers of the requests, as GitHub gave them. */
  readonly requests: Map<number, number>;
  readonly pulls: Map<number, number>;
  readonly said: Said[];
  readonly pressed: Pressed[];
  /** Marks of comments that were deleted by whoever wrote them. */
  readonly unsaid: Set<string>;
  /** Commits that change only documents, which the plain policy lets pass. */
  readonly docs: Set<string>;
  /** What pull requests named before, and until when, in milliseconds of the machine's clock. */
  readonly formerly: { readonly pull: number; readonly named: number; readonly until: number }[];
  /** The mark that the text of a request holds, by its number. */
  readonly edits: Map<number, string>;
  policy: 'plain' | 'narrow' | 'broken';
  /** Number of an issue that is no request. */
  elsewhere?: number;
}

export const nothingDone = (): Done => ({
  requests: new Map(),
  pulls: new Map(),
  said: [],
  pressed: [],
  unsaid: new Set(),
  docs: new Set(),
  formerly: [],
  edits: new Map(),
  policy: 'plain',
});

const POLICIES = {
  plain: POLICY,
  narrow: POLICY.replace('docs/**', 'manual/**'),
  broken: POLICY.replace('profile: standard', 'profile: standart'),
};

/** What costs this mark stands for, in units of the currency. */
export const amountOf = (mark: string): number => 5000 + Number(mark.replace(/\D/g, ''));

const TEXTS: Readonly<Record<Word, (mark: string, read: (heading: 'C' | 'K') => string) => string>> = {
  submit: () => '/submit',
  assess: (mark) => ASSESSMENT.replace('Build the PDF export', `Build the PDF export ${mark}`),
  cost: (mark) => `/assess cost CNY ${amountOf(mark).toLocaleString('en')}`,
  review: () => '/review',
  approve: (mark) => `/approve because ${mark}`,
  reject: (mark) => `/reject ${mark}`,
  hold: (mark) => `/hold ${mark}`,
  release: () => '/release',
  concern: (mark) => `/concern ${mark}`,
  resolve: (mark, read) => `/resolve ${read('C')} ${mark}`,
  condition: (mark) => `/condition before merge @dara ${mark}`,
  meet: (mark, read) => `/meet ${read('K')} ${mark}`,
  intrude: () => '/approve as customer',
  explain: () => '/explain',
};

/** @returns whether it could be done: GitHub itself says no to some of it */
export function doAct(town: Town, done: Done, act: Exclude<Act, Press>): boolean {
  try {
    return perform(town, done, act);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function perform(town: Town, done: Done, act: Exclude<Act, Press>): boolean {
  const { seeded } = town;
  const developer = town.as('developer');
  switch (act.do) {
    case 'file': {
      const body = formBody('standard', 'en', ANSWERS);
      const form = { title: `Export invoices as PDF ${act.request}`, body, labels: ['change-request'] };
      done.requests.set(act.request, town.as('requester').fileForm(form).number);
      return true;
    }
    case 'say': {
      const number = done.requests.get(act.request);
      if (number === undefined) return false;
      const text = TEXTS[act.word](act.mark, (letter) => idShown(town, number, letter));
      done.said.push({ ...act, number, comment: town.as(act.who).comment(number, text) });
      return true;
    }
    case 'unsay': {
      const said = done.said.find(({ mark }) => mark === act.mark);
      if (!said) return false;
      town.as(said.who).deleteComment(said.comment);
      done.unsaid.add(act.mark);
      return true;
    }
    case 'edit': {
      const number = done.requests.get(act.request);
      if (number === undefined) return false;
      const after = `Invoices can be exported as PDF, ${act.mark}.`;
      town.as('requester').editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, after }) });
      done.edits.set(number, act.mark);
      return true;
    }
    case 'open': {
      const branch = `work-${act.pull}`;
      developer.push(branch, branch, { [act.docs ? `docs/${branch}.txt` : `src/${branch}.js`]: '1' }, 'main');
      const number = act.request === undefined ? undefined : done.requests.get(act.request);
      const body = number === undefined ? 'Nothing is named.' : `Change: #${number}`;
      const opened = developer.openPull({ title: branch, body, head: branch, base: 'main' });
      done.pulls.set(act.pull, opened);
      if (act.docs) done.docs.add(seeded.repository.issues.get(opened)?.pull?.headSha ?? '');
      return true;
    }
    case 'policy':
      town.as('owner').editFile(POLICY_PATH, POLICIES[act.which]);
      done.policy = act.which;
      return true;
    case 'chat': {
      done.elsewhere ??= town.as('developer').openIssue({ title: 'Lunch' }).number;
      for (let count = 0; count < act.count; count += 1)
        developer.comment(done.elsewhere, `What about noodles? ${count}`);
      return true;
    }
    default:
      return onPull(town, done, act);
  }

  function onPull(_: Town, __: Done, on: Extract<Act, { readonly pull: number }>): boolean {
    const number = done.pulls.get(on.pull);
    const pull = number === undefined ? undefined : seeded.repository.issues.get(number)?.pull;
    if (number === undefined || !pull) return false;
    switch (on.do) {
      case 'push':
        developer.push(pull.headRef, 'more', { [`src/more-${Date.now()}.js`]: '1' });
        return true;
      case 'name': {
        const named = done.requests.get(on.request);
        if (named === undefined) return false;
        const before = namedIn(seeded.repository.issues.get(number)?.body ?? null);
        if (before !== undefined) done.formerly.push({ pull: number, named: before, until: Date.now() });
        developer.editPull(number, { body: `Change: #${named}` });
        return true;
      }
      case 'aim':
        if (!seeded.repository.refs.has('refs/heads/scratch'))
          developer.push('scratch', 'scratch', { 'src/scratch.js': '1' }, 'main');
        developer.editPull(number, { base: on.base });
        return true;
      case 'close':
      case 'reopen':
        developer.editPull(number, { state: on.do === 'close' ? 'closed' : 'open' });
        return true;
      case 'merge':
        developer.merge(number);
        return true;
      default:
        return false;
    }
  }
}

/** The request that a description names. */
export function namedIn(body: string | null): number | undefined {
  const [, number] = /Change: #(\d+)/.exec(body ?? '') ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Our status comments on an issue. */
export function statusOf({ seeded: { repository } }: Pick<Town, 'seeded'>, number: number): readonly Comment[] {
  const ids = repository.issues.get(number)?.comments ?? [];
  return ids
    .map((id) => repository.comments.get(id))
    .filter((one) => one !== undefined)
    .filter(({ body }) => body.startsWith('<!-- countersign:status'));
}

/** The newest id of a concern or condition that the status shows; the first where none is shown yet. */
function idShown(town: Town, number: number, letter: 'C' | 'K'): string {
  const shown = [...(statusOf(town, number)[0]?.body ?? '').matchAll(new RegExp(`\\b${letter}\\d+\\b`, 'g'))];
  return shown.at(-1)?.[0] ?? `${letter}1`;
}
