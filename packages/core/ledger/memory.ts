/** A ledger that forgets when the process ends: for simulating what would happen, and for tests, under the same contract as the durable one. */
import { Conflict } from '../failure.ts';
import type { Append, Entry, Job, Ledger, RegisterRow, StreamRef } from '../record/port.ts';
import { chained, origin } from './chain.ts';

/** A ledger in memory, with what it stored beside the entries laid open. */
export interface MemoryLedger extends Ledger {
  /** Every job stored, in order; nothing runs them. */
  jobs(): readonly Job[];
  /** The register row of a stream, as the newest append that carried one left it. */
  register(ref: StreamRef): RegisterRow | undefined;
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** Opens an empty ledger in memory. */
export function memoryLedger(): MemoryLedger {
  const projects = new Map<string, Entry[]>();
  const streams = new Map<string, Entry[]>();
  const causes = new Set<string>();
  const rows = new Map<string, RegisterRow>();
  const stored: Job[] = [];

  function append({ ref, expected, entries, register, jobs, cause }: Append): readonly Entry[] | 'repeated' {
    const applied = keyOf(ref.tenant, cause);
    if (causes.has(applied)) return 'repeated';
    const streamKey = keyOf(ref.tenant, ref.project, ref.stream);
    const projectKey = keyOf(ref.tenant, ref.project);
    const stream = streams.get(streamKey) ?? [];
    const project = projects.get(projectKey) ?? [];
    if (stream.length !== expected) {
      throw new Conflict(`the stream stands at version ${stream.length}, the decision was made on version ${expected}`);
    }
    const heads = {
      version: stream.length,
      hash: stream.at(-1)?.hash ?? origin,
      sequence: project.length,
      projectHash: project.at(-1)?.projectHash ?? origin,
    };
    const fresh = chained(structuredClone(ref), heads, structuredClone(entries));
    causes.add(applied);
    streams.set(streamKey, [...stream, ...fresh]);
    projects.set(projectKey, [...project, ...fresh]);
    if (register)
      rows.set(keyOf(register.ref.tenant, register.ref.project, register.ref.stream), structuredClone(register));
    stored.push(...structuredClone(jobs));
    return fresh;
  }

  return {
    read: async (ref) => streams.get(keyOf(ref.tenant, ref.project, ref.stream)) ?? [],
    append: async (asked) => append(asked),
    readProject: async (tenant, project, after, limit) =>
      (projects.get(keyOf(tenant, project)) ?? []).slice(after, after + limit),
    jobs: () => stored,
    register: (ref) => rows.get(keyOf(ref.tenant, ref.project, ref.stream)),
  };
}
