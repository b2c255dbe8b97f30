/** What a policy says of edits that nobody approved (`rules.md 5.2`). */
export const EDITS = ['propose', 'flag', 'allow'] as const;
export type Edits = (typeof EDITS)[number];
