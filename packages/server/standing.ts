/** How the server stands, for whoever watches it: `/readyz` says it in sentences, the gauges in figures. */
import type { Boss } from '@countersign/postgres/boss.ts';
import { run } from '@countersign/postgres/connect.ts';
import type { Inbox } from '@countersign/postgres/inbox.ts';

/** What GitHub was asked for in rounds. */
export interface RoundsStanding {
  /** When the last round that was whole began, in milliseconds since 1970; absent before the first. */
  readonly wholeAt?: number;
  /** What people wrote and edited was read until then where more was missed than one round reads, in milliseconds since 1970. */
  readonly readUntil?: number;
  /** Deliveries that failed and could not be asked for again yet. */
  readonly owed: number;
}

export interface Standing {
  readonly waiting: number;
  /** Milliseconds. */
  readonly oldestMs: number;
  readonly parked: Readonly<Record<'delivery' | 'job', number>>;
  /** Where nothing is sent until somebody has mended it. */
  readonly refusedAddresses: number;
  /** Letters that were tried and wait to be sent again. */
  readonly lettersWaiting: number;
}

/** @throws Transient when the database is away, after `patienceMs` also when it only says nothing */
export async function standingOf(inbox: Inbox, { database }: Boss, patienceMs = 3000): Promise<Standing> {
  const asked = Promise.all([
    inbox.pending(),
    run<{ queue: string; count: string }>(database.pool, 'parked count', parkedCount, []),
    run<Letters>(database.pool, 'letters count', lettersCount, []),
  ]);
  // Whoever gives up first has nobody else hear of it.
  asked.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database says nothing')), patienceMs);
  });
  const [{ count, oldestMs }, rows, [letters]] = await Promise.race([asked, silent]).finally(() => clearTimeout(timer));
  const of = (queue: string): number => Number(rows.find((row) => row.queue === queue)?.count ?? 0);
  const { refused: refusedAddresses = 0, waiting: lettersWaiting = 0 } = letters ?? {};
  return {
    ...{ waiting: count, oldestMs, refusedAddresses, lettersWaiting },
    parked: { delivery: of('delivery'), job: of('job') },
  };
}

interface Letters {
  readonly refused: number;
  readonly waiting: number;
}
const lettersCount = `
  select (select count(*)::integer from refused_address) as refused,
    (select count(*)::integer from letter where outcome is null and tries > 0) as waiting`;
const parkedCount = 'select queue, count(*) as count from parked group by queue';

/** Whoever cannot store what is delivered says so for this long, then counts as able again: only the next delivery shows. */
const DOUBT_MS = 60_000;

export interface Storing {
  /** A delivery was stored, or could not be. */
  tried(trouble?: unknown): void;
  /** Why what is delivered cannot be stored; `undefined` when it can, as far as is known. */
  trouble(): string | undefined;
}

/**
 * Knows whether deliveries can be stored: a full disk lets everything be read.
 * @param options `report` is told when it begins, `over` when a delivery could be stored again after that
 */
export function storing(options: {
  readonly now: () => number;
  readonly report: (reason: string) => void;
  readonly over: () => void;
}): Storing {
  let last: { readonly at: number; readonly reason: string } | undefined;
  return {
    tried(trouble) {
      if (trouble === undefined) {
        if (last) options.over();
        last = undefined;
        return;
      }
      const reason = trouble instanceof Error ? trouble.message : String(trouble);
      if (!last) options.report(reason);
      last = { at: options.now(), reason };
    },
    trouble: () => (last && options.now() - last.at < DOUBT_MS ? last.reason : undefined),
  };
}

/** What `/readyz` answers. */
export function readiness(
  { waiting, oldestMs, parked, refusedAddresses, lettersWaiting }: Standing,
  { wholeAt, readUntil, owed }: RoundsStanding,
  now: number,
): string {
  const seconds = (ms: number): number => Math.round(ms / 1000);
  const given = parked.delivery + parked.job;
  return [
    'ready',
    `deliveries waiting: ${waiting}, the oldest for ${seconds(oldestMs)} s`,
    `given up: ${given}${given > 0 ? ' (see: npm run countersign -- parked)' : ''}`,
    `missed and still to be asked for: ${owed}`,
    ...(refusedAddresses + lettersWaiting > 0
      ? [
          `letters that wait: ${lettersWaiting}, addresses refused: ${refusedAddresses} (see: npm run countersign -- notices)`,
        ]
      : []),
    wholeAt === undefined
      ? 'GitHub was not looked through yet'
      : `GitHub was looked through whole ${seconds(now - wholeAt)} s ago`,
    ...(readUntil === undefined
      ? []
      : [`missed comments and edits: read until ${new Date(readUntil).toISOString()}, the rest follows`]),
    '',
  ].join('\n');
}
