/** The work that follows from what was recorded: what to show where, and what to answer. Stored with the append that it follows from. */

import { isBaseline } from '@countersign/core/baseline/manifest.ts';
import type { Command } from '@countersign/core/change/command.ts';
import type { Outcome } from '@countersign/core/change/decider.ts';
import type { ChangeEvent, GateAtMerge } from '@countersign/core/change/event.ts';
import type { Refusal } from '@countersign/core/change/refusal.ts';
import { DECIDED, FINAL, type Stage } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import { mayTell } from '@countersign/core/notice/occasions.ts';
import type { ContactRole } from '@countersign/core/policy/contact.ts';
import type { Job, Json, Precedence, StreamRef, Turn } from '@countersign/core/record/port.ts';
import { type Matter, matterOf } from '@countersign/core/typed/matter.ts';
import type { Misunderstanding } from '@countersign/core/typed/reading.ts';
import { type Called, calledOf } from '@countersign/core/view/called.ts';
import { isAnnounced } from '@countersign/core/view/event.ts';
import type { Parts } from '../desk.ts';
import { isCallable } from '../markdown/edge.ts';
import type { MirrorSeen, Place, PolicyPush } from '../translation.ts';
import type { Stands } from './policyinforce.ts';

export type FollowUp =
  | { readonly kind: 'show-change'; readonly ref: StreamRef }
  /** Everything in which a request is shown: whoever was named there is named no more (`postgres/erase.ts`). */
  | { readonly kind: 'show-again'; readonly ref: StreamRef; readonly cause: string }
  /** Answers that stand in a repository already, from a page of its comments on: whoever is named in them is named no more (`unname.ts`). */
  | {
      readonly kind: 'unname';
      readonly tenant: string;
      readonly project: string;
      /** Their id. */
      readonly person: string;
      /** Nobody knows them by now but this. */
      readonly names: readonly string[];
      /** When they were erased. */
      readonly at: string;
      readonly page?: number;
    }
  /** Whom an append tells of what. Its entries are those after the one version, up to the other. */
  | { readonly kind: 'tell'; readonly ref: StreamRef; readonly from: number; readonly to: number }
  /** A baseline follows from the approval of a request. */
  | { readonly kind: 'baseline'; readonly ref: StreamRef; readonly approved: string }
  /** A requirement was saved, or something was agreed on of it: whether what stands was approved is looked at when this is done. */
  | {
      readonly kind: 'requirement-saved';
      readonly place: Place;
      readonly issue: string;
      readonly number: number;
      /** Who saved these texts, by their snapshots. */
      readonly by: Person;
      readonly saved: readonly string[];
    }
  /** The engine looks again: something of a request has come due, or a freeze has turned. */
  | { readonly kind: 'due'; readonly ref: StreamRef; readonly at: string; readonly what: string }
  | {
      readonly kind: 'show-pull';
      readonly place: Place;
      readonly id: string;
      /** Its head when this was asked for, where that was at hand; a newer head has a job of its own. */
      readonly head?: string;
      /** What it was asked for: a request that holds back now goes first. */
      readonly closes?: boolean;
      /** Only what stands open by then is looked at. */
      readonly ifOpen?: boolean;
    }
  /** A commit that is no pull request's newest any more, or whose group left the queue: what stands there is looked at for itself. */
  | { readonly kind: 'show-head'; readonly place: Place; readonly head: string; readonly isGroup: boolean }
  | {
      readonly kind: 'show-group';
      readonly place: Place;
      readonly head: string;
      /** As of a pull request. */
      readonly closes?: boolean;
    }
  | {
      readonly kind: 'answer';
      readonly place: Place;
      readonly number: number;
      readonly ref: StreamRef;
      readonly cause: string;
      /** On this pull request rather than where the request is. */
      readonly on?: { readonly pull: string; readonly number: number };
      /** Who is answered. */
      readonly to?: Person;
      readonly said: readonly Said[];
    }
  | {
      readonly kind: 'say';
      readonly place: Place;
      readonly number: number;
      /** What is answered there: a request's stream, a pull request, a mirror. */
      readonly thread: string;
      readonly ref?: StreamRef;
      /** Id of the person who is answered. */
      readonly to: string;
    }
  /** Answers that said no are settled: by what somebody did now, or because the request ended. */
  | {
      readonly kind: 'settle';
      readonly place: Place;
      readonly number: number;
      readonly ref: StreamRef;
      readonly cause: string;
      readonly done?: { readonly by: string; readonly matter: Matter };
      /** Id of the pull request on which it was said. */
      readonly on?: string;
    }
  | {
      readonly kind: 'fold';
      readonly place: Place;
      readonly number: number;
      readonly thread: string;
      readonly ref?: StreamRef;
    }
  /** All that a comment asked was done. */
  | { readonly kind: 'acknowledge'; readonly place: Place; readonly comment: number }
  | {
      readonly kind: 'explain-pull';
      readonly place: Place;
      readonly id: string;
      readonly cause: string;
      readonly by?: Person;
      readonly start: boolean;
    }
  /** A command was written on a pull request, where none is taken. */
  | {
      readonly kind: 'answer-pull';
      readonly place: Place;
      readonly number: number;
      readonly cause: string;
      readonly to: Person;
      readonly explains: boolean;
    }
  | { readonly kind: 'propose'; readonly place: Place; readonly mirror: MirrorSeen; readonly cause: string }
  /** A round found that it was merged. */
  | { readonly kind: 'see-merge'; readonly place: Place; readonly id: string; readonly number: number }
  | {
      readonly kind: 'note-merge';
      readonly place: Place;
      /** Of the pull request. */
      readonly id: string;
      /** What the requests' records say already. */
      readonly gate?: GateAtMerge;
    }
  | {
      readonly kind: 'tell-merge';
      readonly place: Place;
      /** Of the request in Jira. */
      readonly key: string;
      readonly merged: {
        /** Of the pull request. */
        readonly id: string;
        readonly number: number;
        readonly gate: GateAtMerge;
        readonly by: Person;
      };
    }
  | { readonly kind: 'restore-mark'; readonly place: Place; readonly ref: StreamRef; readonly number: number }
  /** Every gate of a repository is judged anew: its policy was found to be another. */
  | { readonly kind: 'show-open'; readonly place: Place }
  /** Something that its gates rest on cannot be known now (`watch.ts`). */
  | {
      readonly kind: 'watch';
      readonly tenant: string;
      /** Empty: every repository of the account. */
      readonly project: string;
      /** Milliseconds since 1970. */
      readonly since: number;
    }
  /** Its check could not be shown as it should be, and is closed without being judged; late: the work that would show it still waits. */
  | {
      readonly kind: 'shut-pull';
      readonly place: Place;
      readonly id: string;
      readonly head?: string;
      readonly late?: boolean;
    }
  | {
      readonly kind: 'shut-head';
      readonly place: Place;
      readonly head: string;
      readonly isGroup: boolean;
      readonly late?: boolean;
    }
  /** Its stream says which policy stands: one that somebody read at an instant, or that a push brought. */
  | { readonly kind: 'enact-found'; readonly place: Place; readonly stands: Stands; readonly at: string }
  | { readonly kind: 'enact-pushed'; readonly place: Place; readonly push: PolicyPush; readonly at: string }
  | { readonly kind: 'onboard'; readonly place: Place; readonly by: string }
  /** A contact is asked to sign: whether they still are is looked at when it is sent. */
  | { readonly kind: 'offer-link'; readonly ref: StreamRef; readonly contact: string; readonly cause: string }
  /** A contact whom the policy names no more is told so, at the address that they had. */
  | {
      readonly kind: 'tell-removed';
      readonly place: Place;
      readonly contact: string;
      readonly role: ContactRole;
      readonly at: string;
    }
  /** A whole repository is looked at as the round does. */
  | { readonly kind: 'look'; readonly place: Place; readonly cause: string };

