/** What people would be told of a request, from its filing to its approval (`rules.md` 9). */
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { outboxOf } from '@countersign/server/outbox.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('9: whoever has to act is told so, once each, and what they did is settled; nobody is told what they did themselves', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const tenant = `github:${line.seeded.organization.id}`;
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
