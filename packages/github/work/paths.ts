/** Which of the guarded files that a pull request changes stand, by their paths, in the requests that it names (`rules.md 6.4`). */
import type { ChangeState } from '@countersign/core/change/state.ts';
import { guardedFiles, type NamedChange, type Work } from '@countersign/core/gate/merge.ts';
import { pathsNamed } from '@countersign/core/gate/standing.ts';
import { pullAt } from '../address.ts';
import type { Parts } from '../desk.ts';
import { isGuarded } from '../facts/guarded.ts';
import { pathsElsewhere } from '../mirror/jira.ts';
import type { Place, PullSeen } from '../translation.ts';

interface Naming {
  readonly parts: Parts;
  readonly place: Place;
  readonly pull: PullSeen;
  readonly named: readonly NamedChange[];
  /** Requests on record that the work says it implements, by label. */
  readonly requests: ReadonlyMap<string, ChangeState>;
}

/** What is named, with the guarded files whose paths stand in it. A tracker elsewhere is asked only for what stands in no request here. */
export async function withPaths(
  { parts, place, pull, named, requests }: Naming,
  files: Work['files'],
): Promise<readonly NamedChange[]> {
  const guarded = guardedFiles({ files, isGuarded });
  if (guarded.length === 0) return named;
  const home = `${parts.tracker}/${place.owner}/${place.repo}`;
  const here = named.map((one): NamedChange => {
    const state = one.kind === 'known' ? requests.get(one.label) : undefined;
    return one.kind === 'known' && state ? { ...one, ...pathsNamed(state, guarded, home) } : one;
  });
  const known = new Set(here.flatMap((one) => ('names' in one ? (one.names ?? []) : [])));
  const wanted = guarded.filter((path) => !known.has(path));
  const found: NamedChange[] = [];
  for (const one of here) {
    const isAsked = one.kind === 'elsewhere' && one.answer === 'open' && parts.jira !== undefined && wanted.length > 0;
    const address = pullAt(parts, place, pull.number);
    found.push(
      isAsked ? { ...one, names: await pathsElsewhere(parts.jira, one.label, { ...address, paths: wanted }) } : one,
    );
  }
  return found;
}
