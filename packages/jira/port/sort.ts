/** What the register can be sorted by. It stands apart from the port, whose parsers a panel has no need of. */

/** `due` stands first what is due first. */
export const SORTS = ['updated', 'due', 'number', 'title', 'stage', 'class'] as const;
export type Sort = (typeof SORTS)[number];
