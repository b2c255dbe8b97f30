/** Who acts: people and machines are known by immutable ids; names are only for showing (`rules.md 5.6`). */
import { z } from 'zod';

export const personSchema = z.object({
  /** Immutable id, prefixed by its home: `github:583231`, `jira:5b10a…`. */
  id: z.string().min(1),
  /** What people read: a login or display name. May change. */
  name: z.string().min(1),
});

export type Person = z.infer<typeof personSchema>;

/** Whoever the tracker does not name. Nobody is the same person as anybody, not even as another nobody, and so holds no right. */
export const NOBODY: Person = { id: 'nobody', name: 'unknown' };

/** The engine itself, for transitions that no person makes (T8, T13). */
export const ENGINE: Person = { id: 'countersign', name: 'Countersign' };
