/** Properties of issue types and projects on the stand-in's site, panels that apps pin there, and the tasks by which Jira does so in its own time. */
import { type Asked, type Configuration, type Json, no, type Task } from './configured.ts';

/** @returns `undefined` for a route that is about none of it */
export function panels(site: Configuration, { what, body, nextId, address }: Asked): Response | undefined {
  if (what === 'POST /forge/panel/action/bulk/async') return pin(site, body, nextId());
  const [, task] = /^GET \/task\/(\w+)$/.exec(what) ?? [];
  if (task !== undefined) return progressOf(site, task, address);
  const [, method, entity = '', key = ''] =
    /^(\w+) \/((?:issuetype|project)\/\w+)\/properties\/([^/]+)$/.exec(what) ?? [];
  return method === undefined ? undefined : propertyOf(site, method, entity, key, body);
}

function propertyOf(site: Configuration, method: string, entity: string, key: string, body: Json): Response {
  const [kind, id = ''] = entity.split('/');
  const isThere = kind === 'project' ? site.projects.has(id) : site.types.has(id);
  const own = site.properties.get(entity) ?? new Map<string, Json>();
  const value = own.get(key);
  if (!isThere || (method !== 'PUT' && value === undefined)) return no(404, 'The property was not found.');
  if (method === 'GET') return Response.json({ key, value });
  if (method === 'PUT') own.set(key, body);
  else own.delete(key);
  if (own.size > 0) site.properties.set(entity, own);
  else site.properties.delete(entity);
  return method === 'DELETE' ? new Response(null, { status: 204 }) : new Response(null, { status: value ? 200 : 201 });
}

interface Asking {
  readonly moduleId?: string;
  readonly projectList?: readonly { readonly projectIdOrKey: string; readonly action: string }[];
}

function pin(site: Configuration, body: Json, id: string): Response {
  const { moduleId = '', projectList = [] } = (body ?? {}) as Asking;
  const pins = projectList.map(({ projectIdOrKey: project, action }) => ({
    panel: `${project} ${moduleId}`,
    isPinned: action === 'PIN',
  }));
  const { looks, failing } = site.pace;
  site.tasks.set(id, { looks, looked: 0, failing, pins });
  return Response.json({ taskId: id }, { status: 202 });
}

/** A task goes on by being looked at: no test waits for a clock. */
function progressOf(site: Configuration, id: string, address: string): Response {
  const task = site.tasks.get(id);
  if (!task) return no(404, 'The task was not found.');
  const isOver = task.looked >= task.looks;
  if (isOver && task.failing === undefined)
    for (const { panel, isPinned } of task.pins)
      if (isPinned) site.pinned.add(panel);
      else site.pinned.delete(panel);
  task.looked += 1;
  return Response.json({
    self: `${address}/rest/api/3/task/${id}`,
    id,
    ...standing(task, isOver),
    ...{ submitted: 1, lastUpdate: 1, submittedBy: 10_000, elapsedRuntime: task.looked },
  });
}

function standing({ failing, looked, looks }: Task, isOver: boolean): { readonly [key: string]: Json } {
  if (!isOver) return { status: 'RUNNING', progress: Math.floor((100 * (looked - 1)) / looks) };
  return failing === undefined
    ? { status: 'COMPLETE', progress: 100 }
    : { status: 'FAILED', message: failing, progress: 0 };
}
