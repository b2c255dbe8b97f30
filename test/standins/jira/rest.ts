/** Jira's REST API on the stand-in's site: what the app asks, answered from the record, as the app or as a person with their rights. */
import type { Meta } from '../forge/runtime.ts';
import { COMMENTS } from './comments.ts';
import { configure } from './configuration.ts';
import { no } from './configured.ts';
import type { Inside } from './inside.ts';
import { ISSUES } from './issues.ts';
import { projectOf } from './projects.ts';
import { APP, type Held } from './record.ts';
import { answered, type Call, type Table } from './route.ts';
import { USERS } from './users.ts';

/** A project can be seen while something is in it. */
const PROJECTS: Table = {
  'GET /project/{project}': ({ site, by, parts: { project: asked = '' } }) => {
    // By its id or by its key.
    const project = [...site.projects].find(([id, { key }]) => id === asked || key === asked)?.[0] ?? asked;
    const isThere = [...site.issues.values()].some((one) => projectOf(one) === project);
    if (!isThere || (by === APP && site.hidden.has(project))) return no(404, 'No project could be found.');
    const { key } = site.project(project);
    return Response.json({ id: project, key, self: `${site.address}/rest/api/3/project/${project}`, name: key });
  },
};

/** Those of the projects that are asked for which whoever asks may see. */
const SEARCH: Table = {
  'GET /project/search': ({ site, by, query }) => {
    const values = query.getAll('id').flatMap((id) => {
      const isThere = site.projects.has(id) && !site.hidden.has(id) && !(by !== APP && site.unseen.has(id));
      const self = `${site.address}/rest/api/3/project/${id}`;
      return isThere ? [{ id, key: site.project(id).key, name: id, self }] : [];
    });
    return Response.json({ values, startAt: 0, maxResults: 50, total: values.length, isLast: true });
  },
};

const TABLE: Table = { ...USERS, ...SEARCH, ...PROJECTS, ...ISSUES, ...COMMENTS };

export function restOf(site: Held, inside: Inside) {
  return async (meta: Meta, asked: Pick<Call, 'what' | 'query' | 'body'>): Promise<Response> => {
    const by = meta.provider === 'user' ? (meta.accountId ?? '') : APP;
    // The app itself may configure as its scopes allow; a person only as an administrator.
    const may = meta.provider !== 'user' || site.users.get(by)?.administers.has('site') === true;
    if (!may && isForAdministrators(asked.what)) return no(403, 'Only Jira administrators can do this.');
    const { nextId } = inside;
    return (
      configure(site.configured, { ...asked, nextId, address: site.address }) ??
      (await answered(TABLE, { ...asked, by, site, inside })) ??
      no(404, `the stand-in has no ${asked.what}`)
    );
  };
}

/** What Jira shows of its configuration to nobody else, or lets nobody else change. */
function isForAdministrators(asked: string): boolean {
  const [, method = '', what = ''] = /^(\w+) \/(\w+)/.exec(asked) ?? [];
  if (ADMINISTERED.has(what)) return true;
  if (method !== 'GET' && what === 'project') return true;
  return method !== 'GET' && ['issuetype', 'field', 'issueLinkType', 'statuses'].includes(what);
}

const ADMINISTERED = new Set([
  'forge',
  'issuetypescheme',
  'issuetypescreenscheme',
  'screens',
  'screenscheme',
  'workflow',
  'workflows',
  'workflowscheme',
]);
