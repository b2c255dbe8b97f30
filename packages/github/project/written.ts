/** The port for what was last written where: with it nothing is written twice, and nothing needs to be read first. */
import type { Json } from '@countersign/core/record/port.ts';
import type { GitHubClient } from '../client.ts';

/** A place that is projected to, by immutable ids: an issue's node id, `head:<sha>`, or `repository`. */
export interface Target {
  readonly tenant: string;
  readonly project: string;
  readonly target: string;
}

export interface Written {
  /** What was last written to the target, by surface; empty when nothing was. Sees every `remember` that resolved before. */
  written(target: Target): Promise<ReadonlyMap<string, Json>>;
  /** Keeps the value in place of the last one, durably, before it resolves. */
  remember(target: Target, surface: string, data: Json): Promise<void>;
  /** The same for what was written for sure; a crash may lose it and leaves what was remembered before: `uncertain`. */
  confirm(target: Target, surface: string, data: Json): Promise<void>;
}

export interface Ports {
  readonly client: GitHubClient;
  readonly written: Written;
}

/*
 * Every surface follows one rule: say `uncertain` before the call, and what was written after it. Whoever finds `uncertain`
 * (a crash, a lost answer, a hand on our comment) looks at GitHub once before writing again.
 */

/** A JSON object's field, or `undefined` for anything else. */
export function field(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)[name]
    : undefined;
}

/**
 * Makes a surface uncertain, so that it is looked at and written again whatever was last written; for one that was touched by hand.
 * A note must not be deleted instead: without its id a status comment would be made a second time.
 */
export async function forget(written: Written, target: Target, surface: string): Promise<void> {
  const last = (await written.written(target)).get(surface);
  const kept = last !== null && typeof last === 'object' && !Array.isArray(last) ? last : {};
  await written.remember(target, surface, { ...kept, digest: null, uncertain: true });
}

/** The same notes, read once for each target: for one projection, while nobody else writes to its targets. */
export function readOnce(written: Written): Written {
  const known = new Map<string, Map<string, Json>>();
  const notes = async (target: Target): Promise<Map<string, Json>> => {
    const key = JSON.stringify([target.tenant, target.project, target.target]);
    const found = known.get(key) ?? new Map(await written.written(target));
    known.set(key, found);
    return found;
  };
  return {
    written: notes,
    remember: async (target, surface, data) => {
      await written.remember(target, surface, data);
      (await notes(target)).set(surface, data);
    },
    confirm: async (target, surface, data) => {
      await written.confirm(target, surface, data);
      (await notes(target)).set(surface, data);
    },
  };
}
