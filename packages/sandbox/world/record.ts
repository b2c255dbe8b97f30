/** The state of the stand-in as plain data, so that it can be written to a file and read back. */

export type AccountType = 'User' | 'Bot' | 'Organization';

export interface Account {
  readonly id: number;
  login: string;
  readonly type: AccountType;
  name: string | null;
  email: string | null;
  readonly createdAt: number;
}

/** What people may do in a repository, weakest first. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface IssueType {
  readonly id: number;
  name: string;
  description: string | null;
  color: string;
}

export interface Organization {
  /** The account of the same id. */
  readonly id: number;
  readonly owners: Set<number>;
  readonly members: Set<number>;
  readonly issueTypes: IssueType[];
}

export interface Team {
  readonly id: number;
  readonly organization: number;
  slug: string;
  name: string;
  description: string | null;
  readonly members: Set<number>;
  /** Role in repositories, by repository id. */
  readonly repositories: Map<number, Role>;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: number;
  /** Whoever committed it, where that is not the author. */
  readonly committer?: number;
  /** Not signed: then both names are only what somebody wrote down. */
  readonly unsigned?: true;
  readonly at: number;
  /** The whole tree: content by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Git's modes of what is no ordinary file, by path. */
  readonly modes?: Readonly<Record<string, '100755' | '120000' | '160000'>>;
}

export type StateReason = 'completed' | 'not_planned' | 'reopened' | 'duplicate';

export interface Pull {
  readonly id: number;
  headRef: string;
  headSha: string;
  /** Its fork was deleted: GitHub shows no repository of its head. */
  isForkGone?: boolean;
  /** `false` when the head lives in a fork. */
  readonly ours: boolean;
  baseRef: string;
  baseSha: string;
  draft: boolean;
  mergedAt: number | null;
  mergedBy: number | null;
  mergeCommit: string | null;
}

/** An issue or, with `pull`, a pull request: GitHub numbers them together. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  readonly author: number;
  readonly viaApp: boolean;
  /** Ids of labels, in the order in which they were set. */
  labels: number[];
  assignees: number[];
  type: number | null;
  locked: boolean;
  readonly comments: number[];
  readonly createdAt: number;
  updatedAt: number;
  /** When its body and its title were changed last; absent while nobody did. */
  editedAt?: number;
  renamedAt?: number;
  closedAt: number | null;
  closedBy: number | null;
  readonly pull: Pull | null;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  body: string;
  readonly author: number;
  readonly viaApp: boolean;
  readonly createdAt: number;
  updatedAt: number;
  /** Absent while nobody edited it. */
  editedAt?: number;
  /** Whoever edited it last, by id. */
  editedBy?: number;
  /** Absent while nobody reacted to it. */
  reactions?: Reaction[];
  /** Why it is folded away; absent where it is not. */
  minimized?: string;
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export interface Reaction {
  readonly id: number;
  readonly content: (typeof REACTIONS)[number];
  /** By id. */
  readonly by: number;
  readonly at: number;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: number;
  readonly headSha: string;
  name: string;
  externalId: string;
  detailsUrl: string | null;
  status: string;
  conclusion: string | null;
  startedAt: number;
  completedAt: number | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: unknown[];
  actions: readonly CheckAction[];
}

export interface RequiredCheck {
  readonly context: string;
  /** Only this app's check counts. */
  readonly integration: number | null;
}

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** A pull request that waits in the queue of its base branch. */
export interface QueueEntry {
  readonly id: number;
  readonly number: number;
  /** The branch, without `refs/heads/`. */
  readonly branch: string;
  /** What its own commits are built on: the branch, or the entry before. */
  readonly baseSha: string;
  /** Its last commit in the queue. */
  readonly headSha: string;
  /** The head that the pull request had when it was queued. */
  readonly pullHead: string;
}

export interface MergeGroup {
  readonly ref: string;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly pulls: readonly number[];
}

/** A deployment that waits for the app's answer. */
export interface Waiting {
  readonly run: number;
  readonly deployment: number;
  readonly environment: string;
  readonly sha: string;
  readonly ref: string;
  readonly reports: { readonly state: string; readonly comment: string; readonly at: number }[];
}

export interface Repository {
  readonly id: number;
  name: string;
  owner: number;
  private: boolean;
  description: string | null;
  archived?: boolean;
  fork?: boolean;
  defaultBranch: string;
  readonly createdAt: number;
  updatedAt: number;
  pushedAt: number;
  readonly collaborators: Map<number, Role>;
  /** The next issue or pull request gets this number. */
  nextNumber: number;
  readonly labels: Map<number, Label>;
  /** By number. */
  readonly issues: Map<number, Issue>;
  /** Numbers of what is open: issues and pull requests, and pull requests alone. */
  readonly open: Set<number>;
  readonly openPulls: Set<number>;
  /** Where issues were transferred to, by the number that they had here; GitHub redirects. */
  transferred?: Map<number, { readonly repository: number; readonly number: number }>;
  /** Somebody has switched issues off; pull requests stay. */
  issuesOff?: boolean;
  /** By id. */
  readonly comments: Map<number, Comment>;
  readonly commits: Map<string, Commit>;
  /** Full names (`refs/heads/main`) to commits. */
  readonly refs: Map<string, string>;
  readonly checks: Map<number, CheckRun>;
  /** Ids of check runs by commit, oldest first. */
  readonly checksOf: Map<string, number[]>;
  /** Id of the app's check suite by commit. */
  readonly suites: Map<string, number>;
  /** By branch. */
  readonly required: Map<string, RequiredCheck[]>;
  readonly groups: Map<string, MergeGroup>;
  /** The merge queue, first first; of all branches. */
  queue?: readonly QueueEntry[];
  /** How the merge queue makes its commits; `merge` where nothing is said. */
  queueMethod?: MergeMethod;
  /** Whether a pull request may be merged by rebasing its commits; GitHub lets it unless somebody says no. */
  rebaseMerges?: boolean;
  readonly deployments: Map<number, Waiting>;
  /** Ids of this repository's former names, lower case `owner/name`, which GitHub redirects. */
  readonly formerNames: Set<string>;
}
