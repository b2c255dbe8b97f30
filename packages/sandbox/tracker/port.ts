/** What the tracker page asks of the world it shows; the world answers as GitHub's own pages would, with people's actions and their refusals. */

export type Maybe<T> = T | Promise<T>;

/** One of the people to switch between. */
export interface Face {
  readonly login: string;
  /** What the person is in this story. */
  readonly role:
    | 'requester'
    | 'project-manager'
    | 'technical-expert'
    | 'customer'
    | 'developer'
    | 'emergency-authority';
}

export interface Label {
  readonly name: string;
  /** Six hex digits without `#`. */
  readonly color: string;
}

export interface Row {
  readonly number: number;
  readonly title: string;
  readonly kind: 'issue' | 'pull';
  readonly state: 'open' | 'closed' | 'merged';
  readonly author: string;
  readonly labels: readonly Label[];
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  /** Written by an app, not by a person. */
  readonly bot: boolean;
  readonly body: string;
  readonly at: string;
  readonly edited: boolean;
  /** When it was written or last edited, in milliseconds. */
  readonly changed: number;
  /** Who reacted with a thumb up. */
  readonly nods?: readonly string[];
  readonly folded?: boolean;
}

export interface Check {
  readonly id: number;
  readonly name: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion?: string;
  readonly title?: string;
  readonly summary?: string;
  readonly address?: string;
  readonly buttons: readonly { readonly identifier: string; readonly label: string; readonly description: string }[];
}

export interface Item extends Row {
  readonly body: string;
  readonly at: string;
  readonly comments: readonly Comment[];
  readonly pull?: {
    readonly head: string;
    readonly base: string;
    readonly sha: string;
    readonly files: readonly string[];
    readonly checks: readonly Check[];
    /** Names of required checks that are not green on the head; the page shows them, the world enforces them. */
    readonly missing: readonly string[];
  };
}

/** `undefined` when done; otherwise why the world refused, in its own words. */
export type Done = string | undefined;

/** One repository. */
export interface Tracker {
  readonly owner: string;
  readonly repository: string;
  readonly profile: 'standard' | 'light';
  faces(): readonly Face[];
  list(): Maybe<readonly Row[]>;
  item(number: number): Maybe<Item | undefined>;
  /** A file of the default branch; issue forms are read with it. */
  file(path: string): Maybe<string | undefined>;
  /** Paths of the issue forms, in order. */
  forms(): Maybe<readonly string[]>;
  /** The new number, or why it was refused. */
  fileIssue(
    login: string,
    issue: {
      readonly title: string;
      readonly body: string;
      readonly labels: readonly string[];
      readonly type?: string;
    },
  ): Maybe<number | { readonly refused: string }>;
  editItem(
    login: string,
    number: number,
    change: { readonly title?: string; readonly body?: string; readonly state?: 'open' | 'closed' },
  ): Maybe<Done>;
  comment(login: string, number: number, body: string): Maybe<Done>;
  editComment(login: string, id: number, body: string): Maybe<Done>;
  deleteComment(login: string, id: number): Maybe<Done>;
  setLabel(login: string, number: number, name: string, on: boolean): Maybe<Done>;
  pressButton(login: string, check: number, identifier: string): Maybe<Done>;
  push(login: string, pull: number, message: string): Maybe<Done>;
  merge(login: string, pull: number): Maybe<Done>;
  /** Writes a file of the default branch, as whoever pushes there. */
  writeFile(login: string, path: string, text: string): Maybe<Done>;
}

/** What is wrong in a file, at its line where it is of one. */
export interface FileProblem {
  readonly line?: number;
  readonly text: string;
}

/** The policy as a file: the product says where it lies and what is wrong in it. */
export interface PolicyFile {
  readonly path: string;
  problems(text: string, locale: 'en' | 'zh-CN'): readonly FileProblem[];
  /** Where one sees which version stood when. */
  versions(tracker: Tracker): string;
}

/** How far a change request has come, by the product's own record. */
export interface Progress {
  readonly number: number;
  readonly stage: string;
  /** Path of its page. */
  readonly page: string;
  /** The forms that its next steps ask for. */
  readonly asked: readonly string[];
  /** Logins whose approval stands. */
  readonly voted: readonly string[];
  /** Everything that has happened to it, by the types of its events. */
  readonly happened: readonly string[];
}

/** One line of the side panel; whoever runs the sandbox reads it from the product's own record. */
export interface LedgerLine {
  readonly at: string;
  readonly actor: string;
  readonly text: string;
  readonly hash: string;
}

/** What somebody would be told, as it would reach them. */
export interface Letter {
  /** Their login, or the mail address of somebody without one. */
  readonly to: string;
  /** It went to a mailbox; its page is the one that its link opens. */
  readonly isMail?: true;
  /** UTC instant of what it tells. */
  readonly at: string;
  /** `digest`: with whatever else there is, once a day; the others at once, `act` where something is asked of them. */
  readonly urgency: 'act' | 'now' | 'digest';
  readonly subject: string;
  readonly lines: readonly string[];
  readonly asks: readonly string[];
  readonly because: string;
  /** By now there is nothing in it that still has to be known or done. */
  readonly isSettled: boolean;
  /** Address of the request's page; absent in a mail without a link. */
  readonly page?: string;
}

export interface TrackerPageParts {
  /** The first is where the guide begins. */
  readonly trackers: readonly [Tracker, ...Tracker[]];
  /** Begins again; the new repositories are in this language. */
  readonly startOver: (locale: 'en' | 'zh-CN') => Maybe<void>;
  readonly policy: PolicyFile;
  /** The newest lines last. `locale` is the reader's language. */
  readonly ledger: (locale: 'en' | 'zh-CN') => Maybe<readonly LedgerLine[]>;
  /** Of each change request in a repository that is on record. */
  readonly progress: (tracker: Tracker) => Maybe<readonly Progress[]>;
  /** Page on which is said whose the addresses of people without an account are; absent before there is a project. */
  readonly contacts?: () => Maybe<string | undefined>;
  /** Oldest first. `locale` is the reader's language. */
  readonly outbox: (locale: 'en' | 'zh-CN') => Maybe<readonly Letter[]>;
  /** Told of every failure behind the page "something went wrong". */
  readonly report: (error: unknown) => void;
}
