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
  ['a sixth code in an hour', 'too-often', [[OFFER], ...Array(6).fill([SEND])]],
  ['a seventh link in an hour', 'too-often', Array(7).fill([OFFER])],
])('4.7: what becomes of %s', (_, refusal, acts) => {
  expect(last(...acts)).toBe(refusal);
});

const step = fc.oneof(
  fc.record({ command: fc.constant<Asked>(OFFER), ms: fc.nat(LINK_MS) }),
  fc.record({ command: fc.constant<Asked>(SEND), ms: fc.nat(CODE_MS) }),
  fc.record({
    command: fc.record<Asked & { type: 'use-code' }>({
      type: fc.constant('use-code'),
      link: fc.constantFrom(LINK, OTHER),
      code: fc.constantFrom(CODE, hash('f')),
      attempt: fc.constantFrom(ATTEMPT, hash('f')),
      content: fc.constantFrom(CONTENT, hash('f')),
      round: fc.constantFrom(1, 2),
      choice: fc.constant('sign'),
    }),
    ms: fc.nat(CODE_MS),
  }),
);

test('4.7: in whatever order it is tried, a code is used once, and only as it was asked for; what fails does not grow the record without end', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let state: SignoffState = SIGNOFF.initial;
      let now = 0;
      let sent = 0;
      let used = 0;
      let kept = 0;
      for (const { command, ms } of steps) {
        now += ms;
        const outcome = conclude(SIGNOFF, state, command, at(now));
        state = outcome.state;
        for (const event of outcome.events) {
          if (event.type === 'offered') kept = 0;
          if (event.type === 'code-sent') sent += 1;
          if (event.type === 'refused') kept += 1;
          if (event.type !== 'code-used') continue;
          used += 1;
          expect(command).toMatchObject({ ...USE });
        }
        expect(used).toBeLessThanOrEqual(sent);
        expect(kept).toBeLessThanOrEqual(50);
      }
    }),
  );
});
