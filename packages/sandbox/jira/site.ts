/** A stand-in for one Jira Cloud site: people, groups, projects and issues with a workflow whose validators really run, and the events that apps hear of. */
import { configuration } from './configured.ts';
import { type Event, type Fields, type Issue, type Json, PROJECT_KEY, type Site, type User } from './record.ts';
import { restOf } from './rest.ts';
import { firstStatus, type Way, waysOf } from './ways.ts';

export function jiraSite(statuses: readonly string[]): Site {
  let ids = 10_000;
  const nextId = (): string => {
    ids += 1;
    return String(ids);
  };
  // The app's clock is the same; two moments of Jira are never one.
  let moments = 0;
  const now = (): string => {
    moments = Math.max(moments + 1, Date.now());
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

  /** As the workflow makes a transition: the app is asked before, and told after. */
  const make = async (by: string, issue: Issue, way: Way) => {
    const said = (way.validated ? await site.validator?.(asked(issue, way.to)) : undefined) ?? { result: true };
    if (said.result) moveTo(by, issue, way);
    return said;
  };

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
      return make(by, issue, way);
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
      return rest(meta, method, pathname, searchParams, body);
    },
  };

  const rest = restOf(site, { found, projectOf, userJson, nameOf, ways, make, now, nextId });
  return site;
}
