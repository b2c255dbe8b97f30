/** What a webhook means to us: the one vocabulary between `translate` (pure) and the server that carries it out. */
import type { Person } from '@countersign/core/content/person.ts';
import type { Control, Source } from '@countersign/core/requirement/controlled.ts';
import type { RequirementCommand } from '@countersign/core/requirement/decider.ts';
import type { Action, TypedFacts } from '@countersign/core/typed/reading.ts';

/** Ids of the places on GitHub; nothing here is a name that can be renamed. */
export interface Place {
  /** `github:<owner's numeric id>` */
  readonly tenant: string;
  /** Node id of the repository. */
  readonly project: string;
  readonly installation: number;
  /** For calls and links only; may change. */
  readonly owner: string;
  readonly repo: string;
}

/** What an issue proposes to the request of another tracker that it mirrors. */
export interface MirrorSeen {
  /** Node id. */
  readonly issue: string;
  readonly number: number;
  readonly address: string;
  /** Of the request, such as `PROJ-12`. */
  readonly key: string;
  readonly text: string;
  readonly actor: Person;
  /** Of one that arrives by a transfer: the repository and the node id that it had before. */
  readonly left?: { readonly project: string; readonly issue: string };
}

/** What `translate` needs to know beyond the payload; gathered by `receive` before it is called. */
export interface Needs {
  readonly logins: readonly string[];
  /** Numbers of issues in the same repository that are named as affected items. */
  readonly issues: readonly number[];
}

export interface TranslationFacts extends TypedFacts {
  readonly issues: ReadonlyMap<
    number,
    { readonly id: string; readonly isRequirement: boolean } | 'unknown' | 'unreadable'
  >;
  readonly profile: 'light' | 'standard';
  /** Bots whose comments may carry commands. */
  readonly bots: readonly string[];
  readonly requirementLabel: string;
  /** The issue is a change request on record, whatever its labels say now (`rules.md 6.2`). */
  readonly known: boolean;
  /** A request on record touches the issue as a requirement, whatever its labels say now. */
  readonly touched?: boolean;
  /** It is on record as a requirement, whatever its labels say now. */
  readonly requirement?: boolean;
  /** What of a requirement's text is under control. */
  readonly controlled: Control;
  /** Our own bot's login: what it causes is ignored. */
  readonly self: string;
}

/** What one delivery tells of a requirement; its texts in clear. */
export type RequirementTold =
  | Exclude<RequirementCommand, { type: 'save' }>
  | {
      readonly type: 'save';
      readonly text: Source;
      /** By GitHub's clock of whole seconds; empty where it does not say. */
      readonly saved: string;
      readonly over?: Source;
      readonly isFound?: boolean;
    };

/** A pull request as a webhook showed it. */
export interface PullSeen {
  readonly id: string;
  readonly number: number;
  readonly head: string;
  readonly base: string;
  /** Commit of the base as GitHub last compared with it. */
  readonly baseSha?: string;
  /** Whether its repository lets commits be brought one by one; absent where GitHub does not say. */
  readonly rebases?: boolean;
  readonly author: Person;
  /** Where it comes from, unless it is a person's in this very repository. */
  readonly origin?: 'fork' | 'agent';
  readonly title: string;
  /** A program opened it from the branch by which the app offers a policy. */
  readonly offers?: true;
  /** Kept by versions that did not tell heads apart: somebody else than its author pushed to it. */
  readonly mixed?: boolean;
  /** What the delivery says of who moved its head, and to what; absent when it was read, because nobody says there. */
  readonly told?: Told;
  /** Heads of which we know whose they are, newest last: its author pushed them, or they were there when we first saw it. */
  readonly placed?: readonly string[];
  /** What its author was seen to push, oldest first; absent in what was kept by versions that did not tell. */
  readonly pushes?: readonly Pushed[];
  /** What of that another account than its author's was seen to write into it: numbers and keys, as words. */
  readonly namedByOthers?: readonly string[];
  /** What it said that it implements, and says no more, or less plainly; a word in what was kept by versions before (`formerNamed`). */
  readonly formerly?: readonly (string | PullSeen['named'][number])[];
  /** As it waits in a merge queue, whose commits are whoever's put it there: the head that was queued, where it is known. */
  readonly queued?: { readonly head?: string };
  /** This delivery tells of its opening. */
  readonly opening?: true;
  /** It was there before we knew of it: found in a list, or told of by a later event. */
  readonly found?: true;
  /** The delivery that told of it; heads that it had, and whether it was open, before that one. */
  readonly seenBy?: string;
  readonly left?: readonly string[];
  readonly wasOpen?: boolean;
  readonly open: boolean;
  readonly merged: boolean;
  /** This delivery tells of the merge itself, and not of something that came later. */
  readonly justMerged?: true;
  /** Unknown where GitHub does not say, or the account is gone. */
  readonly mergedBy?: Person;
  /** When it last changed, by GitHub's clock: what was seen earlier never replaces what was seen later. */
  readonly updatedAt: string;
  /** What it names: issue numbers here, other repositories or trackers by their text. */
  readonly named: readonly (
    | {
        readonly kind: 'issue';
        readonly number: number;
        /** Said outright, rather than by a closing keyword that may mean any issue. */
        readonly outright: boolean;
        /** Among other words: it is no work of that request, and what holds the request back holds it back, too. */
        readonly mention?: true;
      }
    | {
        readonly kind: 'elsewhere';
        readonly label: string;
        /** A word that may be a key or not: it is one where the policy lists its project. */
        readonly unsure?: true;
      }
  )[];
}

