/** Which issue types a company-managed project of the stand-in's site has, by its issue type scheme. */
import { type Asked, type Configuration, no, paged } from './configured.ts';

/** @returns `undefined` for a route that is not about issue type schemes. */
export function typeSchemes(site: Configuration, { what, query, body }: Asked): Response | undefined {
  if (what === 'GET /issuetypescheme/project') {
    const wanted = new Set(query.getAll('projectId'));
    const found = [...site.typeSchemes].map(([id, one]) => ({
      issueTypeScheme: { id, name: one.name, ...(one.isDefault ? { isDefault: true } : {}) },
      projectIds: [...one.projects].filter((project) => wanted.has(project)),
    }));
    return paged(
      query,
      found.filter((one) => one.projectIds.length > 0),
    );
  }
  if (what === 'GET /issuetypescheme/mapping') {
    const wanted = new Set(query.getAll('issueTypeSchemeId'));
    const found = [...site.typeSchemes].filter(([id]) => wanted.has(id));
    return paged(
      query,
      found.flatMap(([issueTypeSchemeId, one]) =>
        [...one.types].map((issueTypeId) => ({ issueTypeSchemeId, issueTypeId })),
      ),
    );
  }
  const [, method, id = '', type = ''] = /^(PUT|DELETE) \/issuetypescheme\/(\d+)\/issuetype\/?(\d*)$/.exec(what) ?? [];
  if (!method) return undefined;
  const scheme = site.typeSchemes.get(id);
  if (!scheme) return no(404, 'The issue type scheme was not found.');
  if (method === 'PUT') {
    const { issueTypeIds = [] } = (body ?? {}) as { issueTypeIds?: readonly string[] };
    if (!issueTypeIds.every((one) => site.types.has(one))) return no(404, 'The issue type was not found.');
    if (issueTypeIds.some((one) => scheme.types.has(one))) return no(400, 'The issue type is in the scheme.');
    for (const one of issueTypeIds) scheme.types.add(one);
    return new Response(null, { status: 204 });
  }
  if (!scheme.types.has(type)) return no(404, 'The issue type is not in the scheme.');
  if (scheme.isDefault) return no(400, 'Nothing leaves the default issue type scheme.');
  if (site.inUse(type)) return no(400, 'The issue type is used by issues.');
  scheme.types.delete(type);
  return new Response(null, { status: 204 });
}
