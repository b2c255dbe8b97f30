/** The roles people can hold, and which of them sit on the provider's side of the table (`rules.md 3.1`). */
export const ROLES = [
  'requester',
  'change-manager',
  'assessor',
  'technical-expert',
  'project-manager',
  'lead',
  'customer',
  'sponsor',
  'quality',
  'safety',
  'chair',
  'owner',
  'implementer',
  'verifier',
  'emergency-authority',
  'stakeholder',
  'supplier',
  'auditor',
] as const;

export type Role = (typeof ROLES)[number];

/**
 * Roles that make a person provider staff, who may never fill the customer's seat (`rules.md 4.7`).
 * Requester, stakeholder and auditor say nothing about whose staff a person is.
 */
export const PROVIDER_ROLES: readonly Role[] = [
  'change-manager',
  'assessor',
  'technical-expert',
  'project-manager',
  'lead',
  'sponsor',
  'quality',
  'safety',
  'chair',
  'owner',
  'implementer',
  'verifier',
  'emergency-authority',
];

/** Roles that may be required as a seat. `member` is the light profile's "any second member" (`rules.md 3.3`). */
export const SEAT_ROLES = [
  'project-manager',
  'technical-expert',
  'customer',
  'sponsor',
  'quality',
  'safety',
  'lead',
  'member',
] as const;

export type SeatRole = (typeof SEAT_ROLES)[number];

/** Seats that a policy may name an alternate for: the customer's is handed on by the customer's people only (`rules.md` 4.5, 4.7). */
export const ALTERNATE_ROLES = [
  'project-manager',
  'technical-expert',
  'sponsor',
  'quality',
  'safety',
  'lead',
] as const satisfies readonly (Role & SeatRole)[];
