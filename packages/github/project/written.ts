/** The port for what was last written where: with it nothing is written twice, and nothing needs to be read first. */
import type { Json } from '@countersign/core/ports.ts';
import type { GitHubClient } from './client.ts';

/** A place that is projected to, by immutable ids: an issue's node id, `head:<sha>`, or `repository`. */
export interface Target {
  readonly tenant: string;
  readonly project: string;
  readonly target: string;
}

export interface Written {
  /** What was last written to a surface of the target; `undefined` when never. Sees every `write` that resolved before. */
  read(target: Target, surface: string): Promise<Json | undefined>;
  /** Keeps the value in place of the last one, durably, before it resolves. */
  write(target: Target, surface: string, value: Json): Promise<void>;
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

/** Makes a surface uncertain, so that it is written again whatever was last written; for one that was touched by hand. */
export async function forget(written: Written, target: Target, surface: string): Promise<void> {
  const last = await written.read(target, surface);
  const kept = last !== undefined && last !== null && typeof last === 'object' && !Array.isArray(last) ? last : {};
  await written.write(target, surface, { ...(kept as Readonly<Record<string, Json>>), digest: null, uncertain: true });
}
