/** The small part of GitHub's GraphQL that has no counterpart in REST: the merge queue of a branch, when texts were edited, and folding comments away. Fails as GitHub does: with 200 and `errors`. */
import { accountJson } from '../show/account.ts';
import { nodeId } from '../world/node.ts';
import { queueOf } from '../world/queue.ts';
import type { Comment, Issue, QueueEntry, Repository } from '../world/record.ts';
import { accountOf, type World } from '../world/world.ts';
import { maySee, mayUse } from './caller.ts';
import { type Field, type Given, parseQuery } from './graphql.ts';
import { type Call, elsewhere, ok, type Route, record, required } from './route.ts';

interface Source {
  readonly call: Call;
  readonly repository: Repository;
}

/** A field of a type: its value, and of which type it is where it has fields of its own. */
type Resolved = { readonly type: string; readonly value: unknown } | { readonly value: unknown };
type Resolve = (source: never, given: Given) => Resolved;

class Failed extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

interface Thread extends Source {
  readonly issue: Issue;
}

/** When a text was edited last, as GraphQL says it. */
const edited = (at: number | undefined): Resolved => ({ value: at === undefined ? null : new Date(at).toISOString() });

const kindOf = ({ issue }: Thread): string => (issue?.pull ? 'PullRequest' : 'Issue');

/** What issues and pull requests have alike. */
const EDITED = {
  lastEditedAt: ({ issue }: Thread) => edited(issue.editedAt),
  timelineItems: ({ issue }: Thread, { itemTypes }: Given): Resolved => {
    if (String(itemTypes) !== 'RENAMED_TITLE_EVENT')
      throw new Failed('NOT_FOUND', 'the stand-in knows new titles only');
    const nodes = issue.renamedAt === undefined ? [] : [{ at: issue.renamedAt }];
    return { type: 'IssueTimelineItemsConnection', value: { nodes } };
  },
};

interface Spoken {
  readonly call: Call;
  readonly comment: Comment;
}

interface Actor {
  readonly login: string;
  readonly type: string;
}

const actor = (world: World, id: number): Resolved => ({
  type: 'Actor',
  value: accountJson(world, accountOf(world, id)),
});

interface Entry extends Source {
  readonly entry: QueueEntry;
  readonly position: number;
}

const oid = (sha: string): Resolved => ({ type: 'Commit', value: { sha } });

