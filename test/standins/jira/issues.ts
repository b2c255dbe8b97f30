/** Issues of the stand-in's site as the app reads them, moves them on and writes its mirror on them. */
import { no } from './configured.ts';
import { projectOf } from './projects.ts';
import { APP, type Fields, type Held, type Issue } from './record.ts';
import type { Found, Table } from './route.ts';

const mayBrowse = ({ site, by }: Found, issue: Issue): boolean =>
  !site.hidden.has(projectOf(issue)) &&
  (by === APP || !(site.secret.has(issue.id) || site.unseen.has(projectOf(issue))));

type OnIssue = (issue: Issue, call: Found) => Response | Promise<Response>;

/** For one that is not there and one that must not be seen Jira says the same. */
export function onIssue(answer: OnIssue): Table[string] {
  return (call) => {
    const issue = call.inside.found(call.parts.issue ?? '');
    if (issue && mayBrowse(call, issue)) return answer(issue, call);
    return no(404, 'Issue does not exist or you do not have permission to see it.');
  };
}

/** As Jira shows them: every field that is configured, empty ones as `null`, and none that an administrator took away. */
function fieldsOf(site: Held, issue: Issue, asked?: readonly string[]): Fields {
  const { fields, teams } = site.configured;
  const known = [...fields.keys(), ...(teams.get(projectOf(issue))?.fields.keys() ?? [])];
  const custom = Object.fromEntries(known.map((id) => [id, issue.fields[id] ?? null]));
  const own = Object.entries(issue.fields).filter(([id]) => !id.startsWith('customfield_'));
  const shown = Object.entries({ ...Object.fromEntries(own), ...custom });
  return Object.fromEntries(shown.filter(([id]) => !asked || asked.includes(id)));
}

function shown(site: Held, issue: Issue, asked?: readonly string[]) {
  const self = `${site.address}/rest/api/3/issue/${issue.id}`;
  return { id: issue.id, key: issue.key, self, fields: fieldsOf(site, issue, asked) };
}

export const ISSUES: Table = {
  'POST /issue/bulkfetch': (call) => {
    const { site, inside, body } = call;
    const { issueIdsOrKeys = [], fields } = (body ?? {}) as Record<'issueIdsOrKeys' | 'fields', readonly string[]>;
    const issues = issueIdsOrKeys.flatMap((one) => {
      const issue = inside.found(one);
      return issue && mayBrowse(call, issue) ? [shown(site, issue, fields)] : [];
    });
    return Response.json({ issues, issueErrors: [] });
  },
  'GET /issue/{issue}': onIssue((issue, { site, query }) => {
    const properties = query.has('properties') ? { properties: Object.fromEntries(issue.properties) } : {};
    return Response.json({ ...shown(site, issue, query.get('fields')?.split(',')), ...properties });
  }),
  'GET /issue/{issue}/transitions': onIssue((issue, { inside }) => {
    const transitions = inside.ways(issue).map(({ id, name, to }) => ({
      ...{ id, name },
      to: { id: to, name: inside.nameOf(to) },
    }));
    return Response.json({ expand: 'transitions', transitions });
  }),
  'POST /issue/{issue}/transitions': onIssue(async (issue, { inside, by, body }) => {
    const { id } = (body as { transition?: { id?: string } } | null)?.transition ?? {};
    const way = inside.ways(issue).find((one) => one.id === id);
    if (!way) return no(400, 'It has no such transition.');
    const said = await inside.make(by, issue, way);
    return said.result ? new Response(null, { status: 204 }) : no(400, said.errorMessage ?? 'not valid');
  }),
  'GET /issue/{issue}/changelog': onIssue((issue, { query }) => {
    const startAt = Number(query.get('startAt') ?? 0);
    const maxResults = Math.min(100, Number(query.get('maxResults') ?? 100));
    const words = { fieldtype: 'jira', from: '', fromString: '', to: '', toString: '' };
    const values = issue.log
      .slice(startAt, startAt + maxResults)
      .map(({ items, ...one }) => ({ ...one, items: items.map((item) => ({ ...words, ...item })) }));
    const isLast = startAt + maxResults >= issue.log.length;
    return Response.json({ startAt, maxResults, total: issue.log.length, isLast, values });
  }),
  'POST /issue/{issue}/remotelink': onIssue((issue, { body }) => {
    const { globalId = '', object } = (body ?? {}) as { globalId?: string; object?: { url: string; title: string } };
    if (object) issue.links.set(globalId, object);
    return Response.json({ id: 1, self: '' }, { status: 201 });
  }),
  'PUT /issue/{issue}/properties/{property}': onIssue((issue, { parts, body }) => {
    issue.properties.set(parts.property ?? '', body);
    return new Response(null, { status: 200 });
  }),
};
