/** Every function that the manifest names: unpacks what Forge hands over, does its work at a desk, and turns failures into what Forge understands. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Conflict, Malformed, Transient } from '@countersign/core/failure.ts';
import type { Job } from '@countersign/core/ports.ts';
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import { makeResolver } from '@forge/resolver';
import type { Failed } from './automation/failed.ts';
import { type Reminded, remindBoard } from './automation/remind.ts';
import { changeStanding, type Standing } from './automation/standing.ts';
import { type JiraClient, userClient } from './client.ts';
import { type Desk, type FollowUp, openDesk } from './desk.ts';
import { explain } from './explain.ts';
import { moveOf } from './gate/postfunction.ts';
import { type Validated, validate } from './gate/validator.ts';
import { answerGate, type GateAnswer, type Request } from './gate/webtrigger.ts';
import { gateWords } from './gate/words.ts';
import { awaitingJql, type Jql } from './jql.ts';
import * as listing from './listing.ts';
import { compare } from './nightly.ts';
import { follow } from './project.ts';
import { handle } from './receive.ts';
import * as answers from './resolver.ts';

interface Invocation {
  readonly installContext?: string;
  readonly cloudId?: string;
}

/** `jira:<cloud id>`: whose data this is. @throws Malformed when Forge does not say; then nothing may be read or written. */
function tenantOf(context: unknown): string {
  const { installContext, cloudId } = (context ?? {}) as Invocation;
  const site = cloudId ?? /:site\/([\w-]+)/.exec(installContext ?? '')?.[1];
  if (!site) throw new Malformed('Forge did not say on which site this runs');
  return `jira:${site}`;
}

/** Jobs are run from the queue; what it loses is found by the sweep, because they are stored with what they follow from. */
async function stored(tenant: string, box: string, [first]: readonly Job[]): Promise<void> {
  // One after another for each request: of two that show it at once, the one that read the older record could write last.
  const key = `jobs-${(first?.data as unknown as FollowUp | undefined)?.ref.stream ?? 'none'}`;
  await new Queue({ key: 'jobs' }).push({ body: { tenant, box }, concurrency: { key, limit: 1 } });
}

function deskFor(tenant: string): Desk {
  return openDesk(tenant, { stored: (box: string, jobs: readonly Job[]) => stored(tenant, box, jobs) });
}

/** Product events: stored in the queue at once, one issue after another. */
export async function trigger(
  event: { readonly issue?: { readonly id?: unknown }; readonly sourceIssueId?: unknown; readonly comment?: object },
  context: unknown,
): Promise<void> {
  const tenant = tenantOf(context);
  const key = `issue-${String(event.issue?.id ?? event.sourceIssueId ?? 'none')}`;
  const whole = slim(event);
  // A comment that a queue cannot hold is read from Jira when its turn comes.
  const small = JSON.stringify(whole).length * 3 <= MOST_BYTES ? whole : { ...whole, comment: withoutBody(event) };
  await new Queue({ key: 'events' }).push({
    body: { tenant, event: small },
    concurrency: { key, limit: 1 },
  } as never);
}

/** A post function of our workflow: the move goes the way of an event, after those of the same issue that wait already. */
export async function moved(given: unknown, context: unknown): Promise<void> {
  const tenant = tenantOf(context);
  const event = moveOf(given);
  if (!event) return;
  const concurrency = { key: `issue-${event.issue.id}`, limit: 1 };
  await new Queue({ key: 'events' }).push({ body: { tenant, event }, concurrency } as never);
}

/** Forge's limit for one event of a queue, less its envelope; text in UTF-8 has at most three bytes for each unit of a string. */
const MOST_BYTES = 190_000;

function withoutBody({ comment }: { readonly comment?: object }): object | undefined {
  return comment && { ...comment, body: undefined };
}

/** Which fields were edited; what they said before and after is read from the issue, and may be as long as an issue can hold. */
function slimLog(changelog: unknown): unknown {
  const { id, items } = (changelog ?? {}) as { id?: unknown; items?: unknown };
  if (!Array.isArray(items)) return undefined;
  const pick = ({ field, fieldId, from, to }: Record<string, unknown>) => ({
    ...{ field, fieldId },
    ...Object.fromEntries(
      Object.entries({ from, to }).filter(([, one]) => typeof one === 'string' && one.length < 256),
    ),
  });
  return { id, items: items.map(pick) };
}

/** Only what is read of an event: Jira's whole issue may be larger than a queue takes. */
function slim(event: object): object {
  const { eventType, issue, atlassianId, timestamp, changelog, comment, selfGenerated, ...link } = event as Record<
    string,
    unknown
  >;
  const { sourceIssueId, sourceProjectId } = link;
  // A link's event names two issues and holds none.
  if (issue === undefined && sourceIssueId !== undefined)
    return { eventType, id: link.id, sourceIssueId, sourceProjectId, atlassianId, timestamp, selfGenerated };
  const { id, key, fields } = (issue ?? {}) as { id?: unknown; key?: unknown; fields?: Record<string, unknown> };
  const { project, issuetype } = fields ?? {};
  return {
    eventType,
    issue: { id, key, fields: { project, issuetype } },
    atlassianId,
    timestamp,
    changelog: slimLog(changelog),
    comment,
    selfGenerated,
  };
}

