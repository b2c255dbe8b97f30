import { expect, test } from 'vitest';
import { approve, inReview, kinds } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { openProposals } from './proposal.ts';

const propose = (text: string, from = 'acme/shop#7') =>
  ({ type: 'propose', from, address: `https://${from}`, text }) as const;

test('5.6: an edit of a mirror changes nothing of the request: no text, no vote, no gate', () => {
  const play = inReview();
  approve(play, 'mei');
  const before = play.state();
  play.when('stranger', propose('Export as CSV, too'));
  const { content, votes, stage, authors } = play.state();
  expect({ content, votes, stage, authors }).toEqual({
    content: before.content,
    votes: before.votes,
    stage: before.stage,
    authors: before.authors,
  });
  approve(play, 'arch');
  approve(play, 'carla');
  expect(play.state().stage).toBe('approved');
  const gate = () => changeGate(play.state(), 'merge', play.situation('x'));
  const answer = gate();
  play.when('stranger', propose('Never mind'));
  expect(gate()).toEqual(answer);
  expect(play.state().stage).toBe('approved');
});

test('5.6: a newer edit of the same mirror replaces what it proposed before, the same again is nothing, another mirror stands beside it', () => {
  const play = inReview();
  play.when('a', propose('One'));
  expect(kinds(play.when('a', propose('One')).events)).toEqual([]);
  play.when('a', propose('Two'));
  play.when('b', propose('Three', 'acme/api#1'));
  expect(openProposals(play.state()).map((one) => [one.id, one.text])).toEqual([
    ['P2', 'Two'],
    ['P3', 'Three'],
  ]);
  expect(play.state().proposals[0]?.settled?.outcome).toBe('replaced');
});

test('5.6: a mirror that is moved proposes nothing anew: what waits is not asked twice, and what was settled only where somebody else says it', () => {
  const play = inReview();
  play.when('a', propose('One'));
  expect(kinds(play.when('b', propose('One', 'acme/api#1')).events)).toEqual([]);
  play.when('mei', { type: 'turn-down', proposal: 'P1', reason: 'Another release' });
  expect(kinds(play.when('a', propose('One', 'acme/api#1')).events)).toEqual([]);
  expect(kinds(play.when('b', propose('One', 'acme/api#1')).events)).toEqual(['proposed']);
  expect(kinds(play.when('a', propose('Two', 'acme/web#1')).events)).toEqual(['proposed']);
});

test('5.6: an edit of a mirror that moved takes the place of what it proposed from where it was, and of nothing that another said there', () => {
  const play = inReview();
  const moved = (text: string, from: string, ...mirrors: readonly string[]) => ({ ...propose(text, from), mirrors });
  const open = () => openProposals(play.state()).map((one) => one.text);
  play.when('a', moved('One', 'acme/shop#7', 'I_1'));
  play.when('a', moved('One', 'acme/api#1', 'I_2', 'I_1'));
  expect(open()).toEqual(['One']);
  play.when('a', moved('Two', 'acme/api#1', 'I_2', 'I_1'));
  expect(open()).toEqual(['Two']);
  // Its old name is another's by now.
  play.when('a', moved('Three', 'acme/shop#7', 'I_3'));
  expect(open()).toEqual(['Two', 'Three']);
  play.when('mei', { type: 'turn-down', proposal: 'P2', reason: 'Another release' });
  expect(kinds(play.when('b', moved('Two', 'acme/web#4', 'I_4', 'I_2', 'I_1')).events)).toEqual([]);
  play.when('b', moved('Four', 'acme/web#4', 'I_4', 'I_2', 'I_1'));
  expect(open()).toEqual(['Three', 'Four']);
  // What is told without ids, or was recorded so, is known by its name.
  play.when('b', propose('Five', 'acme/web#4'));
  expect(open()).toEqual(['Three', 'Five']);
  play.when('b', moved('Six', 'acme/web#4', 'I_4'));
  expect(open()).toEqual(['Three', 'Six']);
});

test('5.6: whoever answers for the request takes a proposal over or turns it down with a reason, once', () => {
  const play = inReview();
  play.when('a', propose('One'));
  expect(play.refused('stranger', { type: 'take-over', proposal: 'P1', reason: '' })).toBe('needs-role');
  expect(play.refused('mei', { type: 'turn-down', proposal: 'P1', reason: '' })).toBe('reason-needed');
  play.when('mei', { type: 'turn-down', proposal: 'p1', reason: 'Another release' });
  expect(openProposals(play.state())).toEqual([]);
  expect(play.refused('mei', { type: 'take-over', proposal: 'P1', reason: '' })).toBe('no-such-proposal');
  // What was turned down is not proposed again by an edit of something else.
  expect(kinds(play.when('a', propose('One')).events)).toEqual([]);
});

test('5.6: nothing is proposed to a request that is over', () => {
  const play = inReview();
  play.when('carla', { type: 'withdraw', reason: 'no longer needed' });
  expect(play.refused('a', propose('One'))).toBe('already-final');
});
