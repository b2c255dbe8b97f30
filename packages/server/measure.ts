/** Prometheus metrics: counts and times of the line, without any name, title or address in a label. */
import type { GateAtMerge } from '@countersign/core/change/event.ts';
import type { Called } from '@countersign/github/installation.ts';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RoundsStanding, Standing } from './standing.ts';

export interface Measures {
  readonly registry: Registry;
  readonly delivered: (answer: string) => void;
  readonly handled: (event: string, outcome: 'done' | 'ignored' | 'retry' | 'parked', seconds: number) => void;
  readonly worked: (kind: string, outcome: 'done' | 'retry' | 'parked', seconds: number) => void;
  readonly merged: (gate: GateAtMerge) => void;
  readonly called: Called;
  readonly sent: (channel: string, outcome: 'sent' | 'refused' | 'later') => void;
  /** Asked when metrics are read; what is not known then is left out. */
  readonly watch: (standing: () => Promise<Standing>, rounds: () => RoundsStanding) => void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function measures(now: () => number = Date.now): Measures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const deliveries = new Counter({
    name: 'countersign_webhooks_total',
    help: 'Webhooks by answer.',
    labelNames: ['answer'],
    registers,
  });
  const handled = new Histogram({
    name: 'countersign_delivery_seconds',
    help: 'Handling of stored deliveries.',
    labelNames: ['event', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const worked = new Histogram({
    name: 'countersign_job_seconds',
    help: 'Work that follows from what was recorded.',
    labelNames: ['kind', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const merges = new Counter({
    name: 'countersign_merges_total',
    help: 'Pull requests merged into covered branches, by what their gate said then; "closed" was merged out of process.',
    labelNames: ['gate'],
    registers,
  });
  const calls = new Histogram({
    name: 'countersign_github_call_seconds',
    help: 'Calls to GitHub.',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const letters = new Counter({
    name: 'countersign_letters_total',
    help: 'What people were told, by channel and by how it fared.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  return {
    registry,
    delivered: (answer) => deliveries.inc({ answer }),
    handled: (event, outcome, seconds) => handled.observe({ event, outcome }, seconds),
    worked: (kind, outcome, seconds) => worked.observe({ kind, outcome }, seconds),
    merged: (gate) => merges.inc({ gate }),
    called: ({ route, status, ms }) => calls.observe({ route, status: String(status) }, ms / 1000),
    sent: (channel, outcome) => letters.inc({ channel, outcome }),
    watch(standing, rounds) {
      let refreshing: Promise<void> | undefined;
      // Whichever is collected first: all of them say what holds now.
      const collect = (): Promise<void> => {
        refreshing ??= refresh().finally(() => {
          refreshing = undefined;
        });
        return refreshing;
      };
      const figure = (name: string, help: string, labelNames: string[] = []) =>
        new Gauge({ name: `countersign_${name}`, help, labelNames, registers, collect });
      const up = figure('database_up', 'Whether the database answers: 1, or 0.');
      const oldest = figure('inbox_oldest_seconds', 'Age of the oldest delivery that waits.');
      const waiting = figure('inbox_pending', 'Deliveries that wait or run.');
      const owed = figure('redeliveries_owed', 'Missed deliveries that GitHub is still to be asked for.');
      const age = figure('round_age_seconds', 'Time since GitHub was last looked through whole.');
      const behind = figure(
        'reading_behind_seconds',
        'How far the reading of missed comments and edits is behind; 0: all is read.',
      );
      const unreachable = figure('addresses_refused', 'Addresses to which nothing is sent until somebody mends them.');
      const untold = figure('letters_waiting', 'Letters that wait to be sent again.');
      const parked = figure('parked', 'Deliveries and work that were given up.', ['queue']);
      const refresh = async (): Promise<void> => {
        const { wholeAt, readUntil, owed: count } = rounds();
        owed.set(count);
        behind.set(readUntil === undefined ? 0 : (now() - readUntil) / 1000);
        if (wholeAt === undefined) age.remove();
        else age.set((now() - wholeAt) / 1000);
        try {
          const found = await standing();
          waiting.set(found.waiting);
          oldest.set(found.oldestMs / 1000);
          for (const queue of ['delivery', 'job'] as const) parked.set({ queue }, found.parked[queue]);
          unreachable.set(found.refusedAddresses);
          untold.set(found.lettersWaiting);
          up.set(1);
        } catch {
          up.set(0);
          waiting.remove();
          oldest.remove();
          parked.reset();
        }
      };
    },
  };
}
