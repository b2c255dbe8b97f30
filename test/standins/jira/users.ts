/** Whom the app asks about on the stand-in's site: accounts, the members of groups, and what somebody may administer. */
import { no } from './configured.ts';
import type { Table } from './route.ts';

export const USERS: Table = {
  'GET /myself': ({ site, inside, by }) => Response.json(inside.userJson(site.person(by))),
  'GET /user': ({ site, inside, query }) => {
    const user = site.users.get(query.get('accountId') ?? '');
    return user ? Response.json(inside.userJson(user)) : no(404, 'The user does not exist.');
  },
  'GET /group/member': ({ site, inside, query }) => {
    const id = query.get('groupId');
    const name =
      id === null ? (query.get('groupname') ?? '') : [...site.groups.keys()].find((one) => site.groupId(one) === id);
    const members = site.groups.get(name ?? '');
    if (!members) return no(404, 'The group was not found.');
    const startAt = Number(query.get('startAt') ?? 0);
    const maxResults = Math.min(50, Number(query.get('maxResults') ?? 50));
    const values = [...members].slice(startAt, startAt + maxResults).map((one) => inside.userJson(site.person(one)));
    const isLast = startAt + maxResults >= members.size;
    const self = `${site.address}/rest/api/3/group/member`;
    return Response.json({ self, startAt, maxResults, total: members.size, isLast, values });
  },
  'GET /group/bulk': ({ site, query }) => {
    const [id, name] = [query.get('groupId'), query.get('groupName')];
    const values = [...site.groups.keys()]
      .map((one) => ({ name: one, groupId: site.groupId(one) }))
      .filter((one) => (id === null ? one.name === name : one.groupId === id));
    return Response.json({ startAt: 0, maxResults: 50, total: values.length, isLast: true, values });
  },
  'GET /user/search': ({ site, inside, query }) => {
    const wanted = (query.get('query') ?? '').toLowerCase();
    const found = [...site.users.values()].filter(({ displayName }) => displayName.toLowerCase().includes(wanted));
    return Response.json(found.map((one) => inside.userJson(one)));
  },
  'GET /mypermissions': ({ site, by, query }) => {
    const key = query.get('permissions') === 'ADMINISTER' ? 'ADMINISTER' : 'ADMINISTER_PROJECTS';
    const where = key === 'ADMINISTER' ? 'site' : (query.get('projectId') ?? '');
    const havePermission = site.users.get(by)?.administers.has(where) ?? false;
    return Response.json({ permissions: { [key]: { key, ...RIGHTS[key], description: '', havePermission } } });
  },
};

const RIGHTS = {
  ADMINISTER: { id: '0', name: 'Administer Jira', type: 'GLOBAL' },
  ADMINISTER_PROJECTS: { id: '23', name: 'Administer Projects', type: 'PROJECT' },
} as const;
