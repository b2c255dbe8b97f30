/** What Jira shows of a request, written from the record and only where it differs: status and searchable property. */

import { nextDeadline } from '@countersign/core/change/deadline.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { GateSituation } from '@countersign/core/gate/change.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { exponentOf } from '@countersign/core/money/currency.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import { awaited } from '@countersign/core/view/seats.ts';
import { statusView } from '@countersign/core/view/status.ts';
import type { Told } from '@countersign/core/view/told.ts';
import { type Waits, waitsOf } from './answer/waiting.ts';
import { isGone, path } from './client.ts';
import type { Desk } from './desk.ts';
import { requestAt } from './facts/requestat.ts';
import { noteWaiting } from './facts/waiting.ts';
import { factsAt } from './facts.ts';
import { accountOf } from './place.ts';
import { noteBehind } from './project/behind.ts';
import { PROPERTY } from './project/property.ts';

/** Writes what differs. Safe to repeat. @throws Transient to be tried again. */
export async function show(desk: Desk, ref: StreamRef): Promise<void> {
  const wanted = await toShow(desk, ref);
  if (!wanted) return;
  await property(desk, ref, wanted.mirrored);
  await noteWaiting(desk, ref, wanted.state, wanted.waits);
  await status(desk, ref, wanted.state);
}

export interface ToShow {
  readonly state: ChangeState;
  readonly mirrored: Readonly<Record<string, Json>>;
  /** Whom it waits for, which dashboards are told. */
  readonly waits: Waits;
}

/** @returns `undefined` for what is not on record. @throws Transient while the policy cannot be read */
export async function toShow(desk: Desk, ref: StreamRef): Promise<ToShow | undefined> {
  const told = happenings(await desk.ledger.read(ref));
  const state = fold(told);
  if (!state) return undefined;
  const facts = factsAt(desk, ref, { patient: true });
  const policy = await policyFor(facts, state);
  if (policy.kind === 'unreadable' && !policy.gone)
    throw new Transient(`the policy of ${ref.project} could not be read`);
  const { items } = state.content.request;
  // What is shown says whose turn it is, and no more: whether the text is ahead of its record is asked when somebody votes.
  const shown = { ...facts, asRecorded: async () => 'yes' as const };
  const command = { type: 'reconsider' } as const;
  const situation = await situationFor(shown, state, { actor: ENGINE, policy, items, command });
  const { asRecorded: _, ...gates } = situation;
  return { state, mirrored: mirror(state, gates, told), waits: waitsOf(state, { ...situation, asRecorded: 'yes' }) };
}

/** Accounts that a property holds: Jira takes 32 KiB of it. A larger group waits with those that are first. */
const MOST_AWAITED = 200;

/** What JQL can find and a condition can hide by; never asked by a gate. */
function mirror(state: ChangeState, situation: GateSituation, told: readonly Told[]): Readonly<Record<string, Json>> {
  const view = statusView(state, situation, told);
  const waiting = awaited(view).flatMap((row) => row.candidates.map(accountOf));
  const cost = state.content.impacts.cost?.value;
  const due = nextDeadline(state);
  const oneOff = cost?.kind === 'value' && 'oneOff' in cost.value ? cost.value.oneOff : undefined;
  return {
    stage: state.stage,
    ...(state.class ? { class: state.class } : {}),
    ...(oneOff ? { cost: oneOff.minor / 10 ** exponentOf(oneOff.currency), currency: oneOff.currency } : {}),
    ...(due ? { due } : {}),
    awaiting: [...new Set(waiting)].sort().slice(0, MOST_AWAITED),
    version: state.version,
  };
}

async function property(desk: Desk, ref: StreamRef, value: Readonly<Record<string, Json>>): Promise<void> {
  const key = { tenant: ref.tenant, project: ref.project, kind: 'shown', id: ref.stream };
  const digest = digestOf(value);
  if ((await desk.documents.find(key))?.data === digest) return;
  const written = await desk.client.request('PUT', path`/rest/api/3/issue/${ref.stream}/properties/${PROPERTY}`, value);
  if (isGone(written)) return;
  // No retry changes Jira's no; the status can still follow, and the next change tries again.
  if (!written.ok) return console.error(`the property of ${ref.stream} could not be written: ${written.message}`);
  await desk.documents.keep({ ...key, data: digest, fetchedAt: new Date(desk.now()).toISOString() });
}

/** Moves the issue to the status that shows its stage; where the workflow has no way, it stays, and log and panel say so. */
async function status(desk: Desk, ref: StreamRef, state: ChangeState): Promise<void> {
  const issue = ref.stream;
  const found = await requestAt(desk, desk.client, issue);
  if (found.kind !== 'request') return;
  const wanted = found.site.statuses[state.stage];
  if (!wanted || found.status === wanted) return noteBehind(desk, ref);
  const stays = (message: string) => {
    console.error(`${issue} is not shown as ${state.stage}: ${message || 'the workflow has no way there'}`);
    return noteBehind(desk, ref, { message });
  };
  const offered = await desk.client.request('GET', path`/rest/api/3/issue/${issue}/transitions`);
  if (!offered.ok) return stays(offered.message);
  const { transitions = [] } = offered.data as { transitions?: readonly { id: string; to?: { id?: string } }[] };
  const way = transitions.find((one) => String(one.to?.id) === wanted);
  if (!way) return stays('');
  const transition = { id: way.id };
  const moved = await desk.client.request('POST', path`/rest/api/3/issue/${issue}/transitions`, { transition });
  return moved.ok ? noteBehind(desk, ref) : stays(moved.message);
}
