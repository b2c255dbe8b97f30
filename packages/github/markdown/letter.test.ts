/** Shows that whatever several people ask in whatever time, every answer is in exactly one comment, in order, and few comments are made. */
import type { Person } from '@countersign/core/content/person.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMMENT_LIMIT } from './budget.ts';
import { markdownSpeaker } from './edge.ts';
import { AGAIN_MS, holds, type Letter, letterBody, type Standing, TOGETHER_MS, withAnswer } from './letter.ts';
import { type Piece, replyMarker } from './reply.ts';

const SAY = markdownSpeaker({ locale: 'en', timeZone: 'UTC' });
const PEOPLE: readonly Person[] = ['mei', 'dara', 'arch', 'carla'].map((name) => ({ id: `github:${name}`, name }));

interface Asked {
  readonly by: number;
  readonly wait: number;
  readonly pieces: readonly ('wrong' | 'help' | 'explain' | 'long')[];
  /** How long until what is to be said is written. */
  readonly delay: number;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  by: fc.nat(PEOPLE.length - 1),
  wait: fc.oneof(fc.constant(0), fc.nat(5000), fc.nat(90_000), fc.nat(900_000)),
  pieces: fc.array(fc.constantFrom('wrong', 'wrong', 'help', 'help', 'explain', 'long'), {
    minLength: 1,
    maxLength: 4,
  }),
  delay: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(200_000)),
});

interface Played {
  readonly letters: readonly Letter[];
  readonly first: ReadonlyMap<string, number>;
  readonly texts: readonly { readonly by: Person; readonly text: string; readonly cause: string }[];
  readonly asks: readonly {
    readonly question: string;
    readonly by: Person;
    readonly cause: string;
    readonly at: number;
  }[];
}

/** The whole history; letters that would be forgotten by the record are kept here to be looked at. */
function play(history: readonly Asked[]): Played {
  let letters: readonly Letter[] = [];
  const first = new Map<string, number>();
  const texts: Played['texts'][number][] = [];
  const asks: Played['asks'][number][] = [];
  let now = 0;
  let due: { readonly at: number }[] = [];
  const write = (until: number) => {
    for (const { at } of due.filter((one) => one.at <= until))
      for (const { key } of letters) if (!first.has(key)) first.set(key, at);
    due = due.filter((one) => one.at > until);
  };
  for (const [index, { by, wait, pieces, delay }] of history.entries()) {
    now += wait;
    write(now);
    const to = PEOPLE[by] ?? { id: 'x', name: 'x' };
    const cause = `comment:${index}`;
    const said = pieces.map((kind, at): Piece => {
      const question = kind === 'help' || kind === 'explain' ? kind : undefined;
      const text = `answer ${index}.${at}.${kind === 'long' ? 'x'.repeat(14_000) : ''}`;
      if (question) asks.push({ question, by: to, cause, at: now });
      else texts.push({ by: to, text, cause });
      return { text, ...(question ? { repeats: question } : {}) };
    });
    const before = letters;
    const standing = ({ key }: Letter): Standing => first.get(key) ?? null;
    letters = withAnswer(letters, { cause, to, pieces: said }, { standing, now, say: SAY });
    for (const [at, letter] of before.entries()) {
      // Nothing that was said is taken back or moved; only what is asked again is brought up to date.
      const kept = letters[at]?.parts.slice(0, letter.parts.length).map((part) => (part.repeats ? '' : part.text));
      expect(kept).toEqual(letter.parts.map((part) => (part.repeats ? '' : part.text)));
    }
    due.push({ at: now + delay });
  }
  write(Number.POSITIVE_INFINITY);
  return { letters, first, texts, asks };
}

const histories = fc.array(asked, { minLength: 1, maxLength: 60 });
const RUNS = { numRuns: 300 };

test('every answer is in exactly one comment, in the order in which its person asked, and every comment fits', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { letters, texts } = play(history);
      const bodies = letters.map(letterBody);
      for (const body of bodies) expect(body.length).toBeLessThanOrEqual(COMMENT_LIMIT);
      for (const person of PEOPLE) {
        const own = texts.filter((one) => one.by.id === person.id).map((one) => one.text);
        const told = letters
          .filter((one) => one.to === person.id)
          .flatMap((one) => one.parts.filter((part) => !part.repeats).map((part) => part.text));
        expect(told).toEqual(own);
      }
      for (const { text, cause } of texts) {
        const holding = bodies.filter((body) => body.includes(`${text}\n`) || body.endsWith(text));
        expect(holding).toHaveLength(1);
        expect(holding[0]).toContain(replyMarker(cause));
      }
    }),
    RUNS,
  );
});

