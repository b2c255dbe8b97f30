/** What the stand-in's site does inside, whoever asked for it: finds issues, keeps their log, runs their workflow, tells the app. */
import { idOf, projectOf, typeOf } from './projects.ts';
import type { Fields, Held, Issue, Json, User } from './record.ts';
import { type Way, waysOf } from './ways.ts';

interface Said {
  readonly result: boolean;
  readonly errorMessage?: string;
}

export interface Inside {
  now(): string;
  nextId(): string;
  /** By its id, its key, or a key that it had in another project. */
  found(idOrKey: string): Issue | undefined;
  userJson(user: User): Json;
  /** Of a status. */
  nameOf(status: string): string;
  ways(issue: Issue): readonly Way[];
  tell(eventType: string, by: string, issue: Issue, more?: Readonly<Record<string, unknown>>): void;
  /** @returns the id of the entry */
  log(by: string, issue: Issue, items: readonly Fields[]): string;
  /** Logs what was changed and tells of it. */
  changed(by: string, issue: Issue, items: readonly Fields[]): void;
  /** As the workflow makes a transition: the app is asked before, and told after. @returns what the validator answered */
  make(by: string, issue: Issue, way: Way): Promise<Said>;
}

export function insideOf(site: Held, nextId: () => string): Inside {
  // The app's clock is the same; two moments of Jira are never one.
  let moments = 0;
  const now = (): string => {
    moments = Math.max(moments + 1, Date.now());
    return new Date(moments).toISOString();
  };
  const found = (idOrKey: string): Issue | undefined => {
    const all = [...site.issues.values()];
    return (
      site.issues.get(idOrKey) ??
      all.find((one) => one.key === idOrKey) ??
      all.find((one) => one.formerKeys.has(idOrKey))
    );
  };
  const userJson = ({ accountId, displayName, active, isApp = false }: User): Json => ({
    accountId,
    accountType: isApp ? 'app' : 'atlassian',
    active,
    displayName,
    self: `${site.address}/rest/api/3/user?accountId=${accountId}`,
  });
  const nameOf = (status: string): string => {
    const known = [...site.projects.values()].flatMap((one) => [...one.statuses]).find(([, id]) => id === status)?.[0];
    return site.configured.statuses.get(status)?.name ?? known ?? status;
  };
  const ways = (issue: Issue): readonly Way[] => {
    const made = waysOf(site.configured, projectOf(issue), typeOf(issue));
    const { statuses, isGated } = site.project(projectOf(issue));
    return (
      made ?? [...statuses].map(([name, to]) => ({ id: `1${to}`, name, to, validated: isGated, followed: isGated }))
    );
  };
  const tell: Inside['tell'] = (eventType, by, issue, more = {}) => {
    const { project, issuetype } = issue.fields;
    const named = { id: issue.id, key: issue.key, fields: { project, issuetype } };
    const event = { eventType, issue: named, atlassianId: by, timestamp: now(), ...more };
    for (const listen of site.heard) listen(structuredClone(event));
  };
  const log: Inside['log'] = (by, issue, items) => {
    const id = nextId();
    issue.log.push({ id, author: userJson(site.person(by)), created: now(), items });
    return id;
  };
  const changed: Inside['changed'] = (by, issue, items) =>
    tell('avi:jira:updated:issue', by, issue, { changelog: { id: log(by, issue, items), items } });
  const take = (by: string, issue: Issue, { to, followed }: Way): void => {
    const from = idOf(issue.fields.status);
    const name = nameOf(to);
    issue.fields.status = { id: to, name };
    const items = [{ fieldId: 'status', field: 'status', from, to }];
    changed(by, issue, items);
    if (!followed) return;
    site.postFunction?.({
      issue: { id: issue.id, key: issue.key },
      transition: { id: `1${to}`, name, executionId: nextId(), from: { id: from }, to: { id: to } },
      workflow: { id: '1', name: 'Change request' },
      atlassianId: by,
      changelog: { items },
      configuration: {},
      retryContext: null,
    });
  };
  const make: Inside['make'] = async (by, issue, way) => {
    const transition = { from: { id: idOf(issue.fields.status) }, to: { id: way.to } };
    const asked = { issue: { key: issue.key }, transition };
    const said = (way.validated ? await site.validator?.(asked) : undefined) ?? { result: true };
    if (said.result) take(by, issue, way);
    return said;
  };
  return { now, nextId, found, userJson, nameOf, ways, tell, log, changed, make };
}
