/** Workflows and the schemes that give them to projects, on the stand-in's site, with the rules by which Jira refuses. */
import {
  type Asked,
  type Configuration,
  type Json,
  no,
  paged,
  type Rule,
  type Transition,
  type Workflow,
  type WorkflowScheme,
} from './configured.ts';

interface Drawn {
  readonly name: string;
  readonly statuses: readonly { readonly statusReference: string }[];
  readonly transitions: readonly Transition[];
}

/** @returns `undefined` for a route that is not about workflows. */
export function workflows(site: Configuration, asked: Asked): Response | undefined {
  const { what, query, body } = asked;
  const sent = (body ?? {}) as Record<string, never>;
  switch (what) {
    case 'GET /workflows/capabilities':
      return Response.json({ editorScope: 'GLOBAL', projectTypes: ['software'], forgeRules: site.rules });
    case 'GET /workflows/search': {
      const wanted = (query.get('queryString') ?? '').toLowerCase();
      const found = [...site.workflows].filter(([, one]) => one.name.toLowerCase().includes(wanted));
      const whole = query.get('expand') === 'values.transitions';
      const values = found.map(([id, one]) => workflowJson(id, one, whole));
      const used = new Set(found.flatMap(([, one]) => one.statuses));
      return paged(query, values, { statuses: [...used].map((id) => statusJson(site, id)) });
    }
    case 'POST /workflows/create':
      return create(site, sent.workflows ?? [], sent.statuses ?? [], asked.nextId);
    case 'POST /workflowscheme/read': {
      const wanted: readonly string[] = sent.projectIds ?? [];
      const named: readonly string[] = sent.workflowSchemeIds ?? [];
      const found = [...site.workflowSchemes].filter(
        ([id, one]) => named.includes(id) || wanted.some((project) => one.projects.has(project)),
      );
      return Response.json(found.map(([id, one]) => schemeJson(site, id, one)));
    }
    case 'GET /workflowscheme/project': {
      const projects = query.getAll('projectId');
      if (projects.length > 100) return no(400, 'Up to 100 projects can be asked for.');
      const of = (project: string) => [...site.workflowSchemes].find(([, one]) => one.projects.has(project));
      const schemes = [...new Set(projects.map((project) => of(project)?.[0]))];
      const values = schemes.map((id) => {
        const one = site.workflowSchemes.get(id ?? '');
        const named = { name: one?.name ?? 'Default Workflow Scheme', defaultWorkflow: one?.usual ?? 'jira' };
        return {
          projectIds: projects.filter((project) => of(project)?.[0] === id),
          workflowScheme: { ...(id === undefined ? {} : { id: Number(id) }), ...named },
        };
      });
      return Response.json({ values });
    }
    case 'GET /workflowscheme': {
      const values = [...site.workflowSchemes].map(([id, one]) => ({ id: Number(id), name: one.name }));
      return paged(query, values);
    }
    case 'POST /workflowscheme': {
      const name = String(sent.name);
      if ([...site.workflowSchemes.values()].some((one) => one.name === name)) return no(400, 'The name is used.');
      const id = asked.nextId();
      const usual = String(sent.defaultWorkflow);
      site.workflowSchemes.set(id, { name, projects: new Set(), version: 1, usual, workflows: new Map() });
      return Response.json({ id: Number(id), name, defaultWorkflow: usual }, { status: 201 });
    }
    case 'POST /workflowscheme/project/switch': {
      if (!site.workflowSchemes.has(String(sent.targetSchemeId))) return no(400, 'The workflow scheme does not exist.');
      assign(site, String(sent.projectId), String(sent.targetSchemeId));
      return new Response(null, { status: 303, headers: { location: '/rest/api/3/task/2' } });
    }
    case 'PUT /workflowscheme/project': {
      if (site.inUse('')) return no(400, 'The project has issues.');
      assign(site, String(sent.projectId), sent.workflowSchemeId);
      return new Response(null, { status: 204 });
    }
    case 'POST /workflowscheme/update':
      return update(site, sent as never);
    default: {
      const [, scheme = ''] = /^DELETE \/workflowscheme\/(\d+)$/.exec(what) ?? [];
      if (scheme !== '') {
        if ((site.workflowSchemes.get(scheme)?.projects.size ?? 0) > 0) return no(400, 'The scheme is active.');
        return site.workflowSchemes.delete(scheme) ? new Response(null, { status: 204 }) : no(404, 'No such scheme.');
      }
      const [, id = ''] = /^DELETE \/workflow\/([^/]+)$/.exec(what) ?? [];
      if (id === '') return undefined;
      if (!site.workflows.has(id)) return no(404, 'The workflow was not found.');
      const used = [...site.workflowSchemes.values()].some((one) => [...one.workflows.values()].includes(id));
      if (used) return no(400, 'The workflow is active and cannot be deleted.');
      site.workflows.delete(id);
      return new Response(null, { status: 204 });
    }
  }
}

/** @param scheme `undefined` for Jira's default one */
function assign(site: Configuration, project: string, scheme: string | undefined): void {
  for (const one of site.workflowSchemes.values()) one.projects.delete(project);
  if (scheme !== undefined) site.workflowSchemes.get(scheme)?.projects.add(project);
}

