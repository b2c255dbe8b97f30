/** Prometheus metrics: counts and times of the line, without any name, title or address in a label. */
import type { GateAtMerge } from '@countersign/core/change/event.ts';
import type { Called } from '@countersign/github/installation.ts';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Measures {
  readonly registry: Registry;
  readonly delivered: (answer: string) => void;
  readonly handled: (event: string, outcome: 'done' | 'ignored' | 'retry' | 'parked', seconds: number) => void;
  readonly worked: (kind: string, outcome: 'done' | 'retry' | 'parked', seconds: number) => void;
  readonly merged: (gate: GateAtMerge) => void;
  readonly called: Called;
  /** Asked when metrics are read. */
  readonly watchInbox: (pending: () => Promise<{ count: number; oldestMs: number }>) => void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function measures(): Measures {
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
  return {
    registry,
    delivered: (answer) => deliveries.inc({ answer }),
    handled: (event, outcome, seconds) => handled.observe({ event, outcome }, seconds),
    worked: (kind, outcome, seconds) => worked.observe({ kind, outcome }, seconds),
    merged: (gate) => merges.inc({ gate }),
    called: ({ route, status, ms }) => calls.observe({ route, status: String(status) }, ms / 1000),
    watchInbox(pending) {
      const oldest = new Gauge({
        name: 'countersign_inbox_oldest_seconds',
        help: 'Age of the oldest delivery that waits.',
        registers,
      });
      new Gauge({
        name: 'countersign_inbox_pending',
        help: 'Deliveries that wait or run.',
        registers,
        async collect() {
          const { count, oldestMs } = await pending();
          this.set(count);
          oldest.set(oldestMs / 1000);
        },
      });
    },
  };
}
