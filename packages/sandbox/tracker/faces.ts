/** The people of the seeded project whom a visitor can be, in the order of the story. */
import { SEED_LOGINS, type SeedRole } from '../seed.ts';
import type { Face } from './port.ts';

const ORDER: readonly SeedRole[] = ['requester', 'project-manager', 'technical-expert', 'customer', 'developer'];

export const SEED_FACES: readonly Face[] = ORDER.map((role) => ({ login: SEED_LOGINS[role], role }));
