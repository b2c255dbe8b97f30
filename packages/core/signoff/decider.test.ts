/** A link and its code: for one act on one revision, once, in one browser (`rules.md 4.7`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conclude } from '../record/decider.ts';
import { CODE_MS, LINK_MS, SIGNOFF, type Signoff, type SignoffState } from './decider.ts';

const BEGAN = Date.parse('2026-11-02T09:00:00.000Z');
const at = (ms: number) => ({ now: new Date(BEGAN + ms).toISOString(), actor: { id: 'contact:1' } });
const hash = (letter: string) => letter.repeat(64);
const [LINK, OTHER, CONTENT, CODE, ATTEMPT] = ['a', 'b', 'c', 'd', 'e'].map(hash) as [
  string,
  string,
  string,
  string,
  string,
];

const OFFER = { type: 'offer', link: LINK, act: 'vote', content: CONTENT, round: 1 } as const;
const SEND = {
  type: 'send-code',
  link: LINK,
  code: CODE,
  attempt: ATTEMPT,
  version: 7,
  content: CONTENT,
  round: 1,
} as const;
const USE = {
  type: 'use-code',
  link: LINK,
  code: CODE,
  attempt: ATTEMPT,
  content: CONTENT,
  round: 1,
  choice: 'sign',
} as const;
const RENEW = { ...OFFER, link: OTHER, renews: true } as const;
const SIGNED = { type: 'note-signed', link: LINK, choice: 'sign' } as const;

type Asked = Signoff['command'];

/** @returns the refusal of the last */
function last(...acts: readonly (readonly [Asked, number?])[]): string | undefined {
  let state: SignoffState = SIGNOFF.initial;
  let refusal: string | undefined;
  for (const [command, ms = 0] of acts) {
    const outcome = conclude(SIGNOFF, state, command, at(ms));
    ({ state, refusal } = { state: outcome.state, refusal: outcome.refusal });
  }
  return refusal;
}

test.each<[string, string | undefined, readonly (readonly [Asked, number?])[]]>([
  ['what was asked for', undefined, [[OFFER], [SEND], [USE]]],
  ['a link that never was', 'link-over', [[SEND]]],
  ['another link', 'link-over', [[OFFER], [{ ...SEND, link: OTHER }]]],
  ['one that a newer followed', 'link-over', [[OFFER], [SEND], [{ ...OFFER, link: OTHER }], [USE]]],
  ['one whose time is up', 'link-over', [[OFFER], [SEND, LINK_MS - 1], [USE, LINK_MS]]],
  ['what was signed', 'link-over', [[OFFER], [SEND], [USE], [SIGNED], [USE]]],
  ['another revision', 'changed', [[OFFER], [SEND], [{ ...USE, content: hash('f') }]]],
  ['another round', 'changed', [[OFFER], [SEND], [{ ...USE, round: 2 }]]],
  ['a link without a code', 'no-code', [[OFFER], [USE]]],
  ['the code of a former link', 'no-code', [[OFFER], [SEND], [{ ...OFFER, link: OTHER }], [{ ...USE, link: OTHER }]]],
  ['a code whose time is up', 'code-over', [[OFFER], [SEND], [USE, CODE_MS]]],
  ['a code that was used', 'code-over', [[OFFER], [SEND], [USE], [USE]]],
  ['another browser', 'other-attempt', [[OFFER], [SEND], [{ ...USE, attempt: hash('f') }]]],
  ['a wrong code', 'wrong-code', [[OFFER], [SEND], [{ ...USE, code: hash('f') }]]],
  ['the code before the last', 'wrong-code', [[OFFER], [SEND], [{ ...SEND, code: hash('f') }], [USE]]],
  [
    'a code after five wrong ones',
    'code-over',
    [[OFFER], [SEND], ...Array(5).fill([{ ...USE, code: hash('f') }]), [USE]],
  ],
  [
    'a guess after so many attempts that no more are written down',
    'code-over',
    [[OFFER], ...Array(60).fill([USE]), [SEND], ...Array(5).fill([{ ...USE, code: hash('f') }]), [USE]],
  ],
  ['a sixth code in an hour', 'too-often', [[OFFER], ...Array(6).fill([SEND])]],
  ['a seventh link in an hour', 'too-often', Array(7).fill([OFFER])],
  ['a link that is asked for while a code is good', 'too-often', [[OFFER], [SEND], [RENEW]]],
  ['one that is asked for when the code is over', undefined, [[OFFER], [SEND], [RENEW, CODE_MS]]],
  ['a second one that is asked for within an hour', 'too-often', [[OFFER], [RENEW], [RENEW]]],
  ['what is offered after many asked for one', undefined, [[OFFER], ...Array(60).fill([RENEW]), [OFFER]]],
])('4.7: what becomes of %s', (_, refusal, acts) => {
  expect(last(...acts)).toBe(refusal);
});

const SOON = fc.nat(CODE_MS / 8);
/** As it was asked for but for one thing. */
const nearly = fc.constantFrom<Asked>(
  ...[{ link: OTHER }, { code: hash('f') }, { attempt: hash('f') }, { content: hash('f') }, { round: 2 }].map(
    (wrong) => ({
      ...USE,
      ...wrong,
    }),
  ),
);
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ command: fc.constant<Asked>(OFFER), ms: fc.oneof(SOON, fc.nat(LINK_MS)) }) },
  { weight: 3, arbitrary: fc.record({ command: fc.constant<Asked>(SEND), ms: SOON }) },
  { weight: 4, arbitrary: fc.record({ command: fc.constant<Asked>(USE), ms: fc.oneof(SOON, fc.nat(CODE_MS)) }) },
  { weight: 4, arbitrary: fc.record({ command: nearly, ms: SOON }) },
);

/** Whoever tries, tries often. */
const tries = fc
  .tuple(step, fc.constantFrom(1, 1, 1, 60))
  .map(([one, times]) => Array.from({ length: times }, (_, at) => ({ ...one, ms: at === 0 ? one.ms : 0 })));

test('4.7: in whatever order it is tried, a code is used once, and only as it was asked for; what fails does not grow the record without end', () => {
  fc.assert(
    fc.property(fc.array(tries, { maxLength: 100 }), (all) => {
      let state: SignoffState = SIGNOFF.initial;
      let now = 0;
      let sent = 0;
      let used = 0;
      let kept = 0;
      let guessed = 0;
      for (const { command, ms } of all.flat()) {
        now += ms;
        const outcome = conclude(SIGNOFF, state, command, at(now));
        state = outcome.state;
        for (const event of outcome.events) {
          if (event.type === 'offered') kept = 0;
          if (event.type === 'code-sent') [sent, guessed] = [sent + 1, 0];
          if (event.type === 'refused') kept += 1;
          if (event.type !== 'code-used') continue;
          used += 1;
          expect(guessed).toBeLessThan(5);
          expect(command).toMatchObject({ ...USE });
        }
        if (outcome.refusal === 'wrong-code') guessed += 1;
        expect(guessed).toBeLessThanOrEqual(5);
        expect(used).toBeLessThanOrEqual(sent);
        // Fifty of all sorts, and the wrong ones that end each of a day's codes.
        expect(kept).toBeLessThanOrEqual(50 + 5 * sent);
      }
    }),
  );
});
