/** Which transitions an issue has on the stand-in's site, by the workflow that its project gives to its type. */
import type { Configuration, Transition } from './configured.ts';

export interface Way {
  readonly id: string;
  readonly name: string;
  /** Id of the status that it leads to. */
  readonly to: string;
  /** Whether an app is asked before, and told after. */
  readonly validated: boolean;
  readonly followed: boolean;
}

/** @returns `undefined` where no workflow was set up for the type: then every status can be reached from every other */
export function waysOf(site: Configuration, project: string, type: string): readonly Way[] | undefined {
  // In a team-managed project any status can be reached, and no app is asked.
  const team = site.teams.get(project)?.types.get(type);
  if (team) return team.statuses.map((to) => ({ id: `7${to}`, name: to, to, validated: false, followed: false }));
  return transitionsOf(site, project, type)
    ?.filter((one) => one.type !== 'INITIAL')
    .map((one) => ({
      id: one.id,
      name: one.name,
      to: one.toStatusReference,
      validated: (one.validators ?? []).length > 0,
      followed: (one.actions ?? []).length > 0,
    }));
}

/** Id of the status in which an issue of the type begins. */
export function firstStatus(site: Configuration, project: string, type: string): string | undefined {
  const team = site.teams.get(project)?.types.get(type);
  if (team) return team.statuses[0];
  return transitionsOf(site, project, type)?.find((one) => one.type === 'INITIAL')?.toStatusReference;
}

function transitionsOf(site: Configuration, project: string, type: string): readonly Transition[] | undefined {
  const scheme = [...site.workflowSchemes.values()].find((one) => one.projects.has(project));
  return site.workflows.get(scheme?.workflows.get(type) ?? '')?.transitions;
}