/** What there is to answer; whatever needs the state of the moment is looked up when the answer is written. */
export type Said =
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly line: string; readonly matter?: Matter }
  | { readonly kind: 'misunderstood'; readonly misunderstanding: Misunderstanding }
  /** What somebody did on our pages, for those who read the issue. */
  | { readonly kind: 'told'; readonly events: readonly ChangeEvent[] }
  /** Where it came to: its requester is called. */
  | { readonly kind: 'called'; readonly called: Called }
  | { readonly kind: 'help' }
  | { readonly kind: 'explain' };

/** Answers to one issue stay in order; what is shown of one thing has one writer at a time. */
function keyOf(job: FollowUp): string {
  switch (job.kind) {
    case 'show-change':
      return `change:${job.ref.stream}`;
    case 'show-again':
      return `again:${job.ref.stream}`;
    case 'unname':
      return `unname:${job.project}`;
    case 'baseline':
      return `baseline:${job.ref.project}`;
    case 'requirement-saved':
      return `edit:${job.issue}`;
    case 'due':
      return `due:${job.ref.stream}`;
    case 'tell':
      return `tell:${job.ref.stream}`;
    case 'show-pull':
      return `pull:${job.id}`;
    // Not behind the work that waits.
    case 'shut-pull':
      return `${job.late ? 'shut:' : ''}pull:${job.id}`;
    case 'shut-head':
      return `${job.late ? 'shut:' : ''}${job.isGroup ? 'group' : 'head'}:${commitOf(job)}`;
    case 'show-head':
      return `${job.isGroup ? 'group' : 'head'}:${commitOf(job)}`;
    case 'watch':
      return `watch:${job.tenant}:${job.project}`;
    case 'show-open':
      return `open:${job.place.project}`;
    case 'show-group':
      return `group:${commitOf(job)}`;
    // In the order in which things happened: what was done before an answer does not settle it.
    case 'answer':
    case 'settle':
      return `answer:${job.ref.stream}`;
    case 'fold':
      return `fold:${job.thread}`;
    case 'acknowledge':
      return `acknowledge:${job.comment}`;
    case 'explain-pull':
      return `answer:${job.id}`;
    case 'answer-pull':
      return `answer:${job.place.project}:${job.number}`;
    case 'say':
      return `say:${job.thread}:${job.to}`;
    case 'propose':
      return `mirror:${job.mirror.issue}`;
    case 'see-merge':
      return `see:${job.id}`;
    case 'note-merge':
      return `merge:${job.id}`;
    case 'tell-merge':
      return `merge:${job.merged.id}:${job.key}`;
    case 'restore-mark':
      return `mark:${job.ref.stream}`;
    case 'enact-found':
    case 'enact-pushed':
      return `policy:${job.place.project}`;
    case 'offer-link':
      return `sign:${job.ref.stream}:${job.contact}`;
    case 'tell-removed':
      return `contact:${job.contact}`;
    case 'onboard':
      return `onboard:${job.place.project}`;
    case 'look':
      return `look:${job.place.project}`;
  }
}

