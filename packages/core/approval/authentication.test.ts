import { expect, test } from 'vitest';
import { streamBreak } from '../../../test/instruments/chain.ts';
import { approve, inReview } from '../../../test/instruments/scenario.ts';
import { happenings } from '../change/decider.ts';
import type { ChangeEvent } from '../change/event.ts';
import { eventSchema } from '../change/event.ts';
import { fold } from '../change/evolve.ts';
import { chained, origin } from '../ledger/chain.ts';
import type { Json } from '../record/port.ts';
import { LOCALES } from '../text/locale.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import {
  ASSURANCES,
  AUTHENTICATION_WORDS,
  assuranceOf,
  authenticationOf,
  type KnownAuthentication,
} from './authentication.ts';

const KNOWN: readonly KnownAuthentication[] = [...AUTHENTICATION_WORDS, 'account'];

test('4.1: what is known of a vote’s origin is a closed list, each with a level', () => {
  expect(KNOWN.map((one) => [one, assuranceOf(one)])).toEqual([
    ['button', 'session'],
    ['comment', 'account'],
    ['link', 'mailbox'],
    ['attestation', 'vouched'],
    ['account', 'account'],
  ]);
  expect(new Set(KNOWN.map(assuranceOf))).toEqual(new Set(ASSURANCES));
});

test('4.1: a word of the list is read as it is; whatever else the record was once open to is somebody’s account', () => {
  for (const word of AUTHENTICATION_WORDS) expect(authenticationOf(word)).toBe(word);
  expect(['', 'else', 'toString', '__proto__'].map(authenticationOf)).toEqual(Array(4).fill('account'));
});

test.each([
  ['github-comment', 'comment', 'in a comment, under their account', '以本人账号发表评论'],
  ['jira', 'account', 'under their account', '以本人账号'],
])(
  '4.1: an entry from before the list that says %s still verifies and folds, and is shown as %s',
  (former, known, en, zh) => {
    const play = inReview();
    approve(play, 'mei', 'project-manager');
    const old = (event: ChangeEvent): Json =>
      JSON.parse(JSON.stringify(event).replace('"authenticated":"comment"', `"authenticated":"${former}"`));
    const entries = chained(
      { tenant: 't', project: 'p', stream: 's' },
      { version: 0, hash: origin, sequence: 0, projectHash: origin },
      play.happened.map(({ at, event }) => ({ at, actor: 'somebody', event: old(event) })),
    );
    expect(JSON.stringify(entries)).toContain(`"authenticated":"${former}"`);
    for (const { event } of entries) expect(eventSchema.parse(event)).toEqual(event);
    expect(streamBreak(entries)).toBeUndefined();
    const told = happenings(entries);
    const state = fold(told);
    if (!state) throw new Error('nothing was folded');
    expect(state.votes.map((one) => one.authenticated)).toEqual([known]);
    // But for that word, the state is the one that the same vote gives today.
    expect({ ...state, votes: state.votes.map(({ authenticated: _, ...one }) => one) }).toEqual({
      ...play.state(),
      votes: play.state().votes.map(({ authenticated: _, ...one }) => one),
    });
    const [row] = statusView(state, play.situation('mei'), told).seats;
    const said = LOCALES.map((locale) => row?.how && speaker({ locale, timeZone: 'UTC' }, PLAIN)(row.how));
    expect(said).toEqual([en, zh]);
  },
);
