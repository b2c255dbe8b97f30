/** Holds GraphQL to GitHub's public schema, as far as we ask it; written down by hand, because the schema is in none of our packages. */
import type { Violation } from './github-schema.ts';

interface Shape {
  /** `!` behind it: never null. Brackets: a list. */
  readonly type: string;
  readonly arguments?: readonly string[];
}

/** What issues and pull requests have alike. */
const EDITED = {
  lastEditedAt: { type: 'DateTime' },
  timelineItems: {
    type: 'IssueTimelineItemsConnection!',
    arguments: ['after', 'before', 'first', 'itemTypes', 'last', 'since', 'skip'],
  },
} as const;

/** Which types a union or an interface stands for, as far as we ask. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  Node: ['IssueComment', 'Issue'],
  IssueOrPullRequest: ['Issue', 'PullRequest'],
  IssueTimelineItems: ['RenamedTitleEvent'],
  PullRequestTimelineItems: ['RenamedTitleEvent'],
};

/** From https://docs.github.com/en/graphql/reference/objects and /reference/queries. */
const SCHEMA: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  Query: {
    repository: { type: 'Repository', arguments: ['owner', 'name'] },
    node: { type: 'Node', arguments: ['id'] },
    nodes: { type: '[Node]!', arguments: ['ids'] },
  },
  Mutation: { minimizeComment: { type: 'MinimizeCommentPayload', arguments: ['input'] } },
  MinimizeCommentPayload: { minimizedComment: { type: 'Minimizable' } },
  Minimizable: { isMinimized: { type: 'Boolean!' } },
  Repository: {
    mergeQueue: { type: 'MergeQueue', arguments: ['branch'] },
    ref: { type: 'Ref', arguments: ['qualifiedName'] },
    issueOrPullRequest: { type: 'IssueOrPullRequest', arguments: ['number'] },
    hasIssuesEnabled: { type: 'Boolean!' },
  },
  Node: { __typename: { type: 'String!' } },
  Issue: { ...EDITED, repository: { type: 'Repository!' } },
  IssueTimelineItemsConnection: { nodes: { type: '[IssueTimelineItems]' } },
  PullRequestTimelineItemsConnection: { nodes: { type: '[PullRequestTimelineItems]' } },
  RenamedTitleEvent: { createdAt: { type: 'DateTime!' } },
  IssueComment: { isMinimized: { type: 'Boolean!' }, lastEditedAt: { type: 'DateTime' }, editor: { type: 'Actor' } },
  Actor: { __typename: { type: 'String!' }, login: { type: 'String!' } },
  Ref: { target: { type: 'GitObject' } },
  GitObject: { oid: { type: 'String!' } },
  Commit: { oid: { type: 'String!' } },
  MergeQueue: { entries: { type: 'MergeQueueEntryConnection', arguments: ['after', 'first'] } },
  MergeQueueEntryConnection: {
    nodes: { type: '[MergeQueueEntry]' },
    pageInfo: { type: 'PageInfo!' },
    totalCount: { type: 'Int!' },
  },
  PageInfo: { hasNextPage: { type: 'Boolean!' }, endCursor: { type: 'String' } },
  MergeQueueEntry: {
    baseCommit: { type: 'Commit' },
    headCommit: { type: 'Commit' },
    position: { type: 'Int!' },
    state: { type: 'MergeQueueEntryState!' },
    pullRequest: { type: 'PullRequest' },
  },
  PullRequest: {
    ...EDITED,
    timelineItems: { ...EDITED.timelineItems, type: 'PullRequestTimelineItemsConnection!' },
    number: { type: 'Int!' },
    headRefOid: { type: 'String!' },
    baseRefName: { type: 'String!' },
  },
};

const STATES = ['QUEUED', 'AWAITING_CHECKS', 'MERGEABLE', 'UNMERGEABLE', 'LOCKED'];
const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Int: (value) => Number.isInteger(value),
  Boolean: (value) => typeof value === 'boolean',
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value),
  MergeQueueEntryState: (value) => STATES.includes(String(value)),
};

const WHAT = 'POST /graphql';

