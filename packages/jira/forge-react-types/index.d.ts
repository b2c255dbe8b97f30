export type X = unknown;
