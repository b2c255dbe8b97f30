/** Comments on the stand-in's issues, as the app reads and writes them. */
import { no } from './configured.ts';
import { onIssue } from './issues.ts';
import type { Json } from './record.ts';
import type { Table } from './route.ts';

export const COMMENTS: Table = {
  'GET /issue/{issue}/comment': onIssue((issue, { site, inside }) => {
    const comments = issue.comments
      .map(({ author, at: created, ...one }) => ({ ...one, author: inside.userJson(site.person(author)), created }))
      .reverse();
    return Response.json({ startAt: 0, maxResults: 100, total: comments.length, comments });
  }),
  'GET /issue/{issue}/comment/{comment}': onIssue((issue, { site, inside, parts }) => {
    const comment = issue.comments.find(({ id }) => id === parts.comment);
    if (!comment) return no(404, 'Can not find a comment for the id.');
    const { id, body, at } = comment;
    const author = inside.userJson(site.person(comment.author));
    return Response.json({ id, body, author, updateAuthor: author, created: at, updated: at });
  }),
  'POST /issue/{issue}/comment': onIssue((issue, { inside, by, body }) => {
    const { body: words = null, properties = [], visibility } = (body ?? {}) as Record<string, Json>;
    const id = inside.nextId();
    const limited = visibility ? { visibility } : {};
    issue.comments.push({ id, author: by, body: words, at: inside.now(), properties, ...limited });
    return Response.json({ id, body: words, author: { accountId: by } }, { status: 201 });
  }),
};
