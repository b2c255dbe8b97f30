/** Whether a comment, or what it speaks of, was edited, and by whose hand, and which issues are there still: what only GraphQL says, or says of many at once. */
import { z } from 'zod';
import { askGraphql, type GitHubClient } from '../client.ts';
import type { Payload } from '../schema.ts';
import type { Place } from '../translation.ts';

const instant = z.iso.datetime({ offset: true });

const answer = z.object({
  repository: z.object({
    issueOrPullRequest: z.object({
      lastEditedAt: instant.nullable(),
      timelineItems: z.object({ nodes: z.array(z.object({ createdAt: instant })) }),
    }),
  }),
  node: z.object({ lastEditedAt: instant.nullable() }),
});

/** https://docs.github.com/en/graphql/reference/objects#issue, #issuecomment, #renamedtitleevent */
const QUERY = `query($owner: String!, $name: String!, $number: Int!, $comment: ID!) {
  repository(owner: $owner, name: $name) {
    issueOrPullRequest(number: $number) {
      ... on Issue { lastEditedAt timelineItems(itemTypes: [RENAMED_TITLE_EVENT], last: 1) { nodes { ... on RenamedTitleEvent { createdAt } } } }
      ... on PullRequest { lastEditedAt timelineItems(itemTypes: [RENAMED_TITLE_EVENT], last: 1) { nodes { ... on RenamedTitleEvent { createdAt } } } }
    }
  }
  node(id: $comment) { ... on IssueComment { lastEditedAt } }
}`;

interface Asked {
  /** Of the issue or pull request. */
  readonly number: number;
  /** Node id of the comment. */
  readonly comment: string;
  /** When it was written, UTC instant. */
  readonly at: string;
}

/**
 * Whether the comment was ever edited, and whether text or title of its issue changed in its second or later. What GitHub does not say counts
 * as edited.
 * @throws Transient while GitHub does not answer
 */
export async function readEdits(
  client: GitHubClient,
  { owner, repo }: Place,
  { number, comment, at }: Asked,
): Promise<NonNullable<Payload['found']>> {
  const asked = await askGraphql(client, QUERY, { owner, name: repo, number, comment });
  const read = asked.ok ? answer.safeParse(asked.data) : undefined;
  if (!read?.success) return { edited: true, changed: true };
  const { repository, node } = read.data;
  const { lastEditedAt, timelineItems } = repository.issueOrPullRequest;
  const second = (moment: string): number => Math.floor(Date.parse(moment) / 1000);
  const changes = [lastEditedAt, ...timelineItems.nodes.map(({ createdAt }) => createdAt)];
  return {
    edited: node.lastEditedAt !== null,
    changed: changes.some((moment) => moment !== null && second(moment) >= second(at)),
  };
}

const nodes = z.object({
  nodes: z.array(
    z.object({ __typename: z.string(), repository: z.object({ hasIssuesEnabled: z.boolean() }).optional() }).nullable(),
  ),
});

/** https://docs.github.com/en/graphql/reference/queries#nodes, https://docs.github.com/en/graphql/reference/objects#repository */
const ISSUES = `query($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on Issue { repository { hasIssuesEnabled } } }
}`;

/**
 * Which of these issues GitHub has and shows, of at most a hundred. Where it gives no answer, all of them.
 * @param ids their node ids
 * @throws Transient while GitHub does not answer
 */
export async function issuesThere(client: GitHubClient, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = await askGraphql(client, ISSUES, { ids }, { mayLack: true });
  const read = asked.ok ? nodes.safeParse(asked.data).data?.nodes : undefined;
  if (read?.length !== ids.length) return new Set(ids);
  const isShown = (one: (typeof read)[number] | undefined): boolean =>
    one?.__typename === 'Issue' && one.repository?.hasIssuesEnabled !== false;
  return new Set(ids.filter((_, at) => isShown(read[at])));
}

const hand = z.object({
  node: z.object({
    editor: z.object({ __typename: z.string(), login: z.string() }).nullable(),
    lastEditedAt: instant.nullable(),
  }),
});

/** https://docs.github.com/en/graphql/reference/objects#issuecomment */
const EDITOR = `query($comment: ID!) {
  node(id: $comment) { ... on IssueComment { editor { __typename login } lastEditedAt } }
}`;

/**
 * Whether a comment of ours was edited last by somebody else, whether or not they have an account still. What GitHub does not say counts as our
 * own word.
 * @param comment its node id
 * @param self our account, as the REST API calls it
 * @throws Transient while GitHub does not answer
 */
export async function isByAnotherHand(client: GitHubClient, comment: string, self: string): Promise<boolean> {
  const asked = await askGraphql(client, EDITOR, { comment });
  const said = asked.ok ? hand.safeParse(asked.data).data?.node : undefined;
  if (!said) return false;
  const { editor, lastEditedAt } = said;
  // Nobody is named where it was never edited, and where whoever edited it has no account any more: ours is here, for it asks.
  if (!editor) return lastEditedAt !== null;
  // An app's bot has no brackets here, and a person may have its name.
  return `${editor.login}${editor.__typename === 'Bot' ? '[bot]' : ''}` !== self;
}