/** Types and fields by GitHub's names: https://docs.github.com/en/graphql/reference/objects#mergequeueentry */
const TYPES: Readonly<Record<string, Readonly<Record<string, Resolve>>>> = {
  Query: {
    repository: (call: Call, { owner, name }) => ({ type: 'Repository', value: repositoryOf(call, owner, name) }),
    nodes: (call: Call, { ids }) => ({
      type: 'Node',
      value: (ids as readonly string[]).map((id) => issueOf(call, id)),
    }),
    node: (call: Call, { id }) => ({ type: 'IssueComment', value: { call, comment: commentOf(call, String(id)) } }),
  },
  Mutation: {
    minimizeComment: (call: Call, { input }): Resolved => ({
      type: 'MinimizeCommentPayload',
      value: { call, comment: minimize(call, input as Given) },
    }),
  },
  MinimizeCommentPayload: { minimizedComment: (spoken: Spoken) => ({ type: 'IssueComment', value: spoken }) },
  Repository: {
    hasIssuesEnabled: ({ repository }: Source) => ({ value: repository.issuesOff !== true }),
    mergeQueue: ({ call, repository }: Source, { branch }) => {
      if (!mayUse(call.world, call.caller, ['merge_queues:read'], repository))
        throw new Failed('FORBIDDEN', 'Resource not accessible by integration');
      const name = String(branch ?? repository.defaultBranch);
      if (repository.queue === undefined) return { value: null };
      return { type: 'MergeQueue', value: { call, repository, branch: name } };
    },
    issueOrPullRequest: ({ call, repository }: Source, { number }) => {
      const issue = repository.issues.get(Number(number));
      if (!issue)
        throw new Failed('NOT_FOUND', `Could not resolve to an issue or pull request with the number of ${number}.`);
      return { type: issue.pull ? 'PullRequest' : 'Issue', value: { call, repository, issue } };
    },
    ref: ({ repository }: Source, { qualifiedName }) => {
      const name = String(qualifiedName);
      const sha = repository.refs.get(name.startsWith('refs/') ? name : `refs/heads/${name}`);
      return sha === undefined ? { value: null } : { type: 'Ref', value: { sha } };
    },
  },
  Node: { __typename: ({ issue }: Thread) => ({ value: issue.pull ? 'PullRequest' : 'Issue' }) },
  Issue: {
    ...EDITED,
    repository: ({ repository }: Thread): Resolved => ({ type: 'Repository', value: { repository } }),
  },
  IssueTimelineItemsConnection: {
    nodes: ({ nodes }: { nodes: readonly object[] }) => ({ type: 'RenamedTitleEvent', value: nodes }),
  },
  RenamedTitleEvent: { createdAt: ({ at }: { at: number }) => edited(at) },
  IssueComment: {
    lastEditedAt: ({ comment }: Spoken) => edited(comment.editedAt),
    editor: ({ call, comment: { editedBy } }: Spoken) =>
      editedBy === undefined ? { value: null } : actor(call.world, editedBy),
    isMinimized: ({ comment }: Spoken) => ({ value: comment.minimized !== undefined }),
  },
  Ref: { target: ({ sha }: { sha: string }) => oid(sha) },
  Commit: { oid: ({ sha }: { sha: string }) => ({ value: sha }) },
  MergeQueue: {
    entries: ({ call, repository, branch }: Source & { branch: string }, given) => {
      const first = Number(given.first ?? 0);
      if (!(first >= 1 && first <= 100))
        throw new Failed(
          'EXCESSIVE_PAGINATION',
          'Requesting records on the `entries` connection needs `first`, 1 to 100.',
        );
      const all = queueOf(repository, branch).map(
        (entry, at): Entry => ({ call, repository, entry, position: at + 1 }),
      );
      const start = Number(given.after ?? 0);
      const shown = all.slice(start, start + first);
      return {
        type: 'MergeQueueEntryConnection',
        value: { shown, total: all.length, end: start + shown.length },
      };
    },
  },
  MergeQueueEntryConnection: {
    nodes: ({ shown }: { shown: readonly Entry[] }) => ({ type: 'MergeQueueEntry', value: shown }),
    totalCount: ({ total }: { total: number }) => ({ value: total }),
    pageInfo: (connection: object) => ({ type: 'PageInfo', value: connection }),
  },
  PageInfo: {
    hasNextPage: ({ end, total }: { end: number; total: number }) => ({ value: end < total }),
    endCursor: ({ end }: { end: number }) => ({ value: end === 0 ? null : String(end) }),
  },
  MergeQueueEntry: {
    id: ({ repository, entry }: Entry) => ({ value: nodeId('MQE', repository.id, entry.id) }),
    position: ({ position }: Entry) => ({ value: position }),
    state: () => ({ value: 'AWAITING_CHECKS' }),
    headCommit: ({ entry }: Entry) => oid(entry.headSha),
    baseCommit: ({ entry }: Entry) => oid(entry.baseSha),
    pullRequest: (source: Entry) => ({ type: 'PullRequest', value: source }),
  },
  PullRequest: {
    ...EDITED,
    number: ({ entry }: Entry) => ({ value: entry.number }),
    // The head of now: after a push it is not the one that was queued.
    headRefOid: ({ repository, entry }: Entry) => ({
      value: repository.issues.get(entry.number)?.pull?.headSha ?? null,
    }),
    baseRefName: ({ repository, entry }: Entry) => ({
      value: repository.issues.get(entry.number)?.pull?.baseRef ?? null,
    }),
    author: ({ call, repository, entry }: Entry) => actor(call.world, repository.issues.get(entry.number)?.author ?? 0),
  },
  Actor: {
    __typename: ({ type }: Actor) => ({ value: type }),
    // An app's bot has no brackets here.
    login: ({ login }: Actor) => ({ value: login.replace(/\[bot\]$/, '') }),
  },
};

function repositoryOf(call: Call, owner: unknown, name: unknown): Source {
  const { world, caller } = call;
  const wanted = `${String(owner)}/${String(name)}`;
  const id = world.names.get(wanted.toLowerCase());
  const repository = id === undefined ? undefined : world.state.repositories.get(id);
  if (!repository || !maySee(world, caller, repository))
    throw new Failed('NOT_FOUND', `Could not resolve to a Repository with the name '${wanted}'.`);
  return { call, repository };
}

/** As `nodes` has it: what is not there is told of beside the others. */
function issueOf(call: Call, id: string): Thread | Failed {
  const { world, caller } = call;
  for (const repository of world.state.repositories.values())
    for (const issue of repository.issues.values())
      if (nodeId(issue.pull ? 'PR' : 'I', repository.id, issue.id) === id && maySee(world, caller, repository))
        return { call, repository, issue };
  return notResolved(id);
}

