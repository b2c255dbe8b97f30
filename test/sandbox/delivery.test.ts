/** How webhooks travel: signed, to whom they concern, in order, once, and again only when asked. */
import { createHmac } from 'node:crypto';
import { human } from '@countersign/sandbox/human.ts';
import { expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { type StageOptions, stage } from './stage.ts';

const oracle = githubOracle();

function begin(options: Partial<StageOptions> = {}) {
  const made = stage({ oracle, ...options });
  const as = (login: string) => human(made.world, login, `${made.owner}/${made.repo}`);
  return { ...made, as };
}

/** What arrived since the last time. */
async function arrived({ deliveries, received }: ReturnType<typeof stage>): Promise<readonly string[]> {
  await deliveries.settled();
  return received.splice(0).map(({ event, payload }) => `${event}.${payload.action}`);
}

test('every delivery is signed over exactly its bytes, and named', async () => {
  const on = begin();
  on.as('rosa').comment(1, 'Grüße 你好');
  await on.deliveries.settled();
  for (const { headers, text, guid } of on.received) {
    const expected = `sha256=${createHmac('sha256', 'secret').update(Buffer.from(text)).digest('hex')}`;
    expect(headers['x-hub-signature-256']).toBe(expected);
    expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(new Set(on.received.map((one) => one.guid)).size).toBe(on.received.length);
});

test('where the app is not installed, or does not listen, nothing is told', async () => {
  const on = begin();
  await arrived(on);
  on.as('olga').removeFromInstallation(on.seeded.repository);
  await arrived(on);
  on.as('rosa').comment(1, 'Unheard');
  expect(await arrived(on)).toEqual([]);
});

test('an app hears only the events that it asked for', async () => {
  const on = begin();
  on.seeded.installation.events = ['issues'];
  await arrived(on);
  on.as('rosa').comment(1, 'Unheard');
  on.as('rosa').openIssue({ title: 'Heard' });
  expect(await arrived(on)).toEqual(['issues.opened']);
});

test('two runs of the same acts are the same to the byte', async () => {
  const run = async () => {
    const on = begin();
    on.as('rosa').comment(1, 'Same');
    on.as('dara').push('pdf-export', 'Same', { 'a.txt': 'a' });
    await on.deliveries.settled();
    return on.received.map(({ guid, text }) => guid + text);
  };
  expect(await run()).toEqual(await run());
});

test('a delivery that failed is not sent again by itself, only when asked, with the same GUID', async () => {
  let up = false;
  const { as, asApp, deliveries, received } = begin({ answer: () => new Response('', { status: up ? 202 : 500 }) });
  await deliveries.settled();
  received.length = 0;
  as('rosa').comment(1, 'Lost?');
  await deliveries.settled();
  expect(received).toHaveLength(1);
  up = true;
  as('theo').comment(1, 'Heard');
  await deliveries.settled();
  received.pop();
  const { rest } = asApp();
  const [failed] = (await rest.apps.listWebhookDeliveries({ per_page: 1, status: 'failure' })).data;
  expect(failed).toMatchObject({ status_code: 500, redelivery: false });
  await rest.apps.redeliverWebhookDelivery({ delivery_id: failed?.id ?? 0 });
  await deliveries.settled();
  expect(received.map((one) => one.guid)).toEqual([failed?.guid, failed?.guid]);
  expect(received[1]?.text).toBe(received[0]?.text);
  const [newest] = (await rest.apps.listWebhookDeliveries({ per_page: 1 })).data;
  expect(newest).toMatchObject({ status_code: 202, redelivery: true, guid: failed?.guid });
});

test('a slow answer holds back the deliveries behind it, so that their order stays', async () => {
  const gate = Promise.withResolvers<void>();
  const { as, deliveries, received, clock } = begin({
    answer: async ({ payload }) => {
      if (JSON.stringify(payload.comment)?.includes('First')) await gate.promise;
      return new Response('', { status: 202 });
    },
  });
  await deliveries.settled();
  received.length = 0;
  as('rosa').comment(1, 'First');
  clock.now += 1000;
  as('rosa').comment(1, 'Second');
  await new Promise((resolve) => setImmediate(resolve));
  expect(received).toHaveLength(1);
  gate.resolve();
  await deliveries.settled();
  expect(received).toHaveLength(2);
});

test('deliveries can be held, lost, doubled and reordered', async () => {
  const { as, deliveries, received } = begin();
  await deliveries.settled();
  received.length = 0;
  deliveries.delivering = false;
  as('rosa').comment(1, 'While down');
  await deliveries.settled();
  expect(received).toHaveLength(0);
  expect(deliveries.list()[0]).toMatchObject({ statusCode: 502 });
  deliveries.delivering = true;
  deliveries.meddle = (one) => [one, one];
  as('rosa').comment(1, 'Twice');
  deliveries.meddle = () => [];
  as('rosa').comment(1, 'Never made');
  await deliveries.settled();
  expect(received).toHaveLength(2);
});
