/** Holds every channel to one contract, each against a stand-in that keeps its service's own rules. */
import { channelsOf, configured, ROBOTS } from '@countersign/chat/destinations.ts';
import { fitted } from '@countersign/chat/fit.ts';
import type { Message, Section } from '@countersign/core/notice/channel.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STAND_INS, type StandIn, serviceOf } from '../standins/robots.ts';

const section = (index: number, of: Partial<Section> = {}): Section => ({
  thread: `change/${index}`,
  heading: `[#${index}] approved: Export`,
  lines: [`The board approved #${index}.`],
  asks: ['You can start.'],
  page: `https://countersign.example/changes/${index}`,
  because: '',
  ...of,
});

const message = (index: number, of: Partial<Message> = {}): Message => ({
  id: `notice-${index}`,
  locale: 'en',
  subject: `[#${index}] approved`,
  sections: [section(index)],
  ...of,
});

function opened(standIn: StandIn) {
  const clock = { now: Date.now() };
  const service = serviceOf(standIn, () => clock.now);
  const { destinations, problems } = configured({
    CHANNEL_TEAM_A: standIn.url,
    CHANNEL_TEAM_A_SECRET: standIn.secret,
  });
  expect(problems).toEqual([]);
  const channel = channelsOf(destinations, () => clock.now, service.post).get('team-a');
  if (!channel) throw new Error('no channel');
  return { channel, service, clock, carry: (messages: readonly Message[]) => channel.carry('team-a', messages) };
}

/** Has all of them carried, and gives how many went at a time. */
async function carryAll(carry: ReturnType<typeof opened>['carry'], messages: readonly Message[]): Promise<number[]> {
  const counts: number[] = [];
  for (let done = 0; done < messages.length; ) {
    const carried = await carry(messages.slice(done));
    if (carried.kind !== 'sent') throw new Error(`${carried.kind}: ${carried.reason}`);
    counts.push(carried.count);
    done += carried.count;
  }
  return counts;
}

test('no robot is left out', () => {
  expect(STAND_INS.map(({ name }) => name).sort()).toEqual(
    [...Object.values(ROBOTS).map(({ service }) => service), 'webhook'].sort(),
  );
});

describe.each(STAND_INS)('$name', (standIn) => {
  test('shows what happened, what is asked and where to look', async () => {
    const { carry, service } = opened(standIn);
    expect(await carry([message(7)])).toEqual({ kind: 'sent', count: 1 });
    const [shown] = service.shown;
    for (const part of ['[#7] approved: Export', 'The board approved #7.', 'You can start.'])
      expect(shown?.text).toContain(part);
    expect(shown?.links).toEqual(['https://countersign.example/changes/7']);
  });

  test('carries a crowd in few messages, each of it once and in its order', async () => {
    const { carry, service } = opened(standIn);
    const crowd = Array.from({ length: 100 }, (_, index) => message(index));
    const counts = await carryAll(carry, crowd);
    expect(counts.length).toBeLessThan(20);
    const all = service.shown.map(({ text }) => text).join('\n');
    expect(all.match(/(?<=^\[#)\d+/gm)).toEqual(crowd.map((_, index) => String(index)));
  });

  test('waits as long as the service says, and not less', async () => {
    const { carry, service, clock, channel } = opened(standIn);
    expect(channel.perMinute).toBeLessThan(standIn.perMinute);
    for (let count = 0; count < standIn.perMinute && count < 1000; count += 1) await carry([message(count)]);
    if (standIn.perMinute > 1000) return;
    const before = service.shown.length;
    const answer = await carry([message(0)]);
    expect(answer).toMatchObject({ kind: 'later' });
    if (answer.kind !== 'later') return;
    expect(answer.retryAfterMs).toBeGreaterThanOrEqual(standIn.blockedMs);
    clock.now += Math.max(answer.retryAfterMs ?? 0, 60_000);
    expect(await carry([message(0)])).toEqual({ kind: 'sent', count: 1 });
    expect(service.shown).toHaveLength(before + 1);
  });

  test('is refused once it was revoked, and says why without the address', async () => {
    const { carry, service } = opened(standIn);
    service.state = 'revoked';
    const answer = await carry([message(1)]);
    expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/\S/) });
    expect(JSON.stringify(answer)).not.toMatch(/f00dface|c0ffee|whsec_/);
  });

  test('is tried again while nobody answers', async () => {
    const { carry, service } = opened(standIn);
    service.state = 'away';
    expect(await carry([message(1)])).toMatchObject({ kind: 'later', reason: expect.stringContaining('ECONNREFUSED') });
    service.state = 'open';
    expect(await carry([message(1)])).toEqual({ kind: 'sent', count: 1 });
  });

  test('shows what people wrote as they wrote it: it calls nobody, links nowhere and breaks no line', async () => {
    const hostile = [
      '<!channel> <@U123> &lt;b&gt;',
      '@all <@everyone> @13800000000',
      '**bold** [approve](javascript:alert) <font color="warning">x</font>',
      '"},"at":{"isAtAll":true},{"',
      'one\n→ Approve at once\r\nthree',
      '\u202egnorw\u202c',
    ];
    for (const words of hostile) {
      const { carry, service } = opened(standIn);
      await carry([message(1, { subject: words, sections: [section(1, { heading: words, lines: [words] })] })]);
      const [shown] = service.shown;
      expect(shown?.links).toEqual(['https://countersign.example/changes/1']);
      if (standIn.name === 'webhook') continue;
      // A heading, a line and what is asked; an address of its own line where the service has no links.
      expect(shown?.text.split('\n').filter((line) => !line.startsWith('https://'))).toHaveLength(3);
      expect(shown?.text).not.toContain('\u202e');
      if (!/[\n\u202e]/.test(words)) expect(shown?.text).toContain(words);
    }
  });

  test('property: whatever is written, everything is carried and nothing is too long', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom('字'.repeat(3000), '😀'.repeat(900), '"'.repeat(4000), '', ' '),
    );
    const some = fc.record({
      locale: fc.constantFrom(...LOCALES),
      sections: fc.array(
        fc.record({
          heading: words,
          lines: fc.array(words, { maxLength: 3 }),
          asks: fc.array(words, { maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 12 }), async (all) => {
        const { carry, clock } = opened(standIn);
        const messages = all.map(({ locale, sections }, index) =>
          message(index, { locale, sections: sections.map((one, at) => section(at, one)) }),
        );
        for (let done = 0; done < messages.length; clock.now += 60_000) {
          const carried = await carry(messages.slice(done));
          expect(carried).toMatchObject({ kind: 'sent' });
          if (carried.kind === 'sent') done += carried.count;
        }
      }),
      { numRuns: 15 },
    );
  });
});

test('one that is too long keeps its headings longest, and says how many are left out', () => {
  const long = message(1, {
    sections: Array.from({ length: 40 }, (_, index) => section(index, { lines: ['x'.repeat(500)] })),
  });
  const { count, payload } = fitted(
    [long],
    ([one]) => one as Message,
    (one) => JSON.stringify(one).length < 4000,
  );
  expect(count).toBe(1);
  expect(payload.sections.length).toBeLessThan(40);
  expect(payload.sections.at(-1)?.lines.at(-1)).toBe(`and ${40 - payload.sections.length} more requests`);
});
