/** What administrators configure on the stand-in's site: issue types, fields with their choices, link types, statuses; schemes and workflows stand beside it. */
import { type Asked, type Configuration, type Json, no, paged } from './configured.ts';
import { panels } from './panels.ts';
import { screens } from './screens.ts';
import { typeSchemes } from './typescheme.ts';
import { workflows } from './workflow.ts';

const made = (body: Json, status = 201): Response => Response.json(body, { status });
const field = (body: Json, name: string): string => String((body as Record<string, Json> | null)?.[name] ?? '');

/** @returns `undefined` for a route that is not about configuration. */
export function configure(site: Configuration, asked: Asked): Response | undefined {
  const { what, query, body, nextId, address } = asked;
  const page = (values: readonly Json[]): Response => paged(query, values);
  const typeJson = (id: string, name: string, description: string): Json => ({
    id,
    name,
    description,
    self: `${address}/rest/api/3/issuetype/${id}`,
    subtask: false,
    hierarchyLevel: 0,
    iconUrl: '',
    avatarId: 1,
  });
  switch (what) {
    case 'GET /serverInfo':
      return Response.json({ baseUrl: address, version: '1001.0.0', deploymentType: 'Cloud' });
    case 'GET /project/search':
      // What somebody asks of these is answered by what they may see.
      if (query.has('id')) return undefined;
      return page([...site.projects].map(([id, one]) => ({ id, ...one, self: `${address}/rest/api/3/project/${id}` })));
    case 'GET /issuetype':
      return Response.json([
        ...[...site.types].map(([id, one]) => typeJson(id, one.name, one.description)),
        ...[...site.teams].flatMap(([project, team]) =>
          [...team.types].map(([id, one]) => ({ ...(typeJson(id, one.name, '') as object), ...scopeOf(project) })),
        ),
      ]);
    case 'POST /issuetype': {
      const name = field(body, 'name');
      if ([...site.types.values()].some((one) => one.name === name))
        return no(409, 'The issue type name is already used.');
      const id = nextId();
      site.types.set(id, { name, description: field(body, 'description') });
      for (const scheme of site.typeSchemes.values()) if (scheme.isDefault) scheme.types.add(id);
      return made(typeJson(id, name, field(body, 'description')));
    }
    case 'GET /field':
      return Response.json(
        [...wideFields(site), ...teamFields(site)].map(([id, one]) => ({
          id,
          key: id,
          name: one.name,
          custom: true,
          orderable: true,
          navigable: true,
          searchable: true,
          clauseNames: [one.name],
          schema: { type: 'any', custom: one.type },
          ...(one.project === undefined ? {} : scopeOf(one.project)),
        })),
      );
    case 'POST /field': {
      const id = `customfield_${nextId()}`;
      site.fields.set(id, { name: field(body, 'name'), type: field(body, 'type'), options: [] });
      return made({ id, key: id, name: field(body, 'name'), custom: true });
    }
    case 'GET /issueLinkType':
      return Response.json({ issueLinkTypes: [...site.links].map(([id, one]) => ({ id, ...one })) });
    case 'POST /issueLinkType': {
      const id = nextId();
      const one = { name: field(body, 'name'), inward: field(body, 'inward'), outward: field(body, 'outward') };
      site.links.set(id, one);
      return made({ id, ...one });
    }
    case 'GET /statuses/search': {
      const wanted = (query.get('searchString') ?? '').toLowerCase();
      const found = [...site.statuses].filter(([, one]) => one.name.toLowerCase().includes(wanted));
      return page(
        found.map(([id, one]) => ({ id, name: one.name, statusCategory: one.category, scope: { type: 'GLOBAL' } })),
      );
    }
    case 'POST /statuses': {
      const asked = (body as { statuses?: readonly { name: string; statusCategory: string }[] } | null)?.statuses ?? [];
      if (asked.some(({ name }) => [...site.statuses.values()].some((one) => one.name === name)))
        return no(400, 'A status with this name exists.');
      return Response.json(
        asked.map(({ name, statusCategory }) => {
          const id = nextId();
          site.statuses.set(id, { name, category: statusCategory });
          return { id, name, statusCategory, scope: { type: 'GLOBAL' } };
        }),
      );
    }
    case 'DELETE /statuses': {
      const id = query.get('id') ?? '';
      const used = [...site.workflows.values()].some((one) => one.statuses.includes(id));
      return used ? no(400, 'The status is used in a workflow.') : gone(site.statuses, id);
    }
    default:
      return (
        panels(site, asked) ??
        teamStatuses(site, what, address) ??
        typeSchemes(site, asked) ??
        screens(site, asked) ??
        workflows(site, asked) ??
        onOne(site, what, body, nextId, page)
      );
  }
}

