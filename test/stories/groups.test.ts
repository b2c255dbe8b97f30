/** Groups that are told by robots and webhooks, within the limits of each service, and only where an operator lets them (`rules.md` 9). */
import { channelsOf, configured, isChannelOf } from '@countersign/chat/destinations.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { mendAddress, troublesIn } from '@countersign/postgres/told.ts';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { type Service, STAND_INS, type StandIn, serviceOf } from '../standins/robots.ts';

const MINUTE = 60_000;

let line: Line;
let later = 0;
const begun = Date.now();
const now = () => begun + later;
afterEach(() => line.close());

/** A line whose policy names the group `team-a`. @param accounts whose policies may name it */
async function lineWith(standIn: StandIn, accounts?: string): Promise<Service> {
  later = 0;
  const service = serviceOf(standIn, now);
  const { destinations } = configured({
    CHANNEL_TEAM_A: standIn.url,
    CHANNEL_TEAM_A_SECRET: standIn.secret,
    CHANNEL_TEAM_A_ACCOUNTS: accounts,
  });
  line = await openLine({
    now,
    policy: (text) => `${text}channels: [team-a]\n`,
    channels: Object.fromEntries(channelsOf(destinations, now, service.post)),
    isChannelOf: (name, account) => isChannelOf(destinations, name, account),
  });
  return service;
}

test.each(STAND_INS)(
  '9: $name hears once what people hear at once, with the page, and asks nobody by name',
  async (standIn) => {
    const service = await lineWith(standIn);
    await inReview(line, line.file({}, 'Export invoices as PDF'));
    expect(await line.server.send()).toBe(1);
    expect(await line.server.send()).toBe(0);
    const [shown, ...others] = service.shown;
    expect(others).toEqual([]);
    expect(shown?.text).toContain('votes are needed: Export invoices as PDF');
    expect(shown?.text).not.toMatch(/Your vote|You are told/);
    expect(shown?.links.at(-1)).toContain(`${line.server.address}/c/`);
  },
);

test('9: a crowd is told within the limits, each request once, whatever the service says no to meanwhile', async () => {
  const [wecom] = STAND_INS as readonly [StandIn];
  const service = await lineWith(wecom);
  const numbers = Array.from({ length: 40 }, (_, index) => line.file({}, `Request number ${index + 1}`));
  await line.settled();
  for (const number of numbers) line.as('requester').comment(number, '/submit');
  await line.settled();
  service.state = 'away';
  expect(await line.server.send()).toBe(0);
  service.state = 'open';
  for (let turn = 0; turn < 30; turn += 1) {
    later += MINUTE;
    await line.server.send();
  }
  const told = service.shown.flatMap(({ text }) => text.match(/(?<=Request number )\d+/g) ?? []).map(Number);
  expect([...new Set(told)].sort((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1));
  expect(told).toHaveLength(numbers.length);
  expect(service.shown.length).toBeLessThan(numbers.length / 2);
});

test('9: a channel that was not set for an account tells nobody of what it does', async () => {
  const [wecom] = STAND_INS as readonly [StandIn];
  const service = await lineWith(wecom, 'somebody-else');
  await inReview(line, line.file({}, 'Secret plans'));
  await line.server.send();
  expect(service.shown).toEqual([]);
});

test('9: a robot that was revoked is left alone, and what waits for its group is told once it is mended', async () => {
  const [wecom] = STAND_INS as readonly [StandIn];
  const service = await lineWith(wecom);
  service.state = 'revoked';
  await inReview(line, line.file({}, 'Export'));
  expect(await line.server.send()).toBe(0);
  service.state = 'open';
  later += 90 * MINUTE;
  expect(await line.server.send()).toBe(0);
  expect(service.shown).toEqual([]);
  const database = connect(line.databaseUrl);
  onTestFinished(() => database.close());
  expect(await troublesIn(database)).toMatchObject([{ kind: 'refused', channel: 'team-a', address: 'team-a' }]);
  expect(await mendAddress(database, 'team-a')).toBe(true);
  expect(await line.server.send()).toBe(1);
  expect(service.shown[0]?.text).toContain('votes are needed: Export');
});
