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
  readonly pushed: { readonly queue: string; readonly body: unknown; readonly key?: string }[];
  /** Statuses that the next pushes are answered with instead, oldest first. */
  readonly unpushed?: number[];
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

function pushed(world: ForgeWorld, init: RequestInit): Response {
  const fault = world.unpushed?.shift();
  if (fault) return Response.json({ message: 'asked for by a test' }, { status: fault });
  const { queueName = '', payload = [] } = JSON.parse(String(init.body ?? '{}')) as {
    queueName?: string;
    payload?: readonly { body?: unknown; concurrency?: { readonly key: string; readonly limit: number } }[];
  };
  // As Forge: at most 50 events and 200 KB.
  if (payload.length > 50 || Buffer.byteLength(String(init.body ?? '')) > 200_000)
    return Response.json({ message: 'too many events, or too large' }, { status: 413 });
  for (const { body, concurrency } of payload) {
    const key = concurrency?.limit === 1 ? { key: concurrency.key } : {};
    world.pushed.push({ queue: queueName, body, ...key });
  }
  return Response.json({}, { status: 201 });
}
