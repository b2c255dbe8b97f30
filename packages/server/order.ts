/** A change order from the record alone, for whichever door asks for it: the same record gives the same order. */
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { changeOrder } from '@countersign/core/view/changeorder.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { placeNoted } from '@countersign/github/record/home.ts';
import { voice } from '@countersign/web/markup.ts';
import { orderFile } from '@countersign/web/order/answer.ts';
import type { OrderFacts } from '@countersign/web/order/port.ts';

export type OrderPorts = Pick<Parts, 'ledger' | 'texts' | 'documents'>;

/** @returns `undefined` for what is no request of ours. Whoever calls asks first whether it may be seen. */
export async function orderFacts(ports: OrderPorts, ref: StreamRef): Promise<OrderFacts | undefined> {
  const told = happenings(await ports.ledger.read(ref));
  const state = fold(told);
  if (!state) return undefined;
  const project = state.moves.at(-1)?.to.project ?? ref.project;
  const place = await placeNoted(ports, ref.tenant, project);
  const order = changeOrder(told);
  return {
    ...{ project: place ? `${place.owner}/${place.repo}` : project, label: state.label },
    timeZone: await zoneOf(ports, ref, state),
    ...(order ? { order } : {}),
  };
}

export interface WrittenOrder {
  readonly file: Uint8Array;
  readonly label: string;
  readonly digest: string;
  /** Hash of the last entry. */
  readonly head: string;
}

/** As a file. @returns `none` where no approval stands, `undefined` for what is no request */
export async function writtenOrder(
  ports: OrderPorts,
  ref: StreamRef,
  locale: Locale,
): Promise<WrittenOrder | 'none' | undefined> {
  const facts = await orderFacts(ports, ref);
  if (!facts) return undefined;
  const file = orderFile(voice({ locale, timeZone: facts.timeZone }), facts);
  if (!file || !facts.order) return 'none';
  return { file, label: facts.label, digest: facts.order.digest, head: facts.order.record.hash };
}

/** Of the policy that it was decided under, which is kept as long as it is not erased. */
async function zoneOf({ texts }: OrderPorts, { tenant }: StreamRef, { policy }: ChangeState): Promise<string> {
  const found = policy === undefined ? undefined : await texts.read(tenant, policy);
  if (!found || found === 'erased') return 'UTC';
  const resolved = resolvePolicy(found.text);
  return 'policy' in resolved ? resolved.policy.timeZone : 'UTC';
}
