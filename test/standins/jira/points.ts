/** What a call costs in the points that Jira counts since March 2026: one for itself, and of what only reads one more for each object that it answers. */
import { type Meter, POINTS_AN_HOUR } from '../forge/meter.ts';

/** Posts that change nothing. */
const READING_POSTS: ReadonlySet<string> = new Set(
  ['issue/bulkfetch', 'permissions/project', 'search/jql'].map((name) => `POST /${name}`),
);

/** @param what `METHOD /path`, without what every path begins with. @param data what was answered */
export function pointsOf(what: string, data: unknown): number {
  return what.startsWith('GET ') || READING_POSTS.has(what) ? 1 + objectsIn(data) : 1;
}

/** Of a list its members, and of anything else the thing itself. */
function objectsIn(data: unknown): number {
  if (Array.isArray(data)) return data.length;
  if (data === null || typeof data !== 'object') return 0;
  const lists = ['issues', 'values', 'comments', 'transitions', 'projects'] as const;
  const list = lists.map((name) => (data as Record<string, unknown>)[name]).find(Array.isArray);
  return list ? list.length : 1;
}

/** As Jira refuses what is beyond the hour's points. */
export function overPoints({ limit = POINTS_AN_HOUR }: Meter): Response {
  const headers = {
    'retry-after': '1800',
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': '0',
    'ratelimit-reason': 'jira-quota-global-based',
  };
  return Response.json({ errorMessages: ['Rate limit exceeded.'], errors: {} }, { status: 429, headers });
}
