import { expect, test } from 'vitest';
import { SEAT_ROLES, type SeatRole } from '../policy/role.ts';
import { FACETS, type Facet, facetsOf } from './facet.ts';

/** As `rules.md 4.3` has it: what a vote in a seat depends on beside what every vote does. */
const DEPENDS: Readonly<Record<string, readonly Facet[]>> = {
  'project-manager': ['cost', 'schedule'],
  sponsor: ['cost'],
  customer: ['cost', 'schedule'],
  'technical-expert': ['quality', 'risk'],
  quality: ['quality', 'risk'],
  safety: ['quality', 'risk'],
};
const BY_ROLE: readonly Facet[] = ['schedule', 'cost', 'quality', 'risk'];

test.each(SEAT_ROLES)('4.3: what the vote of the %s depends on', (role: SeatRole) => {
  const own = DEPENDS[role] ?? BY_ROLE;
  for (const facet of FACETS)
    expect([facet, facetsOf(role).has(facet)]).toEqual([facet, !BY_ROLE.includes(facet) || own.includes(facet)]);
});
