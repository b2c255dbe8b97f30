/** The short guide from the seeded start to a closed request: which step is next is read from the repository, so nobody can fall off it. */
import { newIssuePath, pathOf } from './place.ts';
import type { Face, Item, Tracker } from './port.ts';
import type { Example, Story } from './story.ts';
import type { Locale } from './words.ts';

/** A text that one click puts into the comment box. */
export interface Suggestion {
  readonly label: string;
  readonly text: string;
}

export interface Step {
  readonly text: string;
  /** What the button says that takes one there, as the right person. */
  readonly action: string;
  readonly login: string;
  readonly to: string;
  /** Comments that can be filled in with one click while this step is next. */
  readonly suggestions: readonly Suggestion[];
}

export interface Guide {
  readonly steps: readonly Step[];
  /** `undefined` when everything is done. */
  readonly now?: Step;
}

export interface Seen {
  readonly tracker: Tracker;
  readonly locale: Locale;
  /** Someone has looked at the blocked pull request. */
  readonly looked: boolean;
  /** The change request that was filed, with its comments. */
  readonly change?: Item;
  readonly pull?: Item;
}

interface Plan {
  readonly role: Face['role'];
  readonly at: 'pull' | 'link' | 'change' | 'new';
  readonly done: boolean;
  readonly text: string;
  readonly example?: Example;
}

const SUBMIT = /^\/(submit|提交)(?!\p{L})/mu;
const REVIEW = /^\/(review|plan|评审|计划)(?!\p{L})/mu;
/** By the word that is shown, and by the one that was shown before. */
const APPROVE = /^\/(approve|同意|批准)(?!\p{L})/mu;
const DONE = /^\/(done|完成)(?!\p{L})/mu;
const VERIFY = /^\/(verify|验证)(?!\p{L})/mu;
/** What the app asks for as long as nobody can verify yet. */
const BEFORE_VERIFYING = /`\/(done|evidence|actuals|confirm|review|完成|证据|实际投入|确认|评审)[` ]/;
/** What the app asks for as long as nobody can vote yet. */
const BEFORE_VOTES = /`\/(triage|assess|plan|alternative|review|受理|评估|计划|备选方案|评审)`/;

/** So many steps lead to the merge, the merge among them. */
const AFTER_MERGE = 9;

export function guide(seen: Seen, story: Story): Guide {
  const { tracker, change, pull } = seen;
  const spoken = (role: Face['role'], command: RegExp) => {
    const login = loginOf(tracker, role);
    return change?.comments.findLast((one) => !one.bot && one.author === login && command.test(one.body));
  };
  const said = (role: Face['role'], command: RegExp) => spoken(role, command) !== undefined;
  // What the app says comes next is believed once it has answered: until then the words themselves count.
  const asked = (role: Face['role'], command: RegExp) => {
    const since = spoken(role, command)?.changed ?? 0;
    return change?.comments.some((one) => one.bot && one.changed > since) ? nextIn(change) : '';
  };
  const closed = change?.state === 'closed';
  const afterReview = asked('project-manager', REVIEW);
  const reviewAgain = said('project-manager', REVIEW) && /`\/(review|评审)`/.test(afterReview);
  // A plan that was refused, or an impact that is still missing, brings nothing before the board.
  const reviewed = said('project-manager', REVIEW) && !BEFORE_VOTES.test(afterReview);
  // Whoever the app asks again has not voted, whatever they said before: an edit ended the vote, or it was refused.
  const voted = (role: Face['role']) =>
    reviewed && said(role, APPROVE) && !isAskedToVote(asked(role, APPROVE), loginOf(tracker, role));
  const merged = pull?.state === 'merged';
  const green = merged || (pull?.pull !== undefined && pull.pull.missing.length === 0);
  const names = pull !== undefined && change !== undefined && new RegExp(`#${change.number}\\b`).test(pull.body);
  const plans: readonly Plan[] = [
    { role: 'developer', at: 'pull', done: seen.looked || change !== undefined, text: story.look },
    { role: 'requester', at: 'new', done: change !== undefined, text: story.file },
    {
      role: 'requester',
      at: 'change',
      done: said('requester', SUBMIT),
      text: story.submit,
      example: story.handIn,
    },
    { role: 'developer', at: 'link', done: names, text: story.link },
    {
      role: 'project-manager',
      at: 'change',
      done: reviewed,
      text: reviewAgain ? story.reviewAgain : story.assess,
      example: reviewAgain ? story.review : story.assessment,
    },
    {
      role: 'project-manager',
      at: 'change',
      done: voted('project-manager'),
      text: story.voteManager,
      example: story.approval,
    },
    {
      role: 'technical-expert',
      at: 'change',
      done: voted('technical-expert'),
      text: story.voteExpert,
      example: story.approval,
    },
    {
      role: 'customer',
      at: 'change',
      done: voted('customer'),
      text: story.voteCustomer,
      example: story.approval,
    },
    { role: 'developer', at: 'pull', done: merged, text: green ? story.merge : story.waitGreen },
    {
      role: 'project-manager',
      at: 'change',
      done: closed || (said('project-manager', DONE) && !BEFORE_VERIFYING.test(asked('project-manager', DONE))),
      text: story.finish,
      example: story.result,
    },
    {
      role: 'technical-expert',
      at: 'change',
      done: closed || (said('technical-expert', VERIFY) && asked('technical-expert', VERIFY) === ''),
      text: story.verify,
      example: story.verification,
    },
  ];
  const steps = plans.map((plan): Step => {
    const login = loginOf(tracker, plan.role);
    const suggestions = plan.example ? [{ label: plan.example.label, text: plan.example.text(tracker) }] : [];
    return {
      text: plan.text
        .replaceAll('{who}', login)
        .replaceAll('{pull}', `#${pull?.number ?? ''}`)
        .replaceAll('{change}', change ? story.numbered.replace('{number}', String(change.number)) : story.theChange)
        // Chinese is set apart from numbers, not from Chinese.
        .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ''),
      action: story.action.replace('{who}', login),
      login,
      to: place(seen, plan.at),
      suggestions,
    };
  });
  // A merge or a green check proves what came before it, however it was reached.
  const last = merged ? AFTER_MERGE : green && names ? AFTER_MERGE - 1 : 0;
  const now = steps.find((_, index) => index >= last && !plans[index]?.done);
  return now ? { steps, now } : { steps };
}

function place({ tracker, change, pull }: Seen, at: Plan['at']): string {
  if (at === 'new') return `${newIssuePath(tracker)}?example=1`;
  if (at === 'link') return pull && change ? `${pathOf(tracker, pull)}?change=${change.number}#edit` : '/';
  const row = at === 'pull' ? pull : change;
  return row ? `${pathOf(tracker, row)}${at === 'change' ? '?fill=0#comment' : ''}` : '/';
}

/** What the app's own comment says comes next, and whom it asks: one line, or a list below it. */
function nextIn(change: Item | undefined): string {
  const status = change?.comments.find((one) => one.bot)?.body ?? '';
  return /^\*\*(?:Next:|下一步：)\*\*.*(?:\n- .*)*/m.exec(status)?.[0] ?? '';
}

function isAskedToVote(line: string, login: string): boolean {
  return /\bvotes? of\b|等待.*表决/.test(line) && new RegExp(`@${login}(?![\\w-])`).test(line);
}

export function loginOf(tracker: Tracker, role: Face['role']): string {
  return tracker.faces().find((face) => face.role === role)?.login ?? tracker.faces()[0]?.login ?? '';
}
