/** What Forge's runtime gives to an app: the globals behind `@forge/*`, answered by stand-ins for storage, queues and Jira. */
import type { ForgeStorage } from './storage.ts';

export interface Meta {
  readonly type: string;
  readonly provider?: 'app' | 'user' | 'none';
  readonly remote?: string;
  /** For calls as a user: whose. */
  readonly accountId?: string;
}

export interface ForgeWorld {
  readonly storage: ForgeStorage;
  /** Answers calls to Jira's REST API: `meta.provider` says whether as the app or as the user of the invocation. */
  readonly jira?: (meta: Meta, path: string, init: RequestInit) => Promise<Response>;
  /** Events that were pushed to queues, oldest first; those with one key are run one after another. */
  readonly pushed: {
    readonly queue: string;
    readonly body: unknown;
    readonly key?: string;
    /** Seconds before which it is not to be run. */
    readonly wait?: number;
  }[];
  /** Statuses that the next pushes are answered with instead, oldest first. */
  readonly unpushed?: number[];
  /** Accounts that are closed, as Atlassian says of those that it is told of; and all that it was told of. */
  readonly accounts?: { readonly closed: readonly string[]; readonly reported: string[] };
  /** Account of whoever a handler is invoked for; absent when nobody is. */
  readonly accountId?: string;
}

interface Globals {
  __forge_fetch__?: (meta: Meta, path: string, init?: RequestInit) => Promise<Response>;
  __forge_runtime__?: unknown;
}

/** From now on the app runs in this world. @returns a function that takes it away again. */
export function enterForge(world: ForgeWorld): () => void {
  const globals = globalThis as Globals;
  const before = { ...globals };
  globals.__forge_runtime__ = {
    metrics: { counter: () => ({ incr() {} }), timing: () => ({ measure: () => ({ stop() {} }) }) },
    appContext: {
      appId: 'countersign',
      environmentId: 'test',
      environmentType: 'DEVELOPMENT',
      appVersion: '1.0.0',
      invocationId: 'test',
      installationId: 'site',
    },
    lambdaContext: { awsRequestId: 'test', getRemainingTimeInMillis: () => 25_000 },
    contextAri: 'ari:cloud:jira::site/test',
    tracing: { traceId: 'test', spanId: 'test' },
    ...(world.accountId ? { accountId: world.accountId } : {}),
  };
  globals.__forge_fetch__ = async (meta, path, init = {}) => {
    if (meta.type === 'kvs') return world.storage.answer(path, String(init.body ?? '{}'));
    if (meta.remote === 'jira' && world.jira)
      return world.jira({ ...meta, ...(world.accountId ? { accountId: world.accountId } : {}) }, path, init);
    if (meta.remote === 'stargate' && path === '/app/report-accounts') return reported(world, init);
    if (meta.remote === 'stargate') return pushed(world, init);
    return Response.json(
      { code: 'NOT_FOUND', message: `nobody answers ${meta.remote ?? meta.type} ${path}` },
      { status: 404 },
    );
  };
  return () => {
    globals.__forge_fetch__ = before.__forge_fetch__ as never;
    globals.__forge_runtime__ = before.__forge_runtime__;
  };
}

/** What one push may hold, as Atlassian documents it for consumers that run for more than 55 seconds; sizes in bytes. */
export const QUEUE_LIMITS = { events: 50, push: 200 * 1024, event: 100 * 1024 } as const;

/** Says of a push what Forge would not take. */
function tooMuch(payload: readonly unknown[]): string | undefined {
  const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
  if (payload.length > QUEUE_LIMITS.events) return `${payload.length} events at once`;
  if (size(payload) > QUEUE_LIMITS.push) return 'more than 200 KB at once';
  return payload.some((one) => size(one) > QUEUE_LIMITS.event) ? 'an event of more than 100 KB' : undefined;
}

/** As Atlassian documents it: of 90 accounts at most, those that have changed since; nothing where none has. */
function reported({ accounts }: ForgeWorld, init: RequestInit): Response {
  const { accounts: told = [] } = JSON.parse(String(init.body ?? '{}')) as {
    accounts?: readonly { readonly accountId?: string; readonly updatedAt?: string }[];
  };
  if (told.length > 90 || told.some((one) => !one.accountId || Number.isNaN(Date.parse(one.updatedAt ?? ''))))
    return Response.json({ errorMessage: 'not as it has to be told' }, { status: 400 });
  accounts?.reported.push(...told.map(({ accountId = '' }) => accountId));
  const closed = told.filter(({ accountId = '' }) => accounts?.closed.includes(accountId));
  if (closed.length === 0) return new Response(null, { status: 204 });
  return Response.json({ accounts: closed.map(({ accountId }) => ({ accountId, status: 'closed' })) });
}

function pushed(world: ForgeWorld, init: RequestInit): Response {
  const fault = world.unpushed?.shift();
  if (fault) return Response.json({ message: 'asked for by a test' }, { status: fault });
  const { queueName = '', payload = [] } = JSON.parse(String(init.body ?? '{}')) as {
    queueName?: string;
    payload?: readonly {
      body?: unknown;
      delayInSeconds?: number;
      concurrency?: { readonly key: string; readonly limit: number };
    }[];
  };
  const errorMessage = tooMuch(payload);
  if (errorMessage) return Response.json({ errorMessage }, { status: 413 });
  for (const { body, concurrency, delayInSeconds } of payload) {
    const key = concurrency?.limit === 1 ? { key: concurrency.key } : {};
    world.pushed.push({ queue: queueName, body, ...key, ...(delayInSeconds ? { wait: delayInSeconds } : {}) });
  }
  return Response.json({}, { status: 201 });
}
