/** What the stand-in's Jira site holds, and what tests and people can do to it. */
import type { Meter } from '../forge/meter.ts';
import type { Meta } from '../forge/runtime.ts';
import type { Configuration } from './configured.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Fields = Record<string, Json>;

export interface User {
  readonly accountId: string;
  displayName: string;
  active: boolean;
  /** An app's account, or a rule's: nobody's own. */
  isApp?: boolean;
  /** Ids of the projects that this person administers; `site` for all of Jira. */
  readonly administers: Set<string>;
}

export interface Issue {
  readonly id: string;
  key: string;
  /** Those that it had in other projects, which find it still. */
  readonly formerKeys: Set<string>;
  fields: Fields;
  readonly properties: Map<string, Json>;
  /** Remote links by their global id. */
  readonly links: Map<string, { readonly url: string; readonly title: string }>;
  /** The change log, oldest first. */
  readonly log: {
    readonly id: string;
    readonly author: Json;
    readonly created: string;
    readonly items: readonly Fields[];
  }[];
  readonly comments: {
    readonly id: string;
    readonly author: string;
    body: Json;
    readonly at: string;
    readonly properties?: Json;
    readonly visibility?: Json;
  }[];
}

export interface Event {
  readonly eventType: string;
  readonly [name: string]: unknown;
}

export interface Project {
  readonly key: string;
  /** Id of each status by name, where no workflow was set up for a type: every one can be reached from every other. */
  readonly statuses: Map<string, string>;
  /** Whether that workflow asks the app before a transition and tells it after; projects on one scheme share it. */
  readonly isGated: boolean;
  /** Of the newest issue. */
  number: number;
}

export interface Given {
  readonly key?: string;
  /** Id of another project whose workflow it shares. */
  readonly like?: string;
}

/** What a site holds; people and the app act on it. */
export interface Held {
  readonly address: string;
  readonly users: Map<string, User>;
  /** Members by the group's name. */
  readonly groups: Map<string, Set<string>>;
  /** Id of the group that is called so now; one that is made anew under a name is another. */
  groupId(name: string): string;
  /** It keeps its id and its members. */
  renameGroup(from: string, to: string): void;
  removeGroup(name: string): void;
  readonly issues: Map<string, Issue>;
  readonly configured: Configuration;
  /** Id of each status by name in the workflow of the first project, whose validators are the app's. */
  readonly statuses: Map<string, string>;
  /** Told of what people did, as a product trigger would be. */
  readonly heard: Set<(event: Event) => void>;
  /** Projects that the app may not browse any more; they and their issues are answered for as if they were not there. */
  readonly hidden: Set<string>;
  /** Projects that nobody but the app may browse. */
  readonly unseen: Set<string>;
  /** Issues that issue security keeps from everybody but the app. */
  readonly secret: Set<string>;
  /** What the workflow asks before a transition. */
  validator: ((asked: Json) => Promise<{ readonly result: boolean; readonly errorMessage?: string }>) | undefined;
  /** What the workflow runs after a transition. */
  postFunction: ((moved: Json) => void) | undefined;
  /** Calls of the app, `METHOD /path` without the query. */
  readonly spoken: string[];
  /** What Jira counts of them; beyond its limit it answers 429. */
  readonly points: Meter;
  /** Struck by the next calls, oldest first. */
  readonly faults: { readonly status: number; readonly headers?: Record<string, string>; readonly on?: RegExp }[];
  /** Those that something was asked of yet, by id. */
  readonly projects: Map<string, Project>;
  person(name: string): User;
  /** The project of an id; one that is new gets a key, and Jira's plain workflow with statuses of its own. */
  project(id: string, given?: Given): Project;
}

export interface Site extends Held {
  create(
    by: string,
    fields: { readonly project: string; readonly issuetype: string; readonly summary: string } & Fields,
  ): Issue;
  /** With another `project` the issue is moved there and gets a key of it. `told`: what else Jira says of each edit in its log. */
  edit(by: string, id: string, fields: Fields, told?: Readonly<Record<string, string>>): void;
  remove(by: string, id: string): void;
  /** Links two issues, by the type's id, as Jira tells of it: without a word on who did it. */
  link(by: string, id: string, type: string, to: string): void;
  comment(by: string, id: string, body: Json): void;
  deleteComment(by: string, id: string, comment: string): void;
  /** Jira tells of an edited comment by the same event as of a new one. */
  editComment(by: string, id: string, comment: string, body: Json): void;
  /** As a person presses a transition in Jira. @returns what the validator answered. */
  move(by: string, id: string, status: string): Promise<{ readonly result: boolean; readonly errorMessage?: string }>;
  /** Answers the app's calls to Jira's REST API. */
  answer: (meta: Meta, path: string, init: RequestInit) => Promise<Response>;
}

/** Id and key of the project that is there from the start. */
export const FIRST = { id: '10000', key: 'SHIP' } as const;

/** The app's own account on the site. */
export const APP = 'app-account';