type Listed = readonly (readonly [
  string,
  { readonly name: string; readonly type: string; readonly project?: string },
])[];
const wideFields = (site: Configuration): Listed => [...site.fields];
const teamFields = (site: Configuration): Listed =>
  [...site.teams].flatMap(([project, team]) => [...team.fields].map(([id, one]) => [id, { ...one, project }] as const));
const scopeOf = (id: string): { readonly scope: Json } => ({ scope: { type: 'PROJECT', project: { id } } });

function teamStatuses(site: Configuration, what: string, address: string): Response | undefined {
  const [, project = ''] = /^GET \/project\/(\d+)\/statuses$/.exec(what) ?? [];
  if (project === '') return undefined;
  const types = [...(site.teams.get(project)?.types ?? [])];
  return Response.json(
    types.map(([id, one]) => ({
      id,
      name: one.name,
      self: `${address}/rest/api/3/issuetype/${id}`,
      subtask: false,
      statuses: one.statuses.map((status) => ({ id: status, name: site.statuses.get(status)?.name ?? status })),
    })),
  );
}

function gone(from: Map<string, unknown>, id: string): Response {
  return from.delete(id) ? new Response(null, { status: 204 }) : no(404, 'It does not exist.');
}

function onOne(
  site: Configuration,
  what: string,
  body: Json,
  nextId: () => string,
  page: (values: readonly Json[]) => Response,
): Response | undefined {
  const [, method, kind, id = '', rest = ''] =
    /^(\w+) \/(issuetype|field|issueLinkType)\/([^/]+)(.*)$/.exec(what) ?? [];
  if (!method) return undefined;
  // Fields go away by a task of their own; Jira answers with where to look for it.
  if (method === 'DELETE' && rest === '' && kind === 'field')
    return site.fields.delete(id)
      ? new Response(null, { status: 303, headers: { location: '/rest/api/3/task/1' } })
      : no(404, 'The custom field was not found.');
  if (method === 'DELETE' && rest === '' && kind === 'issuetype') {
    if (site.inUse(id)) return no(409, 'The issue type is in use.');
    for (const scheme of site.typeSchemes.values()) scheme.types.delete(id);
    for (const scheme of site.typeScreenSchemes.values()) scheme.screens.delete(id);
    return gone(site.types, id);
  }
  if (method === 'DELETE' && rest === '') return gone(site.links, id);
  const one = site.fields.get(id);
  if (!one) return no(404, 'The custom field was not found.');
  if (method === 'GET' && rest === '/context')
    return page([{ id: '1', name: 'Default', description: '', isGlobalContext: true, isAnyIssueType: true }]);
  if (rest !== '/context/1/option') return no(404, 'The context was not found.');
  if (method === 'GET') return page(one.options.map((option) => ({ ...option, disabled: false })));
  const values = ((body as { options?: readonly { value: string }[] } | null)?.options ?? []).map(({ value }) => value);
  if (values.some((value) => one.options.some((other) => other.value === value))) return no(400, 'The option exists.');
  const options = values.map((value) => ({ id: nextId(), value }));
  one.options.push(...options);
  return Response.json({ options: options.map((option) => ({ ...option, disabled: false })) });
}