const notResolved = (id: string) =>
  new Failed('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);

function commentOf({ world, caller }: Call, id: string): Comment {
  for (const repository of world.state.repositories.values())
    for (const comment of repository.comments.values())
      if (nodeId('IC', repository.id, comment.id) === id && maySee(world, caller, repository)) return comment;
  throw notResolved(id);
}

const CLASSIFIERS = ['SPAM', 'ABUSE', 'OFF_TOPIC', 'OUTDATED', 'DUPLICATE', 'RESOLVED', 'LOW_QUALITY'];

/** Whoever may write comments folds their own away. GitHub tells nobody of it. */
function minimize(call: Call, { subjectId, classifier }: Given): Comment {
  const { world, caller } = call;
  const id = String(subjectId);
  const comment = commentOf(call, id);
  const reason = String(classifier);
  if (!CLASSIFIERS.includes(reason)) throw new Failed('UNPROCESSABLE', `${reason} is no classifier`);
  const repository = [...world.state.repositories.values()].find((one) => one.comments.get(comment.id) === comment);
  if (!repository || !mayUse(world, caller, ['issues:write', 'pull_requests:write'], repository))
    throw new Failed('FORBIDDEN', 'Resource not accessible by integration');
  comment.minimized = reason;
  return comment;
}

interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly type?: string;
  readonly extensions?: Readonly<Record<string, string>>;
}

/** Fields that a type does not have, before anything is answered: GitHub refuses the whole query for one of them. */
function strangers(fields: readonly Field[], type: string, path: readonly string[]): readonly Problem[] {
  return fields.flatMap(({ name, on, fields: inside }) => {
    const at = [...path, name];
    if (on !== undefined) return strangers(inside, on, at);
    const known = TYPES[type]?.[name];
    if (known) return INSIDE[`${type}.${name}`] ? strangers(inside, INSIDE[`${type}.${name}`] ?? '', at) : [];
    const extensions = { code: 'undefinedField', typeName: type, fieldName: name };
    return [{ path: at, extensions, message: `Field '${name}' doesn't exist on type '${type}'` }];
  });
}

/** Of which type a field's value is, where it has fields. */
const INSIDE: Readonly<Record<string, string>> = {
  'Mutation.minimizeComment': 'MinimizeCommentPayload',
  'MinimizeCommentPayload.minimizedComment': 'IssueComment',
  'Query.repository': 'Repository',
  'Query.node': 'Node',
  'Query.nodes': 'Node',
  'Repository.issueOrPullRequest': 'IssueOrPullRequest',
  'Issue.repository': 'Repository',
  'Issue.timelineItems': 'IssueTimelineItemsConnection',
  'PullRequest.timelineItems': 'IssueTimelineItemsConnection',
  'IssueTimelineItemsConnection.nodes': 'IssueTimelineItems',
  'Repository.mergeQueue': 'MergeQueue',
  'Repository.ref': 'Ref',
  'Ref.target': 'Commit',
  'MergeQueue.entries': 'MergeQueueEntryConnection',
  'MergeQueueEntryConnection.nodes': 'MergeQueueEntry',
  'MergeQueueEntryConnection.pageInfo': 'PageInfo',
  'MergeQueueEntry.headCommit': 'Commit',
  'MergeQueueEntry.baseCommit': 'Commit',
  'MergeQueueEntry.pullRequest': 'PullRequest',
  'PullRequest.author': 'Actor',
  'IssueComment.editor': 'Actor',
};

function answer(
  fields: readonly Field[],
  type: string,
  source: unknown,
  { problems, path }: { readonly problems: Problem[]; readonly path: readonly (string | number)[] },
): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const { name, on, given, fields: inside } of fields) {
    if (on !== undefined) {
      if (on === type || (type === 'Node' && on === kindOf(source as Thread)))
        Object.assign(said, answer(inside, on, source, { problems, path }));
      continue;
    }
    const at = [...path, name];
    try {
      const resolved = TYPES[type]?.[name]?.(source as never, given);
      const show = (value: unknown, index?: number): unknown => {
        const here = index === undefined ? at : [...at, index];
        if (value instanceof Failed) {
          problems.push({ type: value.type, path: here, message: value.message });
          return null;
        }
        return resolved && 'type' in resolved && value !== null
          ? answer(inside, resolved.type, value, { problems, path: here })
          : value;
      };
      said[name] = Array.isArray(resolved?.value) ? resolved.value.map(show) : show(resolved?.value);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      said[name] = null;
      problems.push({ type: error.type, path: at, message: error.message });
    }
  }
  return said;
}

export const graphqlRoutes: readonly Route[] = [
  elsewhere('POST', '/graphql', 'signed', [], (call) => {
    const asked = parseQuery(required(call.body, 'query', 'Query'), record(call.body, 'variables'));
    if (!asked) return ok({ errors: [{ message: 'Parse error on the query' }] });
    const unknown = strangers(asked.fields, asked.of, [asked.of.toLowerCase()]);
    if (unknown.length > 0) return ok({ errors: unknown });
    const problems: Problem[] = [];
    const data = answer(asked.fields, asked.of, call, { problems, path: [] });
    return ok(problems.length > 0 ? { data, errors: problems } : { data });
  }),
];
