/** Jira's REST API on the stand-in's site: what the app asks, answered from the record, as the app or as a person with their rights. */
import type { Meta } from '../forge/runtime.ts';
import { configure } from './configuration.ts';
import { APP, type Fields, type Issue, type Json, PROJECT_KEY, type Site, type User } from './record.ts';
import type { Way } from './ways.ts';

/** What the site does inside, for people and the API alike. */
interface Inside {
  found(idOrKey: string): Issue | undefined;
  projectOf(issue: Issue): string;
  userJson(user: User): Json;
  /** Of a status. */
  nameOf(status: string): string;
  ways(issue: Issue): readonly Way[];
  /** @returns what the validator answered */
  make(by: string, issue: Issue, way: Way): Promise<{ readonly result: boolean; readonly errorMessage?: string }>;
  now(): string;
  nextId(): string;
}

export function restOf(site: Site, { found, projectOf, userJson, nameOf, ways, make, now, nextId }: Inside) {
  const mayBrowse = (by: string, issue: Issue): boolean =>
    !site.hidden.has(projectOf(issue)) && (by === APP || !site.secret.has(issue.id));

  const no = (status: number, message: string): Response =>
    Response.json({ errorMessages: [message], errors: {} }, { status });

  /** As Jira shows them: every field that is configured, empty ones as `null`, and none that an administrator took away. */
  function fieldsOf(issue: Issue, asked?: readonly string[]): Fields {
    const { fields, teams } = site.configured;
    const known = [...fields.keys(), ...(teams.get(projectOf(issue))?.fields.keys() ?? [])];
    const custom = Object.fromEntries(known.map((id) => [id, issue.fields[id] ?? null]));
    const own = Object.entries(issue.fields).filter(([id]) => !id.startsWith('customfield_'));
    const shown = Object.entries({ ...Object.fromEntries(own), ...custom });
    return Object.fromEntries(shown.filter(([id]) => !asked || asked.includes(id)));
  }

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
      const user = site.users.get(query.get('accountId') ?? '');
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
    const may = meta.provider !== 'user' || site.users.get(by)?.administers.has('site') === true;
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
      const rights = site.users.get(by)?.administers;
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
      const { issueIdsOrKeys = [], fields } = (body ?? {}) as Record<'issueIdsOrKeys' | 'fields', readonly string[]>;
      const seen = issueIdsOrKeys.flatMap((one) => {
        const issue = found(one);
        const self = `${site.address}/rest/api/3/issue/${one}`;
        return issue && mayBrowse(by, issue)
          ? [{ id: issue.id, key: issue.key, self, fields: fieldsOf(issue, fields) }]
          : [];
      });
      return Response.json({ issues: seen, issueErrors: [] });
    }
    const match = /^\/rest\/api\/3\/issue\/([^/]+)(?:\/(.+))?$/.exec(pathname);
    const issue = match && found(decodeURIComponent(match[1] ?? ''));
    const asked = /^GET \/rest\/api\/3\/project\/(\d+)$/.exec(`${method} ${pathname}`)?.[1];
    if (
      asked !== undefined &&
      !site.hidden.has(asked) &&
      [...site.issues.values()].some((one) => projectOf(one) === asked)
    )
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
        fields: fieldsOf(issue, query.get('fields')?.split(',')),
        ...(query.has('properties') ? { properties: Object.fromEntries(issue.properties) } : {}),
      });
    if (what === 'GET transitions') {
      const transitions = ways(issue).map(({ id, name, to }) => ({ id, name, to: { id: to, name: nameOf(to) } }));
      return Response.json({ expand: 'transitions', transitions });
    }
    if (what === 'POST transitions') {
      const { id } = (body as { transition?: { id?: string } } | null)?.transition ?? {};
      const way = ways(issue).find((one) => one.id === id);
      if (!way) return no(400, 'It has no such transition.');
      const said = await make(by, issue, way);
      if (!said.result) return no(400, said.errorMessage ?? 'not valid');
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
      const { body: words = null, properties = [], visibility } = (body ?? {}) as Record<string, Json>;
      const made = {
        id: nextId(),
        author: by,
        body: words,
        at: now(),
        properties,
        ...(visibility ? { visibility } : {}),
      };
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

  return route;
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