test('a person gets one new comment a minute, and another only where the first is full', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { letters, first } = play(history);
      for (const person of PEOPLE) {
        const own = letters.filter((one) => one.to === person.id);
        for (const [index, letter] of own.entries()) {
          const next = own[index + 1];
          if (!next) continue;
          const apart = (first.get(next.key) ?? 0) - (first.get(letter.key) ?? 0);
          const joined = { ...letter, parts: [...letter.parts, ...next.parts] };
          expect(apart >= TOGETHER_MS || letterBody(joined).length > COMMENT_LIMIT).toBe(true);
        }
      }
    }),
    RUNS,
  );
});

test('what is asked again within ten minutes is answered in place: everybody who asked is named and marked, and the newest answer stands', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { letters, first, asks } = play(history);
      for (const { cause, question, by } of asks) {
        const holding = letters.filter(
          (one) => holds(one, cause) && one.parts.some((part) => part.repeats === question),
        );
        expect(holding.length).toBeGreaterThan(0);
        const parts = holding.flatMap((one) =>
          one.parts.filter((part) => part.repeats === question && part.causes.includes(cause)),
        );
        expect(parts.length).toBeGreaterThan(0);
        for (const part of parts) {
          expect(part.by?.map((one) => one.id)).toContain(by.id);
          if (part.causes.length > 1) expect(part.again).toContain(`Asked ${part.causes.length} times by`);
          const last = part.causes.at(-1)?.split(':')[1];
          expect(part.text).toMatch(new RegExp(`^answer ${last}\\.`));
        }
      }
      for (const question of ['help', 'explain']) {
        const answering = letters.filter((one) => one.parts.some((part) => part.repeats === question));
        for (const [index, letter] of answering.entries()) {
          const cause = answering[index + 1]?.parts.find((part) => part.repeats === question)?.causes[0];
          const again = asks.find((one) => one.cause === cause);
          const full = letterBody(letter).length + 20_000 > COMMENT_LIMIT;
          if (again && !full) expect(again.at - (first.get(letter.key) ?? 0)).toBeGreaterThanOrEqual(AGAIN_MS);
        }
      }
    }),
    RUNS,
  );
});

test('a comment that the tracker refused gets nothing more', () => {
  const [mei] = PEOPLE;
  if (!mei) throw new Error('nobody');
  const answered = (cause: string) => ({ cause, to: mei, pieces: [{ text: cause }] });
  const at = (standing: Standing) => ({ standing: () => standing, now: 0, say: SAY });
  const refused = withAnswer([], answered('a'), at(null));
  expect(withAnswer(refused, answered('b'), at('refused'))).toHaveLength(2);
  expect(withAnswer(refused, answered('b'), at(null))).toHaveLength(1);
});

test('a great many who asked are counted, ten of them by name, and nobody is called', () => {
  let letters: readonly Letter[] = [];
  for (let index = 0; index < 2500; index += 1) {
    const to = { id: `github:${index}`, name: `person${index}` };
    letters = withAnswer(
      letters,
      { cause: `c${index}`, to, pieces: [{ text: 'Help.', repeats: 'help' }] },
      { standing: () => null, now: 0, say: SAY },
    );
  }
  const bodies = letters.map(letterBody);
  expect(bodies.every((body) => body.length <= COMMENT_LIMIT)).toBe(true);
  expect(bodies.join('')).not.toContain('@');
  expect(bodies[0]).toMatch(/Asked [\d,]+ times by (person\d+, ){9}person\d+ and [\d,]+ other people\./);
  expect(letters.length).toBeLessThan(4);
});

test('what one person did comes together for ten minutes, apart from what they are answered; a call is a comment of its own', () => {
  const [mei, dara] = PEOPLE as readonly [Person, Person];
  const first = new Map<string, number>();
  let letters: readonly Letter[] = [];
  const add = (cause: string, to: Person, now: number, of?: 'acts' | 'call') => {
    const standing = ({ key }: Letter): Standing => first.get(key) ?? null;
    const pieces = [{ text: cause }];
    letters = withAnswer(letters, { cause, to, ...(of ? { of } : {}), pieces }, { standing, now, say: SAY });
    for (const { key } of letters) if (!first.has(key)) first.set(key, now);
  };
  add('act 1', mei, 0, 'acts');
  add('act of another', dara, 1000, 'acts');
  add('answer', mei, 2000);
  add('call', mei, 3000, 'call');
  add('act 2', mei, AGAIN_MS - 1, 'acts');
  add('second call', mei, AGAIN_MS - 1, 'call');
  add('act 3', mei, AGAIN_MS, 'acts');
  expect(letters.map(({ parts }) => parts.map(({ text }) => text))).toEqual([
    ['act 1', 'act 2'],
    ['act of another'],
    ['answer'],
    ['call'],
    ['second call'],
    ['act 3'],
  ]);
});
