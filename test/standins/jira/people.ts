/** What people do by hand on the stand-in's site, each thing told to the app as Jira's triggers tell of it. */
import type { Inside } from './inside.ts';
import { begins, idOf, moved, nextKey, projectOf } from './projects.ts';
import type { Event, Held, Issue, Json, Site } from './record.ts';

type Deeds = Pick<Site, 'create' | 'edit' | 'remove' | 'link' | 'move' | 'comment' | 'editComment' | 'deleteComment'>;

export function deedsOf(site: Held, inside: Inside): Deeds {
  const { found, tell, log, changed, ways, nameOf, make, now, nextId, userJson } = inside;
  const there = (id: string): Issue => {
    const issue = found(id);
    if (!issue) throw new Error(`no issue ${id}`);
    return issue;
  };
  const commentOn = (issue: Issue, which: string) => {
    const at = issue.comments.findIndex((one) => one.id === which);
    const comment = issue.comments[at];
    if (!comment) throw new Error(`no comment ${which}`);
    return { at, comment };
  };
  return {
    create(by, { project, issuetype, summary, ...fields }) {
      const first = begins(site, project, issuetype);
      const { key } = site.project(project);
      const issue: Issue = {
        id: nextId(),
        key: nextKey(site.project(project)),
        formerKeys: new Set(),
        fields: {
          summary,
          description: null,
          project: { id: project, key },
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
      site.issues.set(issue.id, issue);
      tell('avi:jira:created:issue', by, issue);
      return issue;
    },
    edit(by, id, { project, ...fields }, told = {}) {
      const issue = there(id);
      const move = project === undefined ? [] : moved(site, issue, idOf(project), nameOf);
      Object.assign(issue.fields, fields);
      const items = Object.keys(fields).map((fieldId) => ({ fieldId, field: fieldId, ...told }));
      changed(by, issue, [...move, ...items]);
    },
    remove(by, id) {
      const issue = found(id);
      if (!issue) return;
      site.issues.delete(issue.id);
      tell('avi:jira:deleted:issue', by, issue);
    },
    link(by, id, type, to) {
      const [source, destination] = [there(id), there(to)];
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
      const issue = there(id);
      const way = ways(issue).find((one) => nameOf(one.to) === status);
      if (!way) throw new Error(`no way of ${id} to ${status}`);
      return make(by, issue, way);
    },
    comment(by, id, body) {
      const issue = there(id);
      const [author, at] = [userJson(site.person(by)), now()];
      const made = { id: nextId(), author: by, body, at };
      issue.comments.push(made);
      const comment = { id: made.id, body, author, updateAuthor: author, created: at, updated: at };
      tell('avi:jira:commented:issue', by, issue, { comment });
    },
    editComment(by, id, which, body) {
      const issue = there(id);
      const { comment: edited } = commentOn(issue, which);
      edited.body = body;
      const [author, updateAuthor] = [edited.author, by].map((one) => userJson(site.person(one)));
      const comment = { id: which, body, author, updateAuthor, created: '2026-11-02T09:00:00.000Z', updated: now() };
      tell('avi:jira:commented:issue', by, issue, { comment });
    },
    deleteComment(by, id, which) {
      const issue = there(id);
      const { at, comment: gone } = commentOn(issue, which);
      issue.comments.splice(at, 1);
      const author = userJson(site.person(gone.author));
      tell('avi:jira:deleted:comment', by, issue, { comment: { id: which, body: gone.body, author } });
    },
  };
}
