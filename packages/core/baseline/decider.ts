/** The baselines of a project, one after the other: each is made by an approved request, whole, and never changed (`rules.md 5.1`). */
import { z } from 'zod';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';
import { type BaselineItem, baselineItemSchema, manifestDigest, manifestOf } from './manifest.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const request = z.object({ project: z.string().min(1), stream: z.string().min(1), label: z.string() });

const madeSchema = z.object({
  type: z.literal('made'),
  /** `B1`, `B2` … in the order of the project. */
  id: z.string().regex(/^B[1-9]\d*$/),
  /** The one that it comes after. */
  parent: z.string().optional(),
  items: z.array(baselineItemSchema),
  /** RFC 8785 and SHA-256 over parent and items: what the board voted on. */
  manifest: hash,
  /** By whose approval. */
  request,
  /** When it was approved. */
  approved: z.iso.datetime(),
  /** Whoever approved it, by id and seat. */
  approvers: z.array(z.object({ by: z.string().min(1), seat: z.string().min(1) })),
  /** Requests that were approved since the one before, and are in it. */
  changes: z.array(request),
});
type Made = z.infer<typeof madeSchema>;
export type RequestIn = z.infer<typeof request>;

export interface Baseline extends Omit<Made, 'type'> {
  readonly at: string;
}

export interface BaselineKind {
  /** Oldest first. */
  readonly state: readonly Baseline[];
  readonly command: Omit<Made, 'type' | 'id' | 'parent' | 'manifest' | 'items'> & {
    readonly items: readonly BaselineItem[];
  };
  readonly event: Made;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly last: string; readonly manifest: string; readonly count: number };
}

export const BASELINE: Decider<BaselineKind> = {
  kind: 'baseline' satisfies Kind,
  initial: [],
  /** By one approval one is made, however often it is told. */
  decide(baselines, { items, ...asked }) {
    const isMade = baselines.some(
      (one) =>
        one.request.project === asked.request.project &&
        one.request.stream === asked.request.stream &&
        one.approved === asked.approved,
    );
    if (isMade) return { events: [] };
    const parent = baselines.at(-1)?.id;
    const held = items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const id = `B${baselines.length + 1}`;
    return {
      events: [
        {
          ...{ type: 'made', id, ...(parent ? { parent } : {}) },
          ...{ items: held, manifest: manifestDigest(manifestOf(parent, held)), ...asked },
        },
      ],
    };
  },
  evolve: (baselines, { at, event: { type: _, ...made } }) => [...baselines, { ...made, at }],
  settle: () => [],
  row(baselines) {
    const last = baselines.at(-1);
    return last && { last: last.id, manifest: last.manifest, count: baselines.length };
  },
  schema: madeSchema,
};

/** A project has one line of baselines. */
export function baselineStream({ tenant, project }: Pick<StreamRef, 'tenant' | 'project'>): StreamRef {
  return { tenant, project, kind: BASELINE.kind, stream: 'baseline' };
}
