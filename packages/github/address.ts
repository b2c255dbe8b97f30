/** Addresses of our own pages, as comments and checks link to them, and of pull requests, as Jira is told of them. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Parts } from './desk.ts';
import type { Place } from './translation.ts';

export function pageOf(parts: Parts, ref: StreamRef): string | undefined {
  return (
    parts.pages &&
    `${parts.pages}/c/${encodeURIComponent(ref.tenant)}/${encodeURIComponent(ref.project)}/${encodeURIComponent(ref.stream)}`
  );
}

/** Where every text of a requirement stands. */
export function requirementPageOf(parts: Parts, { tenant, project }: Place, id: string): string | undefined {
  return (
    parts.pages &&
    `${parts.pages}/r/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/requirements/${encodeURIComponent(id)}`
  );
}

export function gatePageOf(parts: Parts, place: Place, pull: number): string | undefined {
  return (
    parts.pages && `${parts.pages}/g/${encodeURIComponent(place.tenant)}/${encodeURIComponent(place.project)}/${pull}`
  );
}

/** By its number, not its title: anybody may open one, and Jira shows this to people who trust what stands there. */
export function pullAt(
  { tracker }: Parts,
  { owner, repo }: Place,
  number: number,
): { readonly address: string; readonly title: string } {
  return { address: `${tracker}/${owner}/${repo}/pull/${number}`, title: `${owner}/${repo}#${number}` };
}
