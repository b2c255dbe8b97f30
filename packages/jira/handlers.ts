/** Every function that the manifest names: unpacks what Forge hands over, does its work at a desk, and turns failures into what Forge understands. */

import type { StreamRef } from '@countersign/core/record/port.ts';
import { message } from '@countersign/core/text/catalogue.ts';
import { localeFor } from '@countersign/core/text/locale.ts';
import { privacy } from '@forge/api';
import { automated, type Failed } from './automation/failed.ts';
import { type Reminded, remindBoard } from './automation/remind.ts';
import { changeStanding, type Standing } from './automation/standing.ts';
import { userClient } from './client.ts';
import { deskFor } from './desk.ts';
import { isOrdinary } from './facts/ordinary.ts';
import { moveOf } from './gate/postfunction.ts';
import { signatures } from './gate/signature.ts';
import { type Validated, validate } from './gate/validator.ts';
import { answerGate, type GateAnswer, type Request } from './gate/webtrigger.ts';
import { tenantOf } from './place.ts';
import { explain } from './query/explain.ts';
import { awaitingJql, type Jql } from './query/jql.ts';
import { reportAccounts } from './queue/accounts.ts';
import { lookAtDue } from './queue/clock.ts';
import { runBox } from './queue/follow.ts';
import { compare, comparePage } from './queue/nightly.ts';
import { type Page, pushEvent, pushPage, retried, type Touched } from './queue/queue.ts';
import { sweepUp } from './queue/sweep.ts';
import { lookAgain, reconsider } from './queue/touched.ts';
import { carried } from './receive/carried.ts';
import { handle } from './receive.ts';

/**
 * Product events: stored in the queue at once, one issue after another. What the queue does not take now, Forge is asked to send again; of
 * what is thrown it only keeps a log. Of what is not ours nothing is stored: the queue takes 500 events a minute, and whoever edits a thousand
 * issues of another team fills it.
 */
export async function trigger(
  event: {
    readonly issue?: { readonly id?: unknown };
    readonly sourceIssueId?: unknown;
    readonly comment?: { readonly body?: unknown };
  },
  context: unknown,
): Promise<unknown> {
  return retried(async () => {
    const desk = deskFor(tenantOf(context));
    // Where that cannot be said now it is looked at in its turn.
    if (await isOrdinary(desk, event).catch(() => false)) return;
    await pushEvent(desk.tenant, String(event.issue?.id ?? event.sourceIssueId ?? 'none'), carried(event));
  });
}

/**
 * A post function of our workflow: the move goes the way of an event, after those of the same issue that wait already. It asks for another
 * try as an event does; where Forge heeds that for events alone, nothing is lost, for Jira's own event of the move follows.
 */
export async function moved(given: unknown, context: unknown): Promise<unknown> {
  return retried(async () => {
    const event = moveOf(given);
    if (event) await pushEvent(tenantOf(context), event.issue.id, event);
  });
}

interface Queued<Body> {
  readonly body: Body;
}

type Waiting =
  | { readonly tenant: string; readonly event: unknown }
  | { readonly tenant: string; readonly compare: StreamRef; readonly at: string }
  | { readonly tenant: string; readonly touched: Touched }
  | { readonly tenant: string; readonly reconsider: StreamRef; readonly cause: string };

export async function events({ body }: Queued<Waiting>): Promise<unknown> {
  return retried(async () => {
    const desk = deskFor(body.tenant);
    if ('compare' in body) await compare(desk, body.compare, body.at);
    else if ('touched' in body) await lookAgain(desk, body.touched);
    else if ('reconsider' in body) await reconsider(desk, body.reconsider, body.cause);
    else await handle(desk, body.event);
  });
}

export async function jobs({ body }: Queued<{ readonly tenant: string; readonly box: string }>): Promise<unknown> {
  return retried(() => runBox(deskFor(body.tenant), body.box));
}

/** Every five minutes: work whose queue lost it, or gave up after its tries; and what has come due. */
export async function sweep(_request: unknown, context: unknown): Promise<void> {
  const desk = deskFor(tenantOf(context));
  await sweepUp(desk);
  await lookAtDue(desk);
}

/** Once a day: what Jira shows beside what the record says. */
export async function nightly(_request: unknown, context: unknown): Promise<void> {
  await pushPage(tenantOf(context), { at: new Date().toISOString() }, 0);
}

/** Once a week: whose accounts are kept, as Atlassian asks of every app that keeps any. */
export async function accounts(_request: unknown, context: unknown): Promise<void> {
  await reportAccounts(deskFor(tenantOf(context)), privacy.reportPersonalData);
}

export async function nights({ body }: Queued<{ readonly tenant: string; readonly page: Page }>): Promise<unknown> {
  return retried(() => comparePage(deskFor(body.tenant), body.page));
}

/** The JQL function. */
export async function awaiting(given: unknown): Promise<Jql> {
  return awaitingJql(given);
}

/** An agent's action: why is this blocked? */
export async function whyBlocked(payload: unknown, context: unknown): Promise<string> {
  const { locale } = ((payload as { context?: { locale?: string } } | undefined)?.context ?? {}) as { locale?: string };
  return explain(deskFor(tenantOf(context)), userClient(), payload, localeFor(locale));
}

/** An automation asks where a request stands. */
export async function standing(payload: unknown, context: unknown): Promise<Standing | Failed> {
  return automated(() => changeStanding(deskFor(tenantOf(context)), userClient(), payload));
}

/** An automation has those asked again whose decision is awaited. */
export async function remind(payload: unknown, context: unknown): Promise<Reminded | Failed> {
  return automated(() => remindBoard(deskFor(tenantOf(context)), userClient(), payload));
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

/** Jira's workflow asks; an answer is always given, and only a certain yes is one. */
export async function validator(given: unknown, context: unknown): Promise<Validated> {
  try {
    return await validate(deskFor(tenantOf(context)), given);
  } catch {
    return { result: false, errorMessage: message('en', 'gate.jira.unreadable') };
  }
}
