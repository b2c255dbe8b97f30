/** What is configured on the stand-in's site, and how its routes are asked and answer. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface TypeScheme {
  readonly name: string;
  /** Every new issue type is in the default one, and stays. */
  readonly isDefault: boolean;
  readonly types: Set<string>;
  readonly projects: Set<string>;
}

export interface Rule {
  readonly ruleKey: string;
  readonly parameters?: Readonly<Record<string, string>>;
}
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly type: 'INITIAL' | 'GLOBAL' | 'DIRECTED';
  readonly toStatusReference: string;
  readonly actions?: readonly Rule[];
  readonly validators?: readonly Rule[];
  readonly conditions?: { readonly operation: string; readonly conditions?: readonly Rule[] };
}
export interface Workflow {
  name: string;
  /** Ids of its statuses. */
  readonly statuses: readonly string[];
  readonly transitions: readonly Transition[];
}
export interface WorkflowScheme {
  readonly name: string;
  readonly projects: Set<string>;
  version: number;
  /** Id of the workflow of every issue type that has none of its own. */
  usual: string;
  readonly workflows: Map<string, string>;
}
export interface Screen {
  readonly name: string;
  readonly tabs: Map<string, { readonly name: string; readonly fields: Set<string> }>;
}
export interface TypeScreenScheme {
  readonly name: string;
  readonly projects: Set<string>;
  /** Id of the screen scheme of each issue type that has one of its own. */
  readonly screens: Map<string, string>;
}
export interface Task {
  readonly looks: number;
  looked: number;
  readonly failing: string | undefined;
  /** What is done once it is over. */
  readonly pins: readonly { readonly panel: string; readonly isPinned: boolean }[];
}
/** What people added to a team-managed project. */
export interface Team {
  readonly types: Map<string, { readonly name: string /** Ids. */; readonly statuses: string[] }>;
  readonly fields: Map<string, { readonly name: string; readonly type: string }>;
}
export interface Configuration {
  /** By project. */
  readonly teams: Map<string, Team>;
  readonly types: Map<string, { name: string; description: string }>;
  readonly fields: Map<string, { name: string; type: string; options: { readonly id: string; value: string }[] }>;
  readonly links: Map<string, { name: string; inward: string; outward: string }>;
  readonly statuses: Map<string, { name: string; category: string }>;
  readonly projects: Map<string, { key: string; name: string; style: 'classic' | 'next-gen' }>;
  readonly typeSchemes: Map<string, TypeScheme>;
  readonly screens: Map<string, Screen>;
  /** `screen`: the one that is shown where no other is chosen. */
  readonly screenSchemes: Map<string, { readonly name: string; readonly screen: string }>;
  readonly typeScreenSchemes: Map<string, TypeScreenScheme>;
  readonly workflows: Map<string, Workflow>;
  readonly workflowSchemes: Map<string, WorkflowScheme>;
  /** Rules that installed Forge apps offer to workflows. */
  readonly rules: { id: string; ruleKey: string; ruleType: 'Validator' | 'Condition' | 'Function'; name: string }[];
  /** Properties of issue types and projects, by `issuetype/<id>` or `project/<id>`, then by key. */
  readonly properties: Map<string, Map<string, Json>>;
  /** Panels that Forge apps have pinned: `<project> <module>`. */
  readonly pinned: Set<string>;
  /** Work that Jira does in its own time, by its task. */
  readonly tasks: Map<string, Task>;
  /** How often Jira is asked after the next tasks before they end, and why they fail. */
  pace: { readonly looks: number; readonly failing?: string };
  /** Whether there are issues of this type, which Jira then keeps. */
  inUse: (type: string) => boolean;
}

export function configuration(): Configuration {
  return {
    teams: new Map(),
    types: new Map(),
    fields: new Map(),
    links: new Map(),
    statuses: new Map(),
    projects: new Map(),
    typeSchemes: new Map(),
    screens: new Map(),
    screenSchemes: new Map(),
    typeScreenSchemes: new Map(),
    workflows: new Map(),
    workflowSchemes: new Map(),
    rules: [],
    properties: new Map(),
    pinned: new Set(),
    tasks: new Map(),
    pace: { looks: 0 },
    inUse: () => false,
  };
}

/** A company-managed project as Jira's templates make it, with schemes of its own that hold nothing yet. */
export function addProject(site: Configuration, id: string, key: string, name: string): void {
  const projects = () => new Set([id]);
  site.projects.set(id, { key, name, style: 'classic' });
  site.typeSchemes.set(`1${id}`, {
    name: `${key}: Issue Type Scheme`,
    isDefault: false,
    types: new Set(),
    projects: projects(),
  });
  site.typeScreenSchemes.set(`3${id}`, { name: `${key}: Screen Scheme`, projects: projects(), screens: new Map() });
  const usual = `usual-${key}`;
  site.workflows.set(usual, { name: `${key}: Simplified Workflow`, statuses: [], transitions: [] });
  site.workflowSchemes.set(`2${id}`, {
    name: `${key}: Workflow Scheme`,
    projects: projects(),
    version: 1,
    usual,
    workflows: new Map(),
  });
}

export interface Asked {
  readonly what: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly nextId: () => string;
  readonly address: string;
}

export const no = (status: number, message: string): Response =>
  Response.json({ errorMessages: [message], errors: {} }, { status });

export function paged(
  query: URLSearchParams,
  values: readonly Json[],
  beside: { readonly [key: string]: Json } = {},
): Response {
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(100, Number(query.get('maxResults') ?? 50));
  const some = values.slice(startAt, startAt + maxResults);
  const isLast = startAt + maxResults >= values.length;
  return Response.json({ startAt, maxResults, total: values.length, isLast, values: some, ...beside });
}