/** Forks have the same commits, and whoever waits in one of them must not hold up the others. */
function commitOf({ place: { tenant, project }, head }: { readonly place: Place; readonly head: string }): string {
  return `${tenant}:${project}:${head}`;
}

/** Gates go before everything that is only said. */
export function precedenceOf(job: FollowUp): Precedence {
  switch (job.kind) {
    case 'show-pull':
    case 'show-group':
      return job.closes ? 'close' : 'open';
    case 'show-head':
    case 'shut-pull':
    case 'shut-head':
    case 'show-open':
    case 'watch':
    case 'look':
    case 'due':
    case 'see-merge':
    // Until it is put back, people read what nobody approved.
    case 'requirement-saved':
      return 'close';
    case 'fold':
    case 'acknowledge':
      return 'aside';
    default:
      return 'talk';
  }
}

/** When it starts. What waits on a tracker that hangs must not take the places of what closes. */
function turnOf(job: FollowUp): Turn {
  if (job.kind === 'watch') return 'watch';
  return job.kind === 'shut-pull' || job.kind === 'shut-head' ? 'shut' : precedenceOf(job);
}

export function jobOf(followUp: FollowUp): Job {
  return { kind: followUp.kind, key: keyOf(followUp), precedence: turnOf(followUp), data: followUp as unknown as Json };
}

/** Stores work that follows from no entry, once for its cause in the repository that it is about. */
export async function enqueue(
  { ledger }: Pick<Parts, 'ledger'>,
  tenant: string,
  followUps: readonly FollowUp[],
  cause: string,
): Promise<void> {
  const [first] = followUps;
  if (first) await ledger.store({ tenant, jobs: followUps.map(jobOf), cause: `${repositoryOf(first)}/${cause}` });
}

function repositoryOf(job: FollowUp): string {
  if ('place' in job) return job.place.project;
  return 'ref' in job ? job.ref.project : job.project;
}

/** The comment in which something was asked. */
export interface SaidIn {
  readonly comment: number;
  /** Nothing else that it asked is left, and all of it was done. */
  readonly whole: boolean;
  /** Id of the pull request on which it stands. */
  readonly on?: string;
}

/** Nobody waits any more for what was refused before. */
const ENDED: readonly Stage[] = ['rejected', ...FINAL];

