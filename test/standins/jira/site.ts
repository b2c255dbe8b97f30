/** A stand-in for one Jira Cloud site: people, groups, projects and issues with a workflow whose validators really run, and the events that apps hear of. */
import { meter } from '../forge/meter.ts';
import { configuration } from './configured.ts';
import { insideOf } from './inside.ts';
import { deedsOf } from './people.ts';
import { overPoints, pointsOf } from './points.ts';
import { projectNamed } from './projects.ts';
import { FIRST, type Held, type Json, type Site, type User } from './record.ts';
import { restOf } from './rest.ts';

/** @param statuses of the first project's workflow, by name; the first is the one in which issues begin */
export function jiraSite(statuses: readonly string[]): Site {
  let ids = 10_000;
  const nextId = (): string => {
    ids += 1;
    return String(ids);
  };
  const users = new Map<string, User>();
  const groupIds = new Map<string, string>();
  const own = new Map(statuses.map((name) => [name, nextId()]));
  const held: Held = {
    address: 'https://harbour.atlassian.net',
    configured: configuration(),
    statuses: own,
    projects: new Map([[FIRST.id, { key: FIRST.key, statuses: own, isGated: true, number: 0 }]]),
    users,
    groups: new Map(),
    groupId(name) {
      // A group that a test calls by an id has it.
      const isId = /^[0-9a-f]{8}-/.test(name);
      const id = groupIds.get(name) ?? (isId ? name : `00000000-0000-4000-8000-${nextId().padStart(12, '0')}`);
      groupIds.set(name, id);
      return id;
    },
    renameGroup(from, to) {
      const [members = new Set<string>(), id] = [held.groups.get(from), held.groupId(from)];
      held.removeGroup(from);
      held.groups.set(to, members);
      groupIds.set(to, id);
    },
    removeGroup(name) {
      held.groups.delete(name);
      groupIds.delete(name);
    },
    issues: new Map(),
    heard: new Set(),
    hidden: new Set(),
    unseen: new Set(),
    secret: new Set(),
    validator: undefined,
    postFunction: undefined,
    spoken: [],
    points: meter(),
    faults: [],
    project: (id, given = {}) => projectNamed(held, id, { ...given, nextId }),
    person(name: string) {
      const known = users.get(name);
      if (known) return known;
      const displayName = name[0]?.toUpperCase() + name.slice(1);
      const made = { accountId: name, displayName, active: true, administers: new Set<string>() };
      users.set(name, made);
      return made;
    },
  };
  const inside = insideOf(held, nextId);
  const rest = restOf(held, inside);
  const answer: Site['answer'] = async (meta, address, init) => {
    const { pathname, searchParams: query } = new URL(address, held.address);
    const method = init.method ?? 'GET';
    held.spoken.push(`${method} ${pathname}`);
    if (held.points.isSpent()) return overPoints(held.points);
    const at = held.faults.findIndex(({ on }) => !on || on.test(`${method} ${pathname}`));
    const [fault] = at < 0 ? [] : held.faults.splice(at, 1);
    if (fault)
      return Response.json(
        { errorMessages: ['asked for by a test'], errors: {} },
        { status: fault.status, headers: fault.headers ?? {} },
      );
    const body: Json = init.body ? JSON.parse(String(init.body)) : null;
    const what = `${method} ${pathname.replace('/rest/api/3', '')}`;
    const response = await rest(meta, { what, query, body });
    const text = await response.clone().text();
    held.points.take(pointsOf(what, text === '' ? undefined : JSON.parse(text)));
    return response;
  };
  return Object.assign(held, deedsOf(held, inside), { answer });
}