/** Fields and arguments that GitHub knows, in a query as we write them: inline fragments, no named ones, no aliases. */
export function graphqlRequest(body: unknown): readonly Violation[] {
  const { query, variables } = (body ?? {}) as { query?: unknown; variables?: unknown };
  const say = (at: string, message: string): Violation => ({ what: WHAT, at, message });
  if (typeof query !== 'string') return [say('/query', 'is required')];
  if (variables !== undefined && (typeof variables !== 'object' || variables === null))
    return [say('/variables', 'is an object')];
  const violations: Violation[] = [];
  const named = new Set(Object.keys((variables ?? {}) as object));
  for (const [, name = ''] of query.matchAll(/\$(\w+)\s*:\s*[\w[\]!]+!/g))
    if (!named.has(name)) violations.push(say(`/variables/${name}`, 'is required'));
  const types = [rootOf(query)];
  let pending: string | undefined;
  for (const [, name = ''] of query.matchAll(/(?<=input:\s*\{[^}]*)(\w+)\s*:/g))
    if (!INPUT.includes(name)) violations.push(say(`/input/${name}`, 'no such field'));
  const inside = query.slice(query.indexOf('{') + 1).replace(/input:\s*\{[^}]*\}/g, 'input: $input');
  for (const [, on, field, given, brace] of inside.matchAll(/\.\.\.\s*on\s+(\w+)|(\w+)\s*(\([^)]*\))?|([{}])/g)) {
    if (on !== undefined) {
      if (!ONE_OF[types.at(-1) ?? '']?.includes(on)) violations.push(say(`/${types.at(-1)}/${on}`, 'is never that'));
      pending = on;
    } else if (brace === '{') types.push(pending ?? '');
    else if (brace === '}') types.pop();
    else if (field !== undefined) {
      const type = types.at(-1) ?? '';
      const shape = SCHEMA[type]?.[field];
      if (!shape) violations.push(say(`/${type}/${field}`, 'GitHub knows no such field'));
      for (const [, name = ''] of (given ?? '').matchAll(/(\w+)\s*:/g))
        if (!shape?.arguments?.includes(name)) violations.push(say(`/${type}/${field}(${name})`, 'no such argument'));
      pending = shape?.type.replace(/[[\]!]/g, '');
    }
  }
  return violations;
}

/** Of `MinimizeCommentInput`. */
const INPUT = ['subjectId', 'classifier', 'clientMutationId'];

const rootOf = (query: string): string => (/^\s*mutation\b/.test(query) ? 'Mutation' : 'Query');

export function graphqlResponse(status: number, body: unknown): readonly Violation[] {
  if (status !== 200) return [];
  const { data, errors } = (body ?? {}) as { data?: unknown; errors?: unknown };
  if (errors !== undefined && !(Array.isArray(errors) && errors.length > 0))
    return [{ what: WHAT, at: '/errors', message: 'are a list that is not empty' }];
  if (data === undefined || data === null)
    return errors ? [] : [{ what: WHAT, at: '/data', message: 'is there where no errors are' }];
  const isMutation = Object.keys(data).some((name) => SCHEMA.Mutation?.[name]);
  return fits(isMutation ? 'Mutation' : 'Query', data, '/data', errors !== undefined);
}

/** A field that failed is null, whatever the schema says of it. */
function fits(type: string, value: unknown, at: string, hasErrors: boolean): readonly Violation[] {
  const bare = type.replace(/!$/, '');
  if (value === null) return type.endsWith('!') && !hasErrors ? [{ what: WHAT, at, message: 'is never null' }] : [];
  if (bare.startsWith('[')) {
    if (!Array.isArray(value)) return [{ what: WHAT, at, message: 'is a list' }];
    return value.flatMap((one, index) => fits(bare.slice(1, -1), one, `${at}/${index}`, hasErrors));
  }
  const scalar = SCALARS[bare];
  if (scalar) return scalar(value) ? [] : [{ what: WHAT, at, message: `is no ${bare}` }];
  const shapes = [bare, ...(ONE_OF[bare] ?? [])].map((one): Readonly<Record<string, Shape>> => SCHEMA[one] ?? {});
  return Object.entries(value as object).flatMap(([name, one]) => {
    const shape = shapes.find((one) => one[name])?.[name];
    return shape
      ? fits(shape.type, one, `${at}/${name}`, hasErrors)
      : [{ what: WHAT, at: `${at}/${name}`, message: `${bare} has no such field` }];
  });
}
