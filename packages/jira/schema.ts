/** The fields of Jira's events and issues that we read, and no others: loose towards what Jira adds, strict where we rely on it. */
import { z } from 'zod';

/** Jira gives ids as numbers in one place and as text in another. */
export const idSchema = z.union([z.string(), z.number()]).transform(String);
const id = idSchema;

export const userSchema = z.object({
  accountId: z.string().min(1),
  displayName: z.string().optional(),
  active: z.boolean().optional(),
  /** `app` for what is no person. */
  accountType: z.string().optional(),
});

/** A link's event names the two issues and no more; it is an event of the one that it begins at. */
const linkSchema = z.object({
  id: id.optional(),
  sourceIssueId: id,
  sourceProjectId: id.optional(),
});

function issueOfLink(event: unknown): unknown {
  const link = linkSchema.safeParse(event);
  if (!link.success || (event as { issue?: unknown }).issue !== undefined) return event;
  const { sourceIssueId, sourceProjectId } = link.data;
  const fields = sourceProjectId === undefined ? {} : { fields: { project: { id: sourceProjectId, key: '' } } };
  return { ...(event as object), linkId: link.data.id, issue: { id: sourceIssueId, key: '', ...fields } };
}

/** Without its body when it was too long for the queue. */
export const commentSchema = z.object({
  id,
  body: z.unknown().optional(),
  /** Lines that were commands, instead of a body that was too long for the queue and was deleted. */
  commands: z.array(z.string()).optional(),
  author: userSchema.optional(),
  updateAuthor: userSchema.optional(),
  /** Of a comment that only a role or a group may read. */
  visibility: z.object({ type: z.string() }).loose().nullish(),
  /** False of an internal note of Jira Service Management, which its customers do not read. */
  jsdPublic: z.boolean().nullish(),
  created: z.string().optional(),
  updated: z.string().optional(),
});

export const COMMENT_DELETED = 'avi:jira:deleted:comment';

/** What a trigger tells of an issue; everything else is asked of Jira when the event is handled. */
export const eventSchema = z.preprocess(
  issueOfLink,
  z.object({
    eventType: z.string(),
    /** Of the link, where it is a link's event. */
    linkId: id.optional(),
    issue: z.object({
      id,
      key: z.string(),
      fields: z
        .object({ project: z.object({ id, key: z.string() }).optional(), issuetype: z.object({ id }).optional() })
        .loose()
        .optional(),
    }),
    /** Whoever caused it. */
    atlassianId: z.string().optional(),
    timestamp: z.union([z.string(), z.number()]).optional(),
    /** Of the whole event as Jira told it, where it says neither its time nor its place in the log. */
    digest: z.string().optional(),
    changelog: z
      .object({
        id: z.union([z.string(), z.number()]).optional(),
        items: z
          .array(
            z.object({
              field: z.string().optional(),
              fieldId: z.string().optional(),
              from: z.string().nullish(),
              to: z.string().nullish(),
            }),
          )
          .optional(),
      })
      .optional(),
    comment: commentSchema.optional(),
    /** Of a post function: names the transition that ran it. */
    transition: z.string().optional(),
    /** True for what an app of ours did itself. */
    selfGenerated: z.boolean().optional(),
  }),
);
export type JiraEvent = z.infer<typeof eventSchema>;

const linked = z.object({ id, key: z.string() });

export const issueSchema = z.object({
  id,
  key: z.string(),
  fields: z
    .object({
      summary: z.string().nullish(),
      project: z.object({ id, key: z.string() }),
      issuetype: z.object({ id, name: z.string().optional() }),
      status: z.object({ id, name: z.string().optional() }),
      creator: userSchema.nullish(),
      reporter: userSchema.nullish(),
      labels: z.array(z.string()).optional(),
      issuelinks: z
        .array(z.object({ type: z.object({ id }), outwardIssue: linked.optional(), inwardIssue: linked.optional() }))
        .optional(),
      attachment: z.array(z.object({ id })).optional(),
    })
    .loose(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type JiraIssue = z.infer<typeof issueSchema>;
