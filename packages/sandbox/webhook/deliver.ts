/** Delivers webhooks as GitHub does: signed, in order, once, with ten seconds to answer, and a list of what came of it. */
import { createHash, createHmac } from 'node:crypto';
import { nextId, type Occurrence, type World } from '../world/world.ts';

export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installation: number;
  readonly repository: number | null;
  readonly redelivery: boolean;
  /** Milliseconds since 1970. */
  at: number;
  /** Seconds until the answer. */
  duration: number;
  /** 0 while on its way, and when nobody answered. */
  statusCode: number;
  status: string;
  readonly payload: string;
  requestHeaders: Readonly<Record<string, string>>;
  responseHeaders: Readonly<Record<string, string>>;
  response: string;
}

export interface DeliverOptions {
  /** How webhooks travel; tests give the app's own handler. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Whole order, or order for each repository with repositories side by side. Default `all`. */
  readonly order?: 'all' | 'repository';
  readonly timeoutMs?: number;
  /** How many past deliveries are remembered. */
  readonly keep?: number;
}

export interface Deliveries {
  /** Newest first. */
  list(): readonly Delivery[];
  find(id: number): Delivery | undefined;
  /** The same GUID and payload, signed anew. */
  redeliver(delivery: Delivery): void;
  /** `false`: GitHub's webhooks are down; what happens meanwhile is recorded as failed and never sent by itself. */
  delivering: boolean;
  /** Drops, doubles or reorders the next deliveries, for tests. Returns what is really sent. */
  meddle: ((occurrence: Occurrence) => readonly Occurrence[]) | undefined;
  /** Resolves once nothing is on its way. */
  settled(): Promise<void>;
  /** Stops listening to the world. */
  close(): void;
}

export function createDeliveries(world: World, options: DeliverOptions = {}): Deliveries {
  const { fetch: travel = fetch, order = 'all', timeoutMs = 10_000, keep = 5_000 } = options;
  const past = new Map<number, Delivery>();
  const lanes = new Map<string, Promise<void>>();

  const enqueue = (delivery: Delivery): void => {
    const lane = order === 'all' ? '' : String(delivery.repository ?? `installation:${delivery.installation}`);
    const before = lanes.get(lane) ?? Promise.resolve();
    const now = before
      .then(() => attempt(delivery))
      .then(() => {
        if (lanes.get(lane) === now) lanes.delete(lane);
      });
    lanes.set(lane, now);
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    const from = performance.now();
    delivery.at = world.now();
    delivery.requestHeaders = headersOf(world, delivery);
    try {
      if (!deliveries.delivering) throw new Error('webhooks are down');
      const signal = AbortSignal.timeout(timeoutMs);
      const init = { method: 'POST', headers: { ...delivery.requestHeaders }, body: delivery.payload, signal };
      const answer = await travel(world.state.app.webhookUrl, init);
      delivery.response = (await answer.text()).slice(0, 10_000);
      delivery.statusCode = answer.status;
      delivery.status = answer.ok ? 'OK' : answer.statusText || 'Invalid HTTP Response';
      delivery.responseHeaders = Object.fromEntries(answer.headers);
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      delivery.status = timedOut ? 'timed out' : 'failed to connect to host';
      delivery.statusCode = timedOut ? 504 : 502;
    }
    delivery.duration = Math.round(performance.now() - from) / 1000;
  };

  const remember = (occurrence: Occurrence, redelivery: boolean, guid?: string): Delivery => {
    const id = nextId(world);
    const { event, action, installation, repository, payload } = occurrence;
    const given = guid ?? guidOf(id);
    const delivery: Delivery = {
      ...{ id, guid: given, event, action, installation, repository, redelivery, payload },
      ...{
        at: world.now(),
        duration: 0,
        statusCode: 0,
        status: 'pending',
        requestHeaders: {},
        responseHeaders: {},
        response: '',
      },
    };
    past.set(id, delivery);
    const [oldest] = past.keys();
    if (past.size > keep && oldest !== undefined) past.delete(oldest);
    return delivery;
  };

  const listen = (occurrence: Occurrence): void => {
    if (world.state.app.webhookUrl === '') return;
    for (const one of deliveries.meddle?.(occurrence) ?? [occurrence]) enqueue(remember(one, false));
  };
  world.listeners.add(listen);

  const deliveries: Deliveries = {
    delivering: true,
    meddle: undefined,
    list: () => [...past.values()].reverse(),
    find: (id) => past.get(id),
    redeliver: (delivery) => enqueue(remember(delivery, true, delivery.guid)),
    async settled() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
    close: () => void world.listeners.delete(listen),
  };
  return deliveries;
}

function headersOf(world: World, { guid, event, payload }: Delivery): Record<string, string> {
  const { app } = world.state;
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/standin',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', app.webhookSecret).update(payload).digest('hex')}`,
  };
}

/** A GUID that only depends on the id, so that a run can be repeated. */
function guidOf(id: number): string {
  const hex = createHash('sha1').update(`delivery:${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