/** Named otherwise than by its id: nobody may take the two for one. */
const referenceOf = (status: string): string => `reference-${status}`;

function statusJson(site: Configuration, id: string): Json {
  const { name, category } = site.statuses.get(id) ?? { name: id, category: 'TODO' };
  return {
    id,
    name,
    statusCategory: category,
    statusReference: referenceOf(id),
    description: '',
    scope: { type: 'GLOBAL' },
  };
}

function workflowJson(id: string, { name, statuses, transitions }: Workflow, whole: boolean): Json {
  return {
    id,
    name,
    description: '',
    isEditable: true,
    scope: { type: 'GLOBAL' },
    version: { id: `${id}-1`, versionNumber: 1 },
    statuses: statuses.map((status) => ({ statusReference: referenceOf(status), deprecated: false, properties: {} })),
    ...(whole ? { transitions: transitions.map(transitionJson) } : {}),
  };
}

const transitionJson = (one: Transition): Json => ({
  ...(one as unknown as { readonly [key: string]: Json }),
  toStatusReference: referenceOf(one.toStatusReference),
});

function create(
  site: Configuration,
  drawn: readonly Drawn[],
  statuses: readonly { readonly id?: string; readonly statusReference: string }[],
  nextId: () => string,
): Response {
  const idOf = new Map(statuses.map((one) => [one.statusReference, one.id ?? '']));
  const made: [string, Workflow][] = [];
  for (const { name, statuses: own, transitions } of drawn) {
    if ([...site.workflows.values()].some((one) => one.name === name))
      return no(400, 'A workflow with this name exists.');
    const ids = own.map((one) => idOf.get(one.statusReference) ?? '');
    if (!ids.every((id) => site.statuses.has(id))) return no(400, 'A status of the workflow does not exist.');
    if (transitions.filter((one) => one.type === 'INITIAL').length !== 1)
      return no(400, 'A workflow has one initial transition.');
    if (new Set(transitions.map((one) => one.id)).size !== transitions.length)
      return no(400, 'The ids of transitions differ.');
    const rules = transitions.flatMap((one) => [...(one.validators ?? []), ...(one.conditions?.conditions ?? [])]);
    const known = (rule: Rule) =>
      site.rules.some((one) => one.id === rule.parameters?.key && one.ruleKey === rule.ruleKey);
    if (!rules.every(known)) return no(400, 'A rule of the workflow is not known.');
    const named = transitions.map((one) => ({ ...one, toStatusReference: idOf.get(one.toStatusReference) ?? '' }));
    if (!named.every((one) => ids.includes(one.toStatusReference)))
      return no(400, 'A transition leads out of the workflow.');
    made.push([`workflow-${nextId()}`, { name, statuses: ids, transitions: named }]);
  }
  for (const [id, one] of made) site.workflows.set(id, one);
  return Response.json({ statuses: [], workflows: made.map(([id, one]) => workflowJson(id, one, true)) });
}

function schemeJson(site: Configuration, id: string, one: WorkflowScheme): Json {
  const workflow = (which: string): Json => ({
    id: which,
    name: site.workflows.get(which)?.name ?? which,
    description: '',
    version: { id: `${which}-1`, versionNumber: 1 },
  });
  const used = [...new Set(one.workflows.values())];
  return {
    id,
    name: one.name,
    description: '',
    scope: { type: 'GLOBAL' },
    version: { id: `scheme-${id}-${one.version}`, versionNumber: one.version },
    defaultWorkflow: workflow(one.usual),
    workflowsForIssueTypes: used.map((which) => ({
      workflow: workflow(which),
      issueTypeIds: [...one.workflows].filter(([, to]) => to === which).map(([type]) => type),
    })),
  };
}

/** What is left out is taken away: the usual workflow becomes Jira's own. */
function update(
  site: Configuration,
  sent: {
    readonly id: string;
    readonly version: { readonly versionNumber: number };
    readonly defaultWorkflowId?: string;
    readonly workflowsForIssueTypes?: readonly {
      readonly issueTypeIds: readonly string[];
      readonly workflowId: string;
    }[];
  },
): Response {
  const one = site.workflowSchemes.get(sent.id);
  if (!one) return no(400, 'The workflow scheme does not exist.');
  if (sent.version.versionNumber !== one.version) return no(400, 'The workflow scheme was changed meanwhile.');
  const after = new Map(
    (sent.workflowsForIssueTypes ?? []).flatMap(({ issueTypeIds, workflowId }) =>
      issueTypeIds.map((type) => [type, workflowId] as const),
    ),
  );
  const changed = [...new Set([...after.keys(), ...one.workflows.keys()])].filter(
    (type) => after.get(type) !== one.workflows.get(type),
  );
  if (changed.some((type) => site.inUse(type)))
    return no(400, 'Issues of this type are in statuses that the new workflow does not have.');
  one.workflows.clear();
  for (const [type, to] of after) one.workflows.set(type, to);
  one.usual = sent.defaultWorkflowId ?? 'jira';
  one.version += 1;
  return new Response(null, { status: 200 });
}
