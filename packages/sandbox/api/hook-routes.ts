/** The app's webhook deliveries: what was sent, what came back, and sending again. */
import type { Delivery } from '../webhook/deliver.ts';
import { notFound } from '../world/refused.ts';
import { type Call, elsewhere, id, ok, type Route } from './route.ts';

function itemJson(one: Delivery) {
  return {
    id: one.id,
    guid: one.guid,
    delivered_at: new Date(one.at).toISOString(),
    redelivery: one.redelivery,
    duration: one.duration,
    status: one.status,
    status_code: one.statusCode,
    event: one.event,
    action: one.action,
    installation_id: one.installation === 0 ? null : one.installation,
    repository_id: one.repository,
    throttled_at: null,
  };
}

function find(call: Call): Delivery {
  const one = call.deliveries.find(id(call, 'delivery'));
  if (!one) throw notFound();
  return one;
}

export const hookRoutes: readonly Route[] = [
  // Newest first; pages are asked for by a cursor, which names the first delivery of the page.
  elsewhere('GET', '/app/hook/deliveries', 'app', [], ({ deliveries, query, address }) => {
    const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30) || 30));
    const status = query.get('status');
    // What is still on its way is not listed yet.
    let all = deliveries.list().filter((one) => one.statusCode !== 0);
    if (status === 'failure') all = all.filter((one) => one.statusCode >= 400);
    if (status === 'success') all = all.filter((one) => one.statusCode < 400);
    const cursor = query.get('cursor');
    const from =
      cursor === null
        ? 0
        : Math.max(
            0,
            all.findIndex((one) => one.id <= Number(cursor.replace('v1_', ''))),
          );
    const next = all[from + size];
    const follow = new URLSearchParams(query);
    follow.set('cursor', `v1_${next?.id}`);
    return ok(
      all.slice(from, from + size).map(itemJson),
      200,
      next ? { link: `<${address}?${follow}>; rel="next"` } : undefined,
    );
  }),
  elsewhere('GET', '/app/hook/deliveries/:delivery', 'app', [], (call) => {
    const one = find(call);
    return ok({
      ...itemJson(one),
      url: call.world.state.app.webhookUrl,
      request: { headers: one.requestHeaders, payload: JSON.parse(one.payload) },
      response: { headers: one.responseHeaders, payload: one.response },
    });
  }),
  elsewhere('POST', '/app/hook/deliveries/:delivery/attempts', 'app', [], (call) => {
    call.deliveries.redeliver(find(call));
    return ok({}, 202);
  }),
];
