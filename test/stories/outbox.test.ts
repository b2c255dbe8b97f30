/** What people would be told of a request, from its filing to its approval (`rules.md` 9). */
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { outboxOf } from '@countersign/server/outbox.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

const tenantOf = ({ seeded }: Line): string => `github:${seeded.organization.id}`;

let line: Line;
afterEach(() => line.close());

test('9: whoever has to act is told so, once each, and what they did is settled; nobody is told what they did themselves', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const tenant = tenantOf(line);
  const letters = async (locale: 'en' | 'zh-CN' = 'en') =>
    outboxOf(line.server.parts, tenant, { locale, timeZone: 'UTC' });
  const asked = (await letters()).filter(({ urgency, isSettled }) => urgency === 'act' && !isSettled);
  const voters = (['project-manager', 'technical-expert', 'customer'] as const).map((role) => SEED_LOGINS[role]).sort();
  expect(asked.map(({ to }) => to).sort()).toEqual(voters);
  for (const one of asked) {
    expect(one.subject).toContain('votes are needed');
    expect(one.asks).toEqual(['Your vote is awaited.']);
  }
  const [letter] = (await letters('zh-CN')).filter(({ urgency, isSettled }) => urgency === 'act' && !isSettled);
  expect(letter?.asks).toEqual(['请您表决。']);
  expect([letter?.subject, ...(letter?.lines ?? []), letter?.because].join('')).not.toMatch(/votes|board|told/);

  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  const later = await letters();
  expect(later.filter(({ subject }) => subject.includes('votes are needed')).every(({ isSettled }) => isSettled)).toBe(
    true,
  );
  const decided = later.filter(({ subject }) => subject.includes('approved'));
  expect(decided.map(({ to }) => to)).toContain(SEED_LOGINS.requester);
  // The last of the votes approved it: whoever cast it knows.
  expect(decided.filter(({ urgency }) => urgency !== 'act').map(({ to }) => to)).not.toContain(SEED_LOGINS.customer);
});

test('9: once the board’s days are over, those whose vote is missing hear of it, and whoever manages the change', async () => {
  const begun = Date.now();
  let later = 0;
  line = await openLine({ now: () => begun + later });
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  const overdue = async () => {
    const letters = await outboxOf(line.server.parts, tenantOf(line), { locale: 'en', timeZone: 'UTC' });
    const some = letters.filter(({ subject }) => subject.includes('votes are overdue'));
    return Object.fromEntries(some.map(({ to, urgency }) => [to, urgency]));
  };
  expect(await overdue()).toEqual({});
  later = 60 * 86_400_000;
  await line.server.due();
  await line.settled();
  expect(await overdue()).toEqual({
    [SEED_LOGINS['project-manager']]: 'now',
    [SEED_LOGINS['technical-expert']]: 'act',
    [SEED_LOGINS.customer]: 'act',
  });
});
