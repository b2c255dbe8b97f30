/** The fields of GitHub's webhooks that we read, and no others: loose towards what GitHub adds, strict where we rely on it. */
import { z } from 'zod';

const user = z.object({ id: z.number(), login: z.string().min(1), type: z.string().optional() });
/** Deleted accounts arrive as null; they speak as nobody. */
const maybeUser = user.nullish();

const repository = z.object({
  id: z.number(),
  node_id: z.string(),
  name: z.string(),
  full_name: z.string(),
  default_branch: z.string().optional(),
  owner: z.object({ id: z.number(), login: z.string().optional(), name: z.string().nullish() }),
});

const label = z.object({ name: z.string() });

export const issueSchema = z.object({
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string().optional(),
  html_url: z.string().optional(),
  updated_at: z.string().optional(),
  user: maybeUser,
  /** What its author is to the repository; `NONE` for strangers. */
  author_association: z.string().optional(),
  labels: z.array(z.union([label, z.string()])).optional(),
  type: z.object({ name: z.string() }).nullish(),
  pull_request: z.unknown().optional(),
});

export const commentSchema = z.object({
  id: z.number(),
  node_id: z.string().optional(),
  body: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }).optional(),
  updated_at: z.iso.datetime({ offset: true }).optional(),
  user: maybeUser,
  html_url: z.string().optional(),
  performed_via_github_app: z.object({ slug: z.string().nullish() }).nullish(),
});

export const pullSchema = z.object({
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  merged: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  merged_by: maybeUser,
  updated_at: z.iso.datetime({ offset: true }),
  user: maybeUser,
  /** `repo` is null where the fork it came from is gone. */
  head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ id: z.number() }).nullish() }),
  base: z.object({
    ref: z.string(),
    sha: z.string().optional(),
    repo: z.object({ id: z.number().optional(), allow_rebase_merge: z.boolean().optional() }).nullish(),
  }),
  html_url: z.string().nullish(),
});

const from = z.object({ from: z.string().nullish() }).partial();

/** What every delivery may carry; each event reads its own part of it. */
export const payloadSchema = z.object({
  action: z.string().optional(),
  sender: maybeUser,
  installation: z.object({ id: z.number(), account: z.object({ id: z.number() }).nullish() }).nullish(),
  repository: repository.nullish(),
  organization: z.object({ login: z.string(), id: z.number() }).nullish(),
  issue: issueSchema.nullish(),
  comment: commentSchema.nullish(),
  pull_request: z.unknown().optional(),
  changes: z
    .object({
      title: from.nullish(),
      body: from.nullish(),
      new_issue: z.object({ node_id: z.string(), number: z.number(), html_url: z.string().optional() }).nullish(),
      new_repository: repository.nullish(),
      old_issue: z.object({ node_id: z.string(), number: z.number().optional() }).nullish(),
      old_repository: repository.nullish(),
      default_branch: from.nullish(),
    })
    .partial()
    .nullish(),
  label: label.nullish(),
  type: z.object({ name: z.string() }).nullish(),
  check_run: z
    .object({
      name: z.string(),
      head_sha: z.string(),
      external_id: z.string().nullish(),
      app: z.object({ id: z.number() }).nullish(),
      pull_requests: z.array(z.object({ number: z.number() })).nullish(),
    })
    .nullish(),
  check_suite: z
    .object({ head_sha: z.string().nullish(), pull_requests: z.array(z.object({ number: z.number() })).nullish() })
    .nullish(),
  requested_action: z.object({ identifier: z.string().optional() }).nullish(),
  merge_group: z
    .object({ head_sha: z.string(), head_ref: z.string(), base_ref: z.string(), base_sha: z.string().nullish() })
    .nullish(),
  /** Why a group, or a pull request, left the merge queue. */
  reason: z.string().nullish(),
  ref: z.string().nullish(),
  forced: z.boolean().nullish(),
  /** Of a push or of a pull request's new head: the commit before it, and it. */
  before: z.string().nullish(),
  after: z.string().nullish(),
  commits: z
    .array(
      z.object({
        id: z.string().optional(),
        distinct: z.boolean().nullish(),
        author: z.object({ username: z.string().nullish() }).nullish(),
        committer: z.object({ username: z.string().nullish() }).nullish(),
        added: z.array(z.string()).nullish(),
        modified: z.array(z.string()).nullish(),
        removed: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  /** Ours: what a round knows of a comment that it found (`FOUND`). */
  found: z.object({ edited: z.boolean(), changed: z.boolean() }).nullish(),
  team: z.object({ slug: z.string().optional() }).nullish(),
  repositories: z.array(z.object({ node_id: z.string(), full_name: z.string() })).nullish(),
  repositories_added: z.array(z.object({ node_id: z.string(), full_name: z.string() })).nullish(),
});

export type Payload = z.infer<typeof payloadSchema>;

/** Ours, beside GitHub's actions of a comment: no delivery told of it, and a round found it. */
export const FOUND = 'found';

/** Whether a comment speaks now, rather than being edited or deleted. */
export const speaks = ({ action }: Pick<Payload, 'action'>): boolean => action === 'created' || action === FOUND;
export type Issue = z.infer<typeof issueSchema>;
export type Pull = z.infer<typeof pullSchema>;
export type User = z.infer<typeof user>;