/** After a command: the gates first, because they hold back merges; then the comment; then the answer to a refusal. */
export function followUps(
  outcome: Outcome,
  at: {
    readonly place: Place;
    readonly ref: StreamRef;
    readonly number: number;
    readonly cause: string;
    readonly actor: Person;
    readonly line: string;
    readonly more?: boolean;
    readonly tells?: boolean;
    readonly command: Command;
    readonly saidIn?: SaidIn;
  },
): readonly Job[] {
  const jobs: Job[] = [];
  const { place, ref, number, cause, actor: to, line } = at;
  const moves = outcome.events.some((one) => one.type === 'rehomed');
  if (outcome.events.length > 0 && outcome.state && !at.more) jobs.push(...showing(outcome.state, { ...at, moves }));
  // Nothing that happened says that a version is lost or erased; whoever meets it first has it shown, and its gates closed.
  else if ((outcome.refusal?.code === 'policy-lost' || outcome.refusal?.code === 'policy-erased') && outcome.state)
    jobs.push(...showing(outcome.state, at));
  if (outcome.state && mayTell(outcome.events)) {
    const { version } = outcome.state;
    jobs.push(jobOf({ kind: 'tell', ref, from: version - outcome.events.length, to: version }));
  }
  // A command that nobody typed (an edit, an event) is refused in silence: there is nobody to answer.
  if (outcome.refusal && line !== '') {
    const said = [{ kind: 'refused', refusal: outcome.refusal, line, matter: matterOf(at.command) }] as const;
    jobs.push(jobOf({ kind: 'answer', place, number, ref, cause, to, said }));
  }
  const approved = outcome.state?.approval?.at;
  const isApproved = outcome.events.some(({ type }) => type === 'approved');
  if (approved !== undefined && isApproved && outcome.state?.content.request.items.some(isBaseline))
    jobs.push(jobOf({ kind: 'baseline', ref, approved }));
  if (isApproved && outcome.state) jobs.push(...agreedNow(outcome.state, place));
  const { saidIn } = at;
  const isAsked = line !== '' || at.tells === true || saidIn !== undefined;
  const isOver = outcome.state !== undefined && ENDED.includes(outcome.state.stage);
  if (!outcome.refusal && outcome.events.length > 0 && (isAsked || isOver)) {
    const by = isOver ? {} : { done: { by: to.id, matter: matterOf(at.command) } };
    const on = saidIn?.on === undefined ? {} : { on: saidIn.on };
    jobs.push(jobOf({ kind: 'settle', place, number, ref, cause, ...by, ...on }));
  }
  if (!outcome.refusal && saidIn?.whole) jobs.push(jobOf({ kind: 'acknowledge', place, comment: saidIn.comment }));
  const events = at.tells ? outcome.events.filter(isAnnounced) : [];
  if (events.length > 0)
    jobs.push(jobOf({ kind: 'answer', place, number, ref, cause, to, said: [{ kind: 'told', events }] }));
  const called = outcome.state && calledOf(outcome.events, outcome.state, to);
  if (called && outcome.state) {
    const { requester, onBehalfOf } = outcome.state;
    const whom = [requester, ...(onBehalfOf ? [onBehalfOf] : [])].find(isCallable);
    const said = [{ kind: 'called', called }] as const;
    // A program is told nothing; whoever stands behind it did what they did themselves.
    if (whom && whom.id !== to.id)
      jobs.push(jobOf({ kind: 'answer', place, number, ref, cause: `${cause}/called`, to: whom, said }));
  }
  return jobs;
}

/** What its approval says of requirements may have been saved before, and put back: then it is written now. */
function agreedNow({ content }: ChangeState, place: Place): readonly Job[] {
  return content.request.items.flatMap(({ id: issue, label, action }) => {
    const number = Number(/^#(\d+)$/.exec(label)?.[1] ?? 0);
    if (number === 0 || action !== 'modify') return [];
    return [jobOf({ kind: 'requirement-saved', place, issue, number, by: NOBODY, saved: [] })];
  });
}

/**
 * Everything in which a change request is shown: its pull requests' checks, wherever those are, its comment and labels.
 * @param moves it leaves a place, where it opens nothing any more
 */
export function showing(
  state: ChangeState,
  { place, ref, moves = false }: { readonly place: Place; readonly ref: StreamRef; readonly moves?: boolean },
): readonly Job[] {
  const closes = moves || holdsBack(state);
  return [
    ...state.work.map((work) => jobOf({ kind: 'show-pull', place, id: work.id, closes })),
    jobOf({ kind: 'show-change', ref }),
  ];
}

/** What the request itself says, before anything is asked; the verdict may find more that holds back. */
function holdsBack({ stage, held, concerns }: ChangeState): boolean {
  return !DECIDED.includes(stage) || held !== undefined || concerns.some((one) => !one.resolved);
}
