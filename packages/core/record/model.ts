/** Read models: rows made from the entries of a project in their order, for what is listed, counted or drawn. No gate, vote or transition reads one. */
import { kindOf } from './kind.ts';
import type { Entry, Job, Json, Ledger, StreamRef } from './port.ts';

export interface Model {
  readonly name: string;
  /** The kinds that it reads. Entries of others pass it by; their sequence counts all the same. */
  readonly kinds: readonly string[];
  /** Keys of the rows that an entry may change, at most `MOST_TOUCHED`. */
  touches(entry: Entry): readonly string[];
  /**
   * Those rows after it; `undefined` for one that is there no more. Pure, and made from the entry and these rows alone.
   * @param rows before it; absent where there is none
   */
  apply(entry: Entry, rows: ReadonlyMap<string, Json>): ReadonlyMap<string, Json | undefined>;
}

/** One model of one project. */
export interface ModelRef {
  readonly tenant: string;
  readonly project: string;
  readonly model: string;
}

/** Rows, and the project's sequence up to which they are made: whoever shows them says as of when. 0: nothing was made yet. */
export interface AsOf<Rows> {
  readonly asOf: number;
  readonly rows: Rows;
}

/** Where rows of models are kept. What was never made is as empty as what was dropped. */
export interface Models {
  find(of: ModelRef, keys: readonly string[]): Promise<AsOf<ReadonlyMap<string, Json>>>;
  /** Rows in order of their keys, as letters. @param page `limit` is at most 100; `after` is the last key of the page before */
  list(
    of: ModelRef,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<AsOf<ReadonlyMap<string, Json>>>;
  /**
   * Writes rows and how far they are made, both or neither.
   * @returns false where the model does not stand at `from`: another was there first, and nothing is written
   */
  advance(of: ModelRef, from: number, to: number, changed: ReadonlyMap<string, Json | undefined>): Promise<boolean>;
  /** Takes all rows away; it then stands at 0. */
  drop(of: ModelRef): Promise<void>;
}

/** Rows of one step: with how far it came, its transaction is below the 25 operations of the smallest store. */
export const MOST_TOUCHED = 20;
/** Entries of one step. */
const MOST_ENTRIES = 200;

/** What follows from an append for the models that read its kind; stored with it by `follow`. */
export function modelJobs(models: readonly Model[], ref: StreamRef): readonly Job[] {
  const { tenant, project } = ref;
  return models
    .filter(({ kinds }) => kinds.includes(kindOf(ref)))
    .map(({ name }) => ({
      kind: 'model',
      key: `model:${name}:${project}`,
      data: { tenant, project, model: name },
    }));
}

/**
 * Makes the rows of what was recorded since. Doing it twice, or in two places at once, is doing it once; what was cut off goes on where it was.
 * @returns how far it is
 */
export async function catchUp(
  { ledger, models }: { readonly ledger: Pick<Ledger, 'readProject'>; readonly models: Models },
  model: Model,
  { tenant, project }: Omit<ModelRef, 'model'>,
): Promise<number> {
  const of = { tenant, project, model: model.name };
  for (;;) {
    const { asOf } = await models.find(of, []);
    const entries = await ledger.readProject(tenant, project, asOf, MOST_ENTRIES);
    const step = fitting(model, entries);
    const last = step.at(-1);
    if (!last) return asOf;
    const found = await models.find(of, touchedBy(model, step));
    // Somebody else went on meanwhile: these rows are newer than the step.
    if (found.asOf !== asOf) continue;
    const rows = new Map(found.rows);
    const changed = new Map<string, Json | undefined>();
    for (const entry of step.filter(({ ref }) => model.kinds.includes(kindOf(ref))))
      for (const [key, row] of model.apply(entry, rows)) {
        changed.set(key, row);
        if (row === undefined) rows.delete(key);
        else rows.set(key, row);
      }
    await models.advance(of, asOf, last.sequence, changed);
  }
}

/** Drops a model and makes it anew from the record. Meanwhile it says that it is as of less. @returns how far it is */
export async function rebuild(
  ports: { readonly ledger: Pick<Ledger, 'readProject'>; readonly models: Models },
  model: Model,
  at: Omit<ModelRef, 'model'>,
): Promise<number> {
  await ports.models.drop({ ...at, model: model.name });
  return catchUp(ports, model, at);
}

function touchedBy(model: Model, entries: readonly Entry[]): readonly string[] {
  const read = entries.filter(({ ref }) => model.kinds.includes(kindOf(ref)));
  return [...new Set(read.flatMap((entry) => model.touches(entry)))];
}

/** The first of them whose rows fit into one step. */
function fitting(model: Model, entries: readonly Entry[]): readonly Entry[] {
  const touched = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    for (const key of touchedBy(model, [entry])) touched.add(key);
    if (touched.size > MOST_TOUCHED) {
      if (at === 0) throw new Error(`an entry changes ${touched.size} rows of ${model.name}, and ${MOST_TOUCHED} fit`);
      return entries.slice(0, at);
    }
  }
  return entries;
}
