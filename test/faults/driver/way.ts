/** The way of webhooks to the app, and everything that goes wrong on it. */
import { createDeliveries, type Deliveries } from '@countersign/sandbox/webhook/deliver.ts';
import type { Occurrence, World } from '@countersign/sandbox/world/world.ts';

/** What happens to one occurrence: told twice, told after later ones, never told; or its answer is lost on the way back, or it travels slowly. */
export const MISHAPS = ['doubled', 'late', 'never', 'answer-lost', 'slow'] as const;
export type Mishap = (typeof MISHAPS)[number];

export interface Way {
  readonly deliveries: Deliveries;
  /** Where webhooks go: to these servers in turn. */
  to(addresses: readonly string[]): void;
  /** The next occurrences meet with these, one each. */
  meet(next: readonly Mishap[]): void;
  /** What was held back is told now, the newest first. */
  release(): void;
  /** Nothing happens any more to what is not on its way yet. */
  calm(): void;
  /** Whether GitHub never told of something, by the words in it. */
  wasNeverTold(words: string): boolean;
}

const SLOW_MS = 300;

export function wayTo(world: World): Way {
  let addresses: readonly string[] = [];
  let turn = 0;
  const next: Mishap[] = [];
  const held: Occurrence[] = [];
  const never: Occurrence[] = [];
  const troubled = new Map<string, Mishap>();
  const others = new Set(world.listeners);
  const deliveries = createDeliveries(world, {
    async fetch(url, init) {
      const body = String(init.body);
      const trouble = troubled.get(body);
      troubled.delete(body);
      if (trouble === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      turn += 1;
      const answer = await fetch(addresses[turn % Math.max(1, addresses.length)] ?? url, init);
      if (trouble !== 'answer-lost') return answer;
      await answer.text();
      throw new TypeError('the answer was lost');
    },
  });
  const deliver = [...world.listeners].find((one) => !others.has(one));
  // Nobody listens there.
  world.state.app.webhookUrl = 'http://127.0.0.1:9/';

  const meddle = (occurrence: Occurrence): readonly Occurrence[] => {
    const { sender } = JSON.parse(occurrence.payload) as { sender?: { type?: string } };
    // What the app does comes back, and tells it nothing new.
    const mishap = sender?.type === 'Bot' ? undefined : next.shift();
    if (mishap === 'doubled') return [occurrence, occurrence];
    if (mishap === 'answer-lost' || mishap === 'slow') troubled.set(occurrence.payload, mishap);
    if (mishap === 'late') held.push(occurrence);
    if (mishap === 'never') never.push(occurrence);
    return mishap === 'late' || mishap === 'never' ? [] : [occurrence];
  };
  deliveries.meddle = meddle;
  return {
    deliveries,
    to(given) {
      addresses = given;
    },
    meet: (more) => void next.push(...more),
    release() {
      deliveries.meddle = undefined;
      for (const one of held.splice(0).reverse()) deliver?.(one);
      deliveries.meddle = meddle;
    },
    calm() {
      next.length = 0;
      troubled.clear();
    },
    wasNeverTold: (words) => never.some(({ payload }) => payload.includes(words)),
  };
}
