/** Where work comes from: a person's account in the project's own repository, a fork, or a program. */
export const ORIGINS = ['own', 'fork', 'agent'] as const;
export type WorkOrigin = (typeof ORIGINS)[number];
