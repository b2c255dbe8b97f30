/** A stand-in for one Jira Cloud site: people, groups, projects and issues with a workflow whose validators really run, and the events that apps hear of. */
import type { Meta } from '../forge/runtime.ts';
import { configure } from './configuration.ts';
import { type Configuration, configuration } from './configured.ts';
import { firstStatus, type Way, waysOf } from './ways.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Fields = Record<string, Json>;

export interface User {
  readonly accountId: string;
  displayName: string;
  active: boolean;
  /** Ids of the projects that this person administers; `site` for all of Jira. */
  readonly administers: Set<string>;
}

export interface Issue {
  readonly id: string;
  key: string;
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
  }[];
}

export interface Event {
  readonly eventType: string;
  readonly [name: string]: unknown;
}

export interface Site {
  readonly address: string;
  readonly users: Map<string, User>;
  readonly groups: Map<string, Set<string>>;
  readonly issues: Map<string, Issue>;
  readonly configured: Configuration;
  /** Id of each status by name; every one can be reached from every other, if the validators let it. */
  readonly statuses: Map<string, string>;
  /** Told of what people did, as a product trigger would be. */
  readonly heard: Set<(event: Event) => void>;
  /** Projects that the app may not browse any more; they and their issues are answered for as if they were not there. */
  readonly hidden: Set<string>;
  /** Issues that issue security keeps from everybody but the app. */
  readonly secret: Set<string>;
  /** What the workflow asks before a transition. */
  validator: ((asked: Json) => Promise<{ readonly result: boolean; readonly errorMessage?: string }>) | undefined;
  /** What the workflow runs after a transition. */
  postFunction: ((moved: Json) => void) | undefined;
  /** Calls of the app, `METHOD /path` without the query. */
  readonly spoken: string[];
  /** Struck by the next calls, oldest first. */
  readonly faults: { readonly status: number; readonly headers?: Record<string, string>; readonly on?: RegExp }[];
  person(name: string): User;
  create(
    by: string,
    fields: { readonly project: string; readonly issuetype: string; readonly summary: string } & Fields,
  ): Issue;
  /** `told`: what else Jira says of each edit in its log. */
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

const PROJECT_KEY = 'SHIP';

export function jiraSite(statuses: readonly string[]): Site {
  let ids = 10_000;
  const nextId = (): string => {
    ids += 1;
    return String(ids);
  };
  let moments = Date.UTC(2026, 10, 2, 9);
  const now = (): string => {
    moments += 1000;
    return new Date(moments).toISOString();
  };
  const users = new Map<string, User>();
  const issues = new Map<string, Issue>();
  let numbers = 0;

  const tell = (eventType: string, by: string, issue: Issue, more: Record<string, unknown> = {}): void => {
    const { project, issuetype } = issue.fields;
    const event = {
      eventType,
      issue: { id: issue.id, key: issue.key, fields: { project, issuetype } },
      atlassianId: by,
      timestamp: now(),
      ...more,
    };
    for (const listen of site.heard) listen(structuredClone(event));
  };
  const projectOf = (issue: Issue): string => (issue.fields.project as { id: string }).id;
  const found = (idOrKey: string): Issue | undefined =>
    issues.get(idOrKey) ?? [...issues.values()].find((one) => one.key === idOrKey);
  const userJson = ({ accountId, displayName, active }: User): Json => ({
    accountId,
    accountType: 'atlassian',
    active,
    displayName,
    self: `${site.address}/rest/api/3/user?accountId=${accountId}`,
  });
  const log = (by: string, issue: Issue, items: readonly Fields[]): string => {
    const id = nextId();
    issue.log.push({ id, author: userJson(site.person(by)), created: now(), items });
    return id;
  };
  const changed = (by: string, issue: Issue, items: readonly Fields[]): void =>
    tell('avi:jira:updated:issue', by, issue, { changelog: { id: log(by, issue, items), items } });
  const nameOf = (status: string): string =>
    site.configured.statuses.get(status)?.name ?? [...site.statuses].find(([, id]) => id === status)?.[0] ?? status;
  const ways = (issue: Issue): readonly Way[] => {
    const made = waysOf(site.configured, projectOf(issue), (issue.fields.issuetype as { id: string }).id);
    const any = [...site.statuses].map(([name, to]) => ({ id: `1${to}`, name, to, validated: true, followed: true }));
    return made ?? any;
  };
  const moveTo = (by: string, issue: Issue, { to: status, followed }: Way): void => {
    const from = (issue.fields.status as { id: string }).id;
    const name = nameOf(status);
    issue.fields.status = { id: status, name };
    const items = [{ fieldId: 'status', field: 'status', from, to: status }];
    changed(by, issue, items);
    if (!followed) return;
    site.postFunction?.({
      issue: { id: issue.id, key: issue.key },
      transition: { id: `1${status}`, name, executionId: nextId(), from: { id: from }, to: { id: status } },
      workflow: { id: '1', name: 'Change request' },
      atlassianId: by,
      changelog: { items },
      configuration: {},
      retryContext: null,
    });
  };
  const asked = (issue: Issue, to: string): Json => ({
    issue: { key: issue.key },
    transition: { from: { id: (issue.fields.status as { id: string }).id }, to: { id: to } },
  });

  const site: Site = {
    address: 'https://harbour.atlassian.net',
    users,
    groups: new Map(),
    issues,
    configured: configuration(),
    statuses: new Map(statuses.map((name) => [name, nextId()])),
    heard: new Set(),
    hidden: new Set(),
    secret: new Set(),
    validator: undefined,
    postFunction: undefined,
    spoken: [],
    faults: [],
    person(name) {
      const known = users.get(name);
      if (known) return known;
      const made = {
        accountId: name,
        displayName: name[0]?.toUpperCase() + name.slice(1),
        active: true,
        administers: new Set<string>(),
      };
      users.set(name, made);
      return made;
    },
    create(by, { project, issuetype, summary, ...fields }) {
      numbers += 1;
      const first = firstStatus(site.configured, project, issuetype) ?? [...site.statuses.values()][0] ?? '';
      const issue: Issue = {
        id: nextId(),
        key: `${PROJECT_KEY}-${numbers}`,
        fields: {
          summary,
          description: null,
          project: { id: project, key: PROJECT_KEY },
          issuetype: { id: issuetype },
          status: { id: first, name: nameOf(first) },
          creator: userJson(site.person(by)),
          labels: [],
          issuelinks: [],
          attachment: [],
          ...fields,
        },
        properties: new Map(),
        links: new Map(),
        log: [],
        comments: [],
      };
      issues.set(issue.id, issue);
      tell('avi:jira:created:issue', by, issue);
      return issue;
    },
    edit(by, id, fields, told = {}) {
      const issue = found(id);
      if (!issue) throw new Error(`no issue ${id}`);
      Object.assign(issue.fields, fields);
      changed(
        by,
        issue,
        Object.keys(fields).map((fieldId) => ({ fieldId, field: fieldId, ...told })),
      );
    },
    remove(by, id) {
      const issue = found(id);
      if (!issue) return;
      issues.delete(issue.id);
      tell('avi:jira:deleted:issue', by, issue);
    },
    comment(by, id, body) {
      const issue = found(id);
      if (!issue) throw new Error(`no issue ${id}`);
      const [author, at] = [userJson(site.person(by)), now()];
      const made = { id: nextId(), author: by, body, at };
      issue.comments.push(made);
      const comment = { id: made.id, body, author, updateAuthor: author, created: at, updated: at };
      tell('avi:jira:commented:issue', by, issue, { comment });
    },
    editComment(by, id, which, body) {
      const issue = found(id);
      const edited = issue?.comments.find((one) => one.id === which);
      if (!issue || !edited) throw new Error(`no comment ${which}`);
      edited.body = body;
      const [author, updateAuthor] = [edited.author, by].map((one) => userJson(site.person(one)));
      const comment = { id: which, body, author, updateAuthor, created: '2026-11-02T09:00:00.000Z', updated: now() };
      tell('avi:jira:commented:issue', by, issue, { comment });
    },
    deleteComment(by, id, which) {
      const issue = found(id);
      const at = issue?.comments.findIndex((one) => one.id === which) ?? -1;
      const [gone] = at < 0 ? [] : (issue?.comments.splice(at, 1) ?? []);
      if (!issue || !gone) throw new Error(`no comment ${which}`);
      const author = userJson(site.person(gone.author));
      tell('avi:jira:deleted:comment', by, issue, { comment: { id: which, body: gone.body, author } });
    },
    link(by, id, type, to) {
      const [source, destination] = [found(id), found(to)];
      if (!source || !destination) throw new Error(`no issue ${id} or ${to}`);
      const { id: destinationId, key } = destination;
      source.fields.issuelinks = [
        ...(source.fields.issuelinks as Json[]),
        { id: nextId(), type: { id: type }, outwardIssue: { id: destinationId, key } },
      ];
      log(by, source, [{ field: 'Link', fieldtype: 'jira', to: key }]);
      const event: Event = {
        eventType: 'avi:jira:created:issuelink',
        id: nextId(),
        sourceIssueId: source.id,
        destinationIssueId: destinationId,
        sourceProjectId: projectOf(source),
        destinationProjectId: projectOf(destination),
        issueLinkType: { id: type },
      };
      for (const listen of site.heard) listen(structuredClone(event));
    },
    async move(by, id, status) {
      const issue = found(id);
      const way = issue && ways(issue).find((one) => nameOf(one.to) === status);
      if (!issue || !way) throw new Error(`no issue ${id} or no way to ${status}`);
      const said = (way.validated ? await site.validator?.(asked(issue, way.to)) : undefined) ?? { result: true };
      if (said.result) moveTo(by, issue, way);
      return said;
    },
    async answer(meta, address, init) {
      const { pathname, searchParams } = new URL(address, site.address);
      const method = init.method ?? 'GET';
      site.spoken.push(`${method} ${pathname}`);
      const at = site.faults.findIndex(({ on }) => !on || on.test(`${method} ${pathname}`));
      const [fault] = at < 0 ? [] : site.faults.splice(at, 1);
      if (fault)
        return Response.json(
          { errorMessages: ['asked for by a test'], errors: {} },
          { status: fault.status, headers: fault.headers ?? {} },
        );
      const body = init.body ? (JSON.parse(String(init.body)) as Json) : null;
      return route(meta, method, pathname, searchParams, body);
    },
  };

  const mayBrowse = (by: string, issue: Issue): boolean =>
    !site.hidden.has(projectOf(issue)) && (by === APP || !site.secret.has(issue.id));

  const no = (status: number, message: string): Response =>
    Response.json({ errorMessages: [message], errors: {} }, { status });

  async function route(
    meta: Meta,
    method: string,
    pathname: string,
    query: URLSearchParams,
    body: Json,
  ): Promise<Response> {
    const by = meta.provider === 'user' ? (meta.accountId ?? '') : APP;
    if (pathname === '/rest/api/3/myself') return Response.json(userJson(site.person(by)));
    if (pathname === '/rest/api/3/user') {
      const user = users.get(query.get('accountId') ?? '');
      return user ? Response.json(userJson(user)) : no(404, 'The user does not exist.');
    }
    if (pathname === '/rest/api/3/group/member') {
      const members = site.groups.get(query.get('groupname') ?? query.get('groupId') ?? '');
      if (!members) return no(404, 'The group was not found.');
      const startAt = Number(query.get('startAt') ?? 0);
      const maxResults = Math.min(50, Number(query.get('maxResults') ?? 50));
      const all = [...members].map((one) => userJson(site.person(one)));
      const values = all.slice(startAt, startAt + maxResults);
      return Response.json({
        self: `${site.address}${pathname}`,
        startAt,
        maxResults,
        total: all.length,
        isLast: startAt + maxResults >= all.length,
        values,
      });
    }
    // The app itself may configure as its scopes allow; a person only as an administrator.
    const may = meta.provider !== 'user' || users.get(by)?.administers.has('site') === true;
    if (!may && isForAdministrators(method, pathname)) return no(403, 'Only Jira administrators can do this.');
    const made = configure(site.configured, {
      what: `${method} ${pathname.replace('/rest/api/3', '')}`,
      query,
      body,
      nextId,
      address: site.address,
    });
    if (made) return made;
    if (pathname === '/rest/api/3/mypermissions') {
      const asked = query.get('permissions') ?? '';
      const rights = users.get(by)?.administers;
      const havePermission = rights?.has(asked === 'ADMINISTER' ? 'site' : (query.get('projectId') ?? '')) ?? false;
      if (asked === 'ADMINISTER')
        return Response.json({
          permissions: {
            ADMINISTER: {
              id: '0',
              key: asked,
              name: 'Administer Jira',
              type: 'GLOBAL',
              description: '',
              havePermission,
            },
          },
        });
      return Response.json({
        permissions: {
          ADMINISTER_PROJECTS: {
            id: '23',
            key: 'ADMINISTER_PROJECTS',
            name: 'Administer Projects',
            type: 'PROJECT',
            description: '',
            havePermission,
          },
        },
      });
    }
    if (pathname === '/rest/api/3/issue/bulkfetch') {
      const { issueIdsOrKeys = [] } = (body ?? {}) as { issueIdsOrKeys?: readonly string[] };
      const seen = issueIdsOrKeys.flatMap((one) => {
        const issue = found(one);
        const self = `${site.address}/rest/api/3/issue/${one}`;
        return issue && mayBrowse(by, issue) ? [{ id: issue.id, key: issue.key, self, fields: issue.fields }] : [];
      });
      return Response.json({ issues: seen, issueErrors: [] });
    }
    const match = /^\/rest\/api\/3\/issue\/([^/]+)(?:\/(.+))?$/.exec(pathname);
    const issue = match && found(decodeURIComponent(match[1] ?? ''));
    const asked = /^GET \/rest\/api\/3\/project\/(\d+)$/.exec(`${method} ${pathname}`)?.[1];
    if (asked !== undefined && !site.hidden.has(asked) && [...issues.values()].some((one) => projectOf(one) === asked))
      return Response.json({ id: asked, key: PROJECT_KEY, self: `${site.address}${pathname}`, name: PROJECT_KEY });
    if (!issue || !mayBrowse(by, issue))
      return no(404, 'Issue does not exist or you do not have permission to see it.');
    return onIssue(issue, `${method} ${match?.[2] ?? ''}`, by, body, query);
  }

  async function onIssue(
    issue: Issue,
    what: string,
    by: string,
    body: Json,
    query: URLSearchParams,
  ): Promise<Response> {
    if (what === 'GET ')
      return Response.json({
        id: issue.id,
        key: issue.key,
        self: `${site.address}/rest/api/3/issue/${issue.id}`,
        fields: issue.fields,
      });
    if (what === 'GET transitions') {
      const transitions = ways(issue).map(({ id, name, to }) => ({ id, name, to: { id: to, name: nameOf(to) } }));
      return Response.json({ expand: 'transitions', transitions });
    }
    if (what === 'POST transitions') {
      const { id } = (body as { transition?: { id?: string } } | null)?.transition ?? {};
      const way = ways(issue).find((one) => one.id === id);
      if (!way) return no(400, 'It has no such transition.');
      const said = (way.validated ? await site.validator?.(asked(issue, way.to)) : undefined) ?? { result: true };
      if (!said.result) return no(400, said.errorMessage ?? 'not valid');
      moveTo(by, issue, way);
      return new Response(null, { status: 204 });
    }
    if (what === 'POST remotelink') {
      const { globalId = '', object } = (body ?? {}) as { globalId?: string; object?: { url: string; title: string } };
      if (object) issue.links.set(globalId, object);
      return Response.json({ id: 1, self: '' }, { status: 201 });
    }
    if (what === 'GET changelog') {
      const startAt = Number(query.get('startAt') ?? 0);
      const words = { fieldtype: 'jira', from: '', fromString: '', to: '', toString: '' };
      const values = issue.log
        .slice(startAt, startAt + 100)
        .map(({ items, ...one }) => ({ ...one, items: items.map((item) => ({ ...words, ...item })) }));
      const isLast = startAt + 100 >= issue.log.length;
      return Response.json({ startAt, maxResults: 100, total: issue.log.length, isLast, values });
    }
    if (what === 'GET comment') {
      const comments = issue.comments
        .map(({ author, at: created, ...one }) => ({ ...one, author: userJson(site.person(author)), created }))
        .reverse();
      return Response.json({ startAt: 0, maxResults: 100, total: comments.length, comments });
    }
    const one = /^GET comment\/(\d+)$/.exec(what);
    if (one) {
      const comment = issue.comments.find(({ id }) => id === one[1]);
      if (!comment) return no(404, 'Can not find a comment for the id.');
      const author = userJson(site.person(comment.author));
      return Response.json({
        id: comment.id,
        body: comment.body,
        author,
        updateAuthor: author,
        created: comment.at,
        updated: comment.at,
      });
    }
    if (what === 'POST comment') {
      const { body: words = null, properties = [] } = (body ?? {}) as { body?: Json; properties?: Json };
      const made = { id: nextId(), author: by, body: words, at: now(), properties };
      issue.comments.push(made);
      return Response.json({ id: made.id, body: made.body, author: { accountId: by } }, { status: 201 });
    }
    const property = /^(PUT|GET) properties\/(.+)$/.exec(what);
    if (property?.[1] === 'PUT') {
      issue.properties.set(decodeURIComponent(property[2] ?? ''), body);
      return new Response(null, { status: 200 });
    }
    return no(404, `the stand-in has no ${what}`);
  }
  return site;
}

/** What Jira shows of its configuration to nobody else, or lets nobody else change. */
function isForAdministrators(method: string, pathname: string): boolean {
  const [, what = ''] = /^\/rest\/api\/3\/(\w+)/.exec(pathname) ?? [];
  if (ADMINISTERED.has(what)) return true;
  return method !== 'GET' && ['issuetype', 'field', 'issueLinkType', 'statuses'].includes(what);
}

const ADMINISTERED = new Set([
  'issuetypescheme',
  'issuetypescreenscheme',
  'screens',
  'screenscheme',
  'workflow',
  'workflows',
  'workflowscheme',
]);

/** The app's own account on the site. */
export const APP = 'app-account';
