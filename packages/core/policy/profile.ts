/** The profiles: how much control a project wants. */
export const PROFILES = ['light', 'standard'] as const;

export type Profile = (typeof PROFILES)[number];
