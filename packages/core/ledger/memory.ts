/** A ledger that forgets when the process ends: for simulating what would happen, and for tests, under the same contract as the durable one. */
import { Conflict } from '../failure.ts';
import { addressOf, kindOf, partsOf } from '../record/kind.ts';
import type {
  Append,
  Due,
  DueRow,
  Dues,
  Entry,
  Job,
  Ledger,
  RegisterRow,
  Rows,
  Store,
  StreamRef,
} from '../record/port.ts';
import { chained, origin } from './chain.ts';

/** A ledger in memory, with what it stored beside the entries laid open. */
export interface MemoryLedger extends Ledger, Rows, Dues {
  /** Every job stored, in order; nothing runs them. */
  jobs(): readonly Job[];
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** Opens an empty ledger in memory. */
export function memoryLedger(): MemoryLedger {
  const projects = new Map<string, Entry[]>();
  const streams = new Map<string, Entry[]>();
  const causes = new Set<string>();
  const rows = new Map<string, RegisterRow>();
  const waiting = new Map<string, DueRow>();
  const stored: Job[] = [];

  function wait(ref: StreamRef, version: number, due: Due | undefined): void {
    const key = keyOf(...partsOf(ref));
    if (due) waiting.set(key, { ref: addressOf(ref), version, at: due.at, what: due.what });
    else waiting.delete(key);
  }

  function append({ ref, expected, entries, register, due, jobs, cause }: Append): readonly Entry[] | 'repeated' {
    const applied = keyOf(ref.tenant, cause);
    if (causes.has(applied)) return 'repeated';
    const streamKey = keyOf(...partsOf(ref));
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
    const fresh = chained(addressOf(ref), heads, structuredClone(entries));
    causes.add(applied);
    streams.set(streamKey, [...stream, ...fresh]);
    projects.set(projectKey, [...project, ...fresh]);
    if (register)
      rows.set(keyOf(...partsOf(register.ref)), structuredClone({ ...register, ref: addressOf(register.ref) }));
    if (due) wait(ref, expected + fresh.length, due === 'nothing' ? undefined : due);
    stored.push(...structuredClone(jobs));
    return fresh;
  }

  function store({ tenant, jobs, cause }: Store): 'stored' | 'repeated' {
    const applied = keyOf(tenant, cause);
    if (causes.has(applied)) return 'repeated';
    causes.add(applied);
    stored.push(...structuredClone(jobs));
    return 'stored';
  }

  return {
    read: async (ref) => streams.get(keyOf(...partsOf(ref))) ?? [],
    append: async (asked) => append(asked),
    store: async (asked) => store(asked),
    readProject: async (tenant, project, after, limit) =>
      (projects.get(keyOf(tenant, project)) ?? []).slice(after, after + limit),
    jobs: () => stored,
    due: async (at, limit) =>
      [...waiting.values()]
        .filter((row) => row.at <= at)
        .sort((one, other) => one.at.localeCompare(other.at))
        .slice(0, limit),
    async fire(row, next, jobs) {
      const now = waiting.get(keyOf(...partsOf(row.ref)));
      if (now?.version !== row.version || now.at !== row.at || now.what !== row.what) return 'overtaken';
      wait(row.ref, row.version, next);
      stored.push(...structuredClone(jobs));
      return 'fired';
    },
    async rewrite(ref, version, due) {
      if ((streams.get(keyOf(...partsOf(ref)))?.length ?? 0) === version) wait(ref, version, due);
    },
    row: async (ref) => rows.get(keyOf(...partsOf(ref))),
    async rows(of, { limit = 50, cursor = '0' } = {}) {
      const all = [...rows.values()]
        .filter(({ ref }) => ref.tenant === of.tenant && ref.project === of.project)
        .filter(({ ref }) => kindOf(ref) === kindOf({ ...of, stream: '' }))
        .sort((one, other) => other.updatedAt.localeCompare(one.updatedAt));
      const next = Number(cursor) + limit;
      const page = all.slice(Number(cursor), next);
      return { rows: page, ...(next < all.length ? { cursor: String(next) } : {}) };
    },
  };
}