interface Queued<Body> {
  readonly body: Body;
}

export async function events({ body }: Queued<{ readonly tenant: string; readonly event: unknown }>): Promise<unknown> {
  return retried(async () => {
    await handle(deskFor(body.tenant), body.event);
  });
}

export async function jobs({ body }: Queued<{ readonly tenant: string; readonly box: string }>): Promise<unknown> {
  return retried(() => runBox(deskFor(body.tenant), body.box));
}

/** Runs what one append left to do, in order. */
async function runBox(desk: Desk, box: string): Promise<void> {
  for (const job of await desk.jobs.open(box)) await follow(desk, job.data as unknown as FollowUp);
  await desk.jobs.done(box);
}

/** Every five minutes: work whose queue lost it, or gave up after its tries. */
export async function sweep(_request: unknown, context: unknown): Promise<void> {
  const desk = deskFor(tenantOf(context));
  const before = new Date(desk.now() - 60_000).toISOString();
  for (const box of await desk.jobs.waiting(before)) {
    // One that still cannot be done does not keep the others from it.
    await runBox(desk, box).catch(() => {});
  }
}

/** Once a day: what Jira shows beside what the record says. */
export async function nightly(_request: unknown, context: unknown): Promise<void> {
  await compare(deskFor(tenantOf(context)));
}

/** The JQL function. */
export async function awaiting(given: unknown): Promise<Jql> {
  return awaitingJql(given);
}

/** An agent's action: why is this blocked? */
export async function whyBlocked(payload: unknown, context: unknown): Promise<string> {
  const { locale } = ((payload as { context?: { locale?: string } } | undefined)?.context ?? {}) as { locale?: string };
  return explain(deskFor(tenantOf(context)), userClient(), payload, /^zh/i.test(locale ?? '') ? 'zh-CN' : 'en');
}

/** An automation asks where a request stands. */
export async function standing(payload: unknown, context: unknown): Promise<Standing | Failed> {
  return automated(changeStanding, payload, context);
}

/** An automation has those asked again whose decision is awaited. */
export async function remind(payload: unknown, context: unknown): Promise<Reminded | Failed> {
  return automated(remindBoard, payload, context);
}

/** A rule stops with a sentence in its log; Automation says nothing of a failure by itself. */
async function automated<Answer>(
  work: (desk: Desk, asUser: JiraClient, payload: unknown) => Promise<Answer | Failed>,
  payload: unknown,
  context: unknown,
): Promise<Answer | Failed> {
  try {
    return await work(deskFor(tenantOf(context)), userClient(), payload);
  } catch (error) {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure');
    return { errors: [{ message: `${gateWords('en').notNow} ${gateWords('zh-CN').notNow}` }] };
  }
}

/** A git host's server asks whether a pull request may be merged. */
export async function gate(request: Request, context: unknown): Promise<{ readonly outputKey: GateAnswer }> {
  try {
    return {
      outputKey: await answerGate(deskFor(tenantOf(context)), request, signatures(process.env.COUNTERSIGN_GATE_SECRET)),
    };
  } catch {
    // Not a no: whoever asked is as closed as without an answer, and a proposal is brought again.
    return { outputKey: 'unavailable' };
  }
}

/** Tells signatures of a secret that is long enough to be one; compared in constant time. */
function signatures(secret: string | undefined): ((text: string, signature: string) => boolean) | undefined {
  if (!secret || secret.length < 32) return undefined;
  return (text, signature) => {
    const wanted = Buffer.from(`sha256=${createHmac('sha256', secret).update(text).digest('hex')}`);
    const given = Buffer.from(signature);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  };
}

/** Jira's workflow asks; an answer is always given, and only a certain yes is one. */
export async function validator(given: unknown, context: unknown): Promise<Validated> {
  try {
    return await validate(deskFor(tenantOf(context)), given);
  } catch {
    return { result: false, errorMessage: gateWords('en').unreadable };
  }
}

interface Call {
  readonly payload: unknown;
  readonly context: unknown;
}

const asking = ({ context }: Call) => answers.askerOf(context, deskFor(tenantOf(context)), userClient());

export const resolver = makeResolver({
  panel: (call: Call) => answers.panel(asking(call)),
  act: (call: Call) => answers.actOn(asking(call), call.payload),
  seen: (call: Call) => answers.seen(asking(call), call.payload),
  settings: (call: Call) => answers.settings(asking(call)),
  saveSettings: (call: Call) => answers.saveSettings(asking(call), call.payload),
  register: (call: Call) => listing.register(asking(call), call.payload),
  gadget: (call: Call) => listing.gadget(asking(call)),
  setupPlan: (call: Call) => answers.setupPlanned(asking(call), call.payload),
  setupApply: (call: Call) => answers.setupApplied(asking(call), call.payload),
  setupUndo: (call: Call) => answers.setupUndone(asking(call), call.payload),
} as never);

/** Waiting and conflicts are asked for again; what no retry changes is given up with a sentence in the log. */
async function retried(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Transient || error instanceof Conflict) {
      const seconds = error instanceof Transient && error.retryAfterMs ? Math.ceil(error.retryAfterMs / 1000) : 5;
      return new InvocationError({
        retryAfter: Math.min(900, Math.max(1, seconds)),
        retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
      });
    }
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure');
    return undefined;
  }
}
