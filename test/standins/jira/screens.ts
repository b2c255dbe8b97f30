/** Screens of the stand-in's site: their tabs and fields, the schemes that hold them, and which issue type of which project shows which. */
import { type Asked, type Configuration, no, paged } from './configured.ts';

const done = (): Response => new Response(null, { status: 204 });

/** @returns `undefined` for a route that is not about screens. */
export function screens(site: Configuration, asked: Asked): Response | undefined {
  return onScreens(site, asked) ?? onSchemes(site, asked) ?? onTypeSchemes(site, asked);
}

function onScreens(site: Configuration, { what, query, body, nextId }: Asked): Response | undefined {
  const wanted = (query.get('queryString') ?? '').toLowerCase();
  if (what === 'GET /screens') {
    const found = [...site.screens].filter(([, one]) => one.name.toLowerCase().includes(wanted));
    return paged(
      query,
      found.map(([id, one]) => ({ id: Number(id), name: one.name, description: '' })),
    );
  }
  if (what === 'POST /screens') {
    const { name } = body as { readonly name: string };
    if ([...site.screens.values()].some((one) => one.name === name))
      return no(400, 'The name is used by another screen.');
    const id = nextId();
    site.screens.set(id, { name, tabs: new Map([[nextId(), { name: 'Field Tab', fields: new Set() }]]) });
    return Response.json({ id: Number(id), name, description: '' }, { status: 201 });
  }
  const [, method, id = '', rest = ''] = /^(\w+) \/screens\/(\d+)(.*)$/.exec(what) ?? [];
  if (!method) return undefined;
  const screen = site.screens.get(id);
  if (!screen) return no(404, 'The screen was not found.');
  if (method === 'DELETE' && rest === '') {
    if ([...site.screenSchemes.values()].some((one) => one.screen === id))
      return no(400, 'The screen is used in a screen scheme.');
    site.screens.delete(id);
    return done();
  }
  if (rest === '/tabs')
    return Response.json([...screen.tabs].map(([tab, one]) => ({ id: Number(tab), name: one.name })));
  const tab = screen.tabs.get(/^\/tabs\/(\d+)\/fields$/.exec(rest)?.[1] ?? '');
  if (!tab) return no(404, 'The tab was not found.');
  if (method === 'GET') return Response.json([...tab.fields].map((field) => ({ id: field, name: field })));
  const { fieldId } = body as { readonly fieldId: string };
  const known = site.fields.has(fieldId) || ['summary', 'issuelinks', 'assignee'].includes(fieldId);
  if (!known) return no(404, 'The field was not found.');
  if ([...screen.tabs.values()].some((one) => one.fields.has(fieldId))) return no(400, 'The field is on the screen.');
  tab.fields.add(fieldId);
  return Response.json({ id: fieldId, name: fieldId });
}

function onSchemes(site: Configuration, { what, query, body, nextId }: Asked): Response | undefined {
  if (what === 'GET /screenscheme') {
    const wanted = (query.get('queryString') ?? '').toLowerCase();
    const found = [...site.screenSchemes].filter(([, one]) => one.name.toLowerCase().includes(wanted));
    return paged(
      query,
      found.map(([id, one]) => ({
        id: Number(id),
        name: one.name,
        description: '',
        screens: { default: Number(one.screen) },
      })),
    );
  }
  if (what === 'POST /screenscheme') {
    const { name, screens: held } = body as { readonly name: string; readonly screens: { readonly default: number } };
    if ([...site.screenSchemes.values()].some((one) => one.name === name))
      return no(400, 'The name is used by another scheme.');
    if (!site.screens.has(String(held.default))) return no(404, 'A screen was not found.');
    const id = nextId();
    site.screenSchemes.set(id, { name, screen: String(held.default) });
    return Response.json({ id: Number(id) }, { status: 201 });
  }
  const [, id = ''] = /^DELETE \/screenscheme\/(\d+)$/.exec(what) ?? [];
  if (id === '') return undefined;
  if ([...site.typeScreenSchemes.values()].some((one) => [...one.screens.values()].includes(id)))
    return no(400, 'The screen scheme cannot be deleted as it is in use in an issue type screen scheme.');
  return site.screenSchemes.delete(id) ? done() : no(404, 'The screen scheme was not found.');
}

function onTypeSchemes(site: Configuration, { what, query, body }: Asked): Response | undefined {
  if (what === 'GET /issuetypescreenscheme/project') {
    const wanted = new Set(query.getAll('projectId'));
    const found = [...site.typeScreenSchemes].map(([id, one]) => ({
      issueTypeScreenScheme: { id, name: one.name, description: '' },
      projectIds: [...one.projects].filter((project) => wanted.has(project)),
    }));
    return paged(
      query,
      found.filter((one) => one.projectIds.length > 0),
    );
  }
  if (what === 'GET /issuetypescreenscheme/mapping') {
    const wanted = new Set(query.getAll('issueTypeScreenSchemeId'));
    const found = [...site.typeScreenSchemes].filter(([id]) => wanted.has(id));
    return paged(
      query,
      found.flatMap(([issueTypeScreenSchemeId, one]) =>
        [['default', '1'] as const, ...one.screens].map(([issueTypeId, screenSchemeId]) => ({
          issueTypeScreenSchemeId,
          issueTypeId,
          screenSchemeId,
        })),
      ),
    );
  }
  const [, method, id = ''] = /^(PUT|POST) \/issuetypescreenscheme\/(\d+)\/mapping(?:\/remove)?$/.exec(what) ?? [];
  if (!method) return undefined;
  const scheme = site.typeScreenSchemes.get(id);
  if (!scheme) return no(404, 'The issue type screen scheme was not found.');
  if (method === 'POST') {
    const { issueTypeIds } = body as { readonly issueTypeIds: readonly string[] };
    for (const type of issueTypeIds) scheme.screens.delete(type);
    return done();
  }
  const { issueTypeMappings } = body as {
    readonly issueTypeMappings: readonly { readonly issueTypeId: string; readonly screenSchemeId: string }[];
  };
  for (const { issueTypeId, screenSchemeId } of issueTypeMappings) {
    if (!site.types.has(issueTypeId)) return no(404, 'The issue type was not found.');
    if (!site.screenSchemes.has(screenSchemeId)) return no(404, 'The screen scheme was not found.');
    if (scheme.screens.has(issueTypeId)) return no(400, 'The issue type has a mapping.');
    scheme.screens.set(issueTypeId, screenSchemeId);
  }
  return done();
}
