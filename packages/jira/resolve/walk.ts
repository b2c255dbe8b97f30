/** The rows of a register that one page shows, of a project with however many requests: read where they stand, and never all of them. */
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { STAGES, type Stage } from '@countersign/core/change/stage.ts';
import { z } from 'zod';
import { fits, PAGE } from '../answer/list.ts';
import type { Desk } from '../desk.ts';
import type { RegisterAsked } from '../port/call.ts';
import { type Counts, cellFrom } from '../record/counts.ts';
import type { Listed } from '../record/register.ts';

/** Rows of a list of Forge's. So many are filtered, counted and put into any order as a whole. */
const WHOLE = 100;
/** Lists that a page reads at most where not every row fits, and where every row does. */
const MOST_FILTERED = 1;
const MOST_PLAIN = 4;
/** Lists of one part of a CSV: 60 of the 4,000 reads of a minute, and a thousand points of Jira's hour to say which of them somebody may see. */
const MOST_OF_CSV = 10;

export interface Walked {
  readonly rows: readonly ChangeRow[];
  /** Absent where these are all that could fit: they are not filtered yet, and in no order. */
  readonly walk?: {
    /** Where the next rows begin; absent after the last. */
    readonly next?: string;
    /** Whether they stand in the order that was asked for. */
    readonly isSorted: boolean;
  };
}

type Segment = (page: { readonly limit: number; readonly cursor?: string }) => Promise<Listed>;

/** Of which segment, and where in it. */
const beginning = z.tuple([z.int().nonnegative(), z.string()]);

/** @param counts by state, class and cause; `undefined` where they are not counted yet */
export async function walk(
  { register, tenant }: Pick<Desk, 'register' | 'tenant'>,
  project: string,
  counts: Counts | undefined,
  asked: RegisterAsked,
): Promise<Walked> {
  const stage = STAGES.find((one) => one === asked.stage);
  const inStage =
    (one: Stage): Segment =>
    (page) =>
      register.inStage(tenant, project, one, page);
  const all: Segment = stage ? inStage(stage) : (page) => register.list(tenant, project, page);
  const sizes = sizesOf(counts);
  const size = stage ? (sizes?.get(stage) ?? 0) : sizes && [...sizes.values()].reduce((sum, one) => sum + one, 0);
  if (asked.cursor === undefined && (counts === undefined || (size ?? 0) <= WHOLE)) {
    const whole = await all({ limit: WHOLE });
    if (!whole.cursor) return { rows: whole.rows };
  }
  const isPlain = [asked.class, asked.cause, asked.owner].every((one) => one === undefined);
  // A state in which nothing fits is not read.
  const where = counts && stagesOf(counts, asked);
  const byStage = !stage && where !== undefined && (asked.sort === 'stage' || !isPlain);
  const numbered: Segment = (page) => register.numbered(tenant, project, page);
  const isNumbered = asked.sort === 'number' && !stage && isPlain;
  const segments = byStage ? where.map(inStage) : [isNumbered ? numbered : all];
  const isSorted =
    asked.sort === undefined || asked.sort === 'updated' ? !byStage : isNumbered || asked.sort === 'stage';
  const limits = asked.csv
    ? { want: WHOLE * MOST_OF_CSV, lists: MOST_OF_CSV }
    : { want: PAGE, lists: isPlain ? MOST_PLAIN : MOST_FILTERED };
  const { rows, next } = await through(segments, asked, { ...limits, isPlain: isPlain && !asked.csv });
  return { rows, walk: { isSorted, ...(next === undefined ? {} : { next }) } };
}

async function through(
  segments: readonly Segment[],
  asked: RegisterAsked,
  { want, lists, isPlain }: { readonly want: number; readonly lists: number; readonly isPlain: boolean },
): Promise<{ readonly rows: readonly ChangeRow[]; readonly next?: string }> {
  const rows: ChangeRow[] = [];
  let [at, cursor] = begun(asked.cursor);
  for (let read = 0; read < lists && rows.length < want; read += 1) {
    const segment = segments[at];
    if (!segment) break;
    const limit = isPlain ? want - rows.length : WHOLE;
    const page: Listed = await segment({ limit, ...(cursor === '' ? {} : { cursor }) });
    rows.push(...page.rows.filter((row) => fits(row, asked)));
    cursor = page.cursor ?? '';
    if (cursor === '') at += 1;
  }
  return { rows, ...(at < segments.length ? { next: JSON.stringify([at, cursor]) } : {}) };
}

/** What a page handed over; anything else begins at the beginning. */
function begun(cursor: string | undefined): [number, string] {
  try {
    return beginning.safeParse(JSON.parse(cursor ?? '')).data ?? [0, ''];
  } catch {
    return [0, ''];
  }
}

function sizesOf(counts: Counts | undefined): ReadonlyMap<string, number> | undefined {
  if (!counts) return undefined;
  const sizes = new Map<string, number>();
  for (const [name, count] of Object.entries(counts)) {
    const { stage } = cellFrom(name);
    sizes.set(stage, (sizes.get(stage) ?? 0) + count);
  }
  return sizes;
}

function stagesOf(counts: Counts, { class: found, cause }: RegisterAsked): readonly Stage[] {
  const cells = Object.keys(counts)
    .map(cellFrom)
    .filter((cell) => (found === undefined || cell.class === found) && (cause === undefined || cell.cause === cause));
  return STAGES.filter((stage) => cells.some((cell) => cell.stage === stage));
}