export interface Pushed {
  readonly head: string;
  /** The head that it took the place of; absent where the pull request began with it. */
  readonly before?: string;
}

/** What a delivery tells of a head, as it was moved to it. */
export interface Told extends Pushed {
  readonly by: 'author' | 'other';
  /** Who that was, where the delivery says. */
  readonly who?: Person;
  readonly what: 'push' | 'reopening' | 'else';
  /** What an edit made the description say that the work implements, as `saidWords` gives it. */
  readonly wrote?: readonly string[];
}

export type Translation =
  /** Nothing for us, with a reason that the log can show. */
  | { readonly kind: 'ignored'; readonly why: string }
  /** Somebody acts on one change request. */
  | {
      readonly kind: 'change';
      readonly place: Place;
      /** Node id of the issue: the stream. */
      readonly issue: string;
      readonly number: number;
      readonly title: string;
      readonly actor: Person;
      readonly actions: readonly Action[];
      /** When the issue was as these actions saw it; an older edit that arrives later is no edit. */
      readonly updatedAt?: string;
      /** Comment to answer to, if any. */
      readonly comment?: number;
      /** When that comment was written, by GitHub's clock of whole seconds. */
      readonly saidAt?: string;
      /** No delivery told of it; a round found it. */
      readonly found?: boolean;
    }
  /** Something became of a requirement: a text was saved, or it is called, marked or placed otherwise. */
  | {
      readonly kind: 'requirement';
      readonly place: Place;
      /** Node id. */
      readonly issue: string;
      readonly number: number;
      readonly actor: Person;
      readonly told: readonly RequirementTold[];
      readonly control: Control;
    }
  /** An issue mirrors a request whose home is another tracker, and was written or edited (5.6). */
  | { readonly kind: 'mirror'; readonly place: Place; readonly mirror: MirrorSeen }
  /** A pull request was opened, changed or closed. */
  | { readonly kind: 'pull'; readonly place: Place; readonly pull: PullSeen }
  /** A commit of the merge queue asks for a verdict over all pull requests in its group. */
  | {
      readonly kind: 'merge-group';
      readonly place: Place;
      readonly head: string;
      /** The branch that the queue made for it: `refs/heads/gh-readonly-queue/…`. */
      readonly ref: string;
      readonly base: string;
      /** What the group was built on: the branch, or the group before it. */
      readonly baseSha?: string;
      readonly pulls: readonly number[];
    }
  /** The group was merged or taken apart: its commit needs no verdict any more. */
  | { readonly kind: 'merge-group-over'; readonly place: Place; readonly head: string; readonly merged: boolean }
  /** Somebody pressed a button of our check, or asked for it again. */
  | {
      readonly kind: 'check';
      readonly place: Place;
      readonly head: string;
      readonly pulls: readonly number[];
      readonly button?: string;
      readonly actor: Person;
    }
  /** Somebody said on a pull request that it is work on these requests, by their numbers. */
  | {
      readonly kind: 'pull-accepted';
      readonly place: Place;
      readonly number: number;
      readonly actor: Person;
      readonly accepts: readonly { readonly request: number; readonly line: string }[];
      readonly comment?: number;
      /** Everything that it asks is to accept. */
      readonly whole: boolean;
      /** When that was written, by GitHub's clock of whole seconds. */
      readonly saidAt?: string;
    }
  /** Somebody agreed on a pull request, or took that back: taken where it mends the policy, and else answered as any command is there. */
  | {
      readonly kind: 'pull-approved';
      readonly place: Place;
      readonly number: number;
      readonly actor: Person;
      readonly takesBack: boolean;
      /** Id of the comment. */
      readonly comment?: number;
      /** When that was written, by GitHub's clock of whole seconds. */
      readonly saidAt?: string;
    }
  /** Somebody wrote a command, or what is nearly one, on a pull request, where none is taken. */
  | {
      readonly kind: 'pull-asked';
      readonly place: Place;
      readonly number: number;
      readonly actor: Person;
      /** Asked why the gate is closed. */
      readonly explains: boolean;
    }
  /** Facts that decisions rest on have changed: forget them, and look again at what depends on them. */
  | { readonly kind: 'facts'; readonly place: Place; readonly changed: FactsChanged }
  /** A projection was touched by a hand that is not ours: write it anew. */
  | {
      readonly kind: 'touched';
      readonly place: Place;
      readonly issue: string;
      readonly number: number;
      readonly what: 'label' | 'status-comment' | 'state';
      readonly detail: string;
      readonly actor: Person;
      /** Since when it stands changed, by GitHub's clock; absent where GitHub does not say. */
      readonly at?: string;
    }
  /** The identity stays, the place changes (5.6). */
  | {
      readonly kind: 'moved';
      readonly place: Place;
      readonly from: string;
      readonly to: {
        readonly place: Place;
        readonly issue: string;
        readonly number: number;
        /** Of the issue's page; empty where GitHub does not tell. */
        readonly address: string;
      };
      /** What it is where nothing that moved is on record. */
      readonly otherwise?: readonly Translation[];
    }
  | { readonly kind: 'renamed'; readonly place: Place }
  /** It has another owner now, and so another record. */
  | { readonly kind: 'handed-over'; readonly place: Place }
  /** A pull request left the merge queue without a merge; the end of its group may be told of elsewhere, or nowhere. */
  | { readonly kind: 'left-queue'; readonly place: Place; readonly number: number }
  /** An installation goes on after a pause, in which nobody told of anything; the place names no repository. */
  | { readonly kind: 'let-in-again'; readonly place: Place }
  /** The app came to a repository, by a person, together with others. */
  | { readonly kind: 'installed'; readonly place: Place; readonly by: string; readonly among: number };

/** A branch as a push moved it. */
export interface Move {
  readonly branch: string;
  readonly before?: string | undefined;
  /** Absent where the branch is gone. */
  readonly after?: string | undefined;
  /** Commits that GitHub made in the name of somebody else than whoever had it make them. */
  readonly madeFor?: readonly MadeFor[];
}

export interface MadeFor {
  readonly sha: string;
  /** Login of whom it names as the author. */
  readonly author: string;
}

/** A push after which the policy may be another. */
export interface PolicyPush {
  /** Absent where the branch began with it. */
  readonly before?: string;
  readonly after: string;
  readonly by: Person;
}

export type FactsChanged =
  /** Another text, another file, or on another branch; with the commit or the branch on which it stands from now on, where it is told. */
  | { readonly kind: 'policy'; readonly at?: string; readonly push?: PolicyPush }
  | { readonly kind: 'team'; readonly slug: string }
  /** A branch was pushed to, made or taken away. */
  | ({ readonly kind: 'branch' } & Move)
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly number: number;
      readonly deleted: boolean;
      readonly title: string;
      readonly body: string;
      /** By what of it is under control its digest is made. */
      readonly control: Control;
      /** When it was so; absent where GitHub does not say. */
      readonly updatedAt?: string;
    };
