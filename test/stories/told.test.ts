import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { Channel, Message } from '@countersign/core/notice/channel.ts';
import { noticesOf } from '@countersign/core/notice/notice.ts';
import { standsNow } from '@countersign/github/tell.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresLetters } from '@countersign/postgres/letters.ts';
import { mendAddress } from '@countersign/postgres/told.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { everyone } from '@countersign/server/rights.ts';
import { send as sendAll } from '@countersign/server/sender.ts';
import { voice } from '@countersign/web/markup.ts';
import { registerView } from '@countersign/web/register.ts';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { idOfRole, mailOfRole, reachable } from '../instruments/told.ts';

let line: Line;
afterEach(() => line.close());

/** Lives through a request up to its approval. */
async function lived(number: number): Promise<void> {
  line.as('requester').comment(number, '/submit');
  await line.settled();
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
}

test('9: whatever is on record was kept for whom it concerns, once each: by the table, from the record alone', async () => {
  line = await openLine({ replica: true });
  const number = line.file();
  await line.settled();
  await lived(number);
  const { parts } = line.server;
  const { ref } = (await parts.register.findByNumber(
    `github:${line.seeded.organization.id}`,
    (
      await parts.register.projects(`github:${line.seeded.organization.id}`)
    )[0] as string,
    number,
  )) as { ref: Parameters<typeof standsNow>[1] };
  const entries = await parts.ledger.read(ref);
  const told = happenings(entries);
  const stands = await standsNow(parts, ref);
  if (!stands) throw new Error('nothing is on record');
  // What was recorded together has one instant and one actor.
  const ends = entries.flatMap((entry, at) => {
    const next = entries[at + 1];
    return next && next.at === entry.at && next.actor === entry.actor ? [] : [at + 1];
  });
  const expected = ends.flatMap((to, nth) => {
    const state = fold(told.slice(0, to));
    const events = told.slice(ends[nth - 1] ?? 0, to).map(({ event }) => event);
    return state ? noticesOf(events, state, stands.situation).map((one) => [to, one.to.id, one.matters] as const) : [];
  });
  const kept = await parts.notices.ofRequest(ref);
  const shown = kept.map(({ brought, to, matters }) => [brought, to.id, matters] as const);
  const sorted = (some: readonly unknown[]) => some.map((one) => JSON.stringify(one)).sort();
  expect(expected.length).toBeGreaterThan(5);
  expect(sorted(shown)).toEqual(sorted(expected));
});

test('9: a request that cannot be read holds back nothing of another, and is told as soon as it can be', async () => {
  const carried: Message[] = [];
  const channel: Channel = {
    perMinute: 100,
    carry: async (_, messages) => {
      carried.push(...messages);
      return { kind: 'sent', count: messages.length };
    },
  };
  line = await openLine();
  await reachable(line, ['project-manager']);
  const [hidden, shown] = [line.file({}, 'Export invoices as PDF'), line.file({}, 'Pay by card')];
  await line.settled();
  for (const number of [hidden, shown]) {
    line.as('requester').comment(number, '/submit');
    line.as('project-manager').comment(number, ASSESSMENT);
  }
  await line.settled();
  const { parts } = line.server;
  const tenant = `github:${line.seeded.organization.id}`;
  const [project = ''] = await parts.register.projects(tenant);
  const found = await parts.register.findByNumber(tenant, project, hidden);
  let now = parts.now();
  const database = connect(line.databaseUrl, { connections: 2 });
  onTestFinished(() => database.close());
  const sending = { letters: postgresLetters(database), channels: { mail: channel }, counted: () => undefined };
  /** What each letter tells of, while the record of one request can be read or not. */
  const send = async (isReadable: boolean): Promise<readonly string[]> => {
    const read: typeof parts.ledger.read = (ref, ...more) =>
      !isReadable && ref.stream === found?.ref.stream
        ? Promise.reject(new Transient('the record is away'))
        : parts.ledger.read(ref, ...more);
    const ledger = new Proxy(parts.ledger, {
      get: (of, name) => {
        if (name === 'read') return read;
        const value: unknown = Reflect.get(of, name);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
    carried.length = 0;
    await sendAll({ ...parts, ledger, now: () => now }, sending);
    return carried.flatMap(({ sections }) => sections.map(({ heading }) => heading));
  };
  const [first, ...others] = await send(false);
  expect(others).toEqual([]);
  expect(first).toContain('Pay by card');
  expect(await send(true)).toEqual([]);
  now += 3_600_000;
  const [late, ...more] = await send(true);
  expect(more).toEqual([]);
  expect(late).toContain('Export invoices as PDF');
  expect(await send(true)).toEqual([]);
});

test('9: whose address takes nothing is shown to whoever manages the changes, and to nobody else; what waits is told once it is mended', async () => {
  let isRefusing = true;
  const carried: string[] = [];
  const channel: Channel = {
    perMinute: 100,
    carry: async (to, messages) => {
      if (isRefusing && to === mailOfRole('technical-expert')) return { kind: 'refused', reason: `no ${to}` };
      carried.push(to);
      return { kind: 'sent', count: messages.length };
    },
  };
  line = await openLine({ channels: { mail: channel } });
  await reachable(line, ['project-manager', 'technical-expert']);
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  await line.server.send();
  const { parts } = line.server;
  const tenant = `github:${line.seeded.organization.id}`;
  const [project = ''] = await parts.register.projects(tenant);
  const pages = pageFacts({ parts, mayRead: everyone, tracker: 'https://github.test' });
  const seenBy = async (role: 'project-manager' | 'customer', locale: 'en' | 'zh-CN' = 'en') => {
    const as = { id: idOfRole(line, role), name: role };
    const ask = { tenant, project, projects: [], choice: {}, sort: 'number', descending: true, limit: 20 } as const;
    const found = await pages.register(ask, { kind: 'everyone', as });
    if (typeof found === 'string') throw new Error(found);
    return String(await registerView(voice({ locale, timeZone: 'UTC', year: '2026' }), ask, found));
  };
  const shown = await seenBy('project-manager');
  expect(shown).toContain('Not everybody hears of what happens here');
  expect(shown).toMatch(/mail address has taken nothing since/);
  expect(await seenBy('project-manager', 'zh-CN')).toContain('部分人员收不到本项目的通知');
  // Where somebody is reached is their own.
  expect(shown).not.toContain(mailOfRole('technical-expert'));
  expect(await seenBy('customer')).not.toContain('Not everybody hears');
  isRefusing = false;
  const database = connect(line.databaseUrl, { connections: 1 });
  onTestFinished(() => database.close());
  await mendAddress(database, mailOfRole('technical-expert'));
  await line.server.send();
  expect(carried).toContain(mailOfRole('technical-expert'));
  expect(await seenBy('project-manager')).not.toContain('Not everybody hears');
});
