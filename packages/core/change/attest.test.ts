/** Holds what a customer signed outside to two of the provider's people, each independent, and to the content that they had before them (`rules.md 4.7`). */
import { expect, test } from 'vitest';
import {
  approve,
  authority,
  inReview,
  kinds,
  person,
  type Scenario,
  SOMEONE,
} from '../../../test/instruments/scenario.ts';
import { assuranceOf } from '../approval/authentication.ts';
import { tally } from '../approval/tally.ts';
import { changeGate } from '../gate/change.ts';
import { LOCALES } from '../text/locale.ts';
import { eventLine } from '../view/event.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import type { Command } from './command.ts';
import { ballotOf } from './decision.ts';

const ROLES = { ...SOMEONE, 'change-manager': ['cm', 'mei'], implementer: ['dev'], owner: ['own'] };
const SIGNED: Extract<Command, { type: 'attest' }> = {
  type: 'attest',
  signer: 'carla',
  verdict: 'approve',
  on: '2026-11-01',
  evidence: 'the printed order, scan in the folder',
};
const SECOND: Command = { type: 'second' };

/** Carla has an account here, and signs on paper all the same. */
const board = (): Scenario => inReview({ roles: ROLES });

const customerSeat = (play: Scenario) => {
  const { authority: known, items } = play.situation('x');
  return tally(ballotOf(play.state()), known, items).seats.find(({ seat }) => seat === 'customer');
};

test('4.7: a signature counts once a second person has confirmed it, with the assurance of two people’s word', () => {
  const play = board();
  expect(kinds(play.when('own', SIGNED).events)).toEqual(['act-proposed']);
  expect(customerSeat(play)?.filledBy).toBeUndefined();
  expect(kinds(play.when('cm', SECOND).events)).toContain('voted');
  const vote = customerSeat(play)?.filledBy;
  expect(vote).toMatchObject({
    voter: person('carla'),
    authenticated: 'attestation',
    attested: { by: person('own'), witness: person('cm'), on: '2026-11-01', evidence: SIGNED.evidence },
  });
  expect(vote && assuranceOf(vote.authenticated)).toBe('vouched');
  approve(play, 'mei');
  approve(play, 'arch');
  expect(play.state().stage).toBe('approved');
});

test.each(LOCALES)('4.7: wherever it is shown, the two stand beside it (%s)', (locale) => {
  const play = board();
  play.when('own', SIGNED);
  play.when('cm', SECOND);
  const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  const told = play.happened.filter(({ event }) => event.type === 'voted').at(-1);
  const row = statusView(play.state(), play.situation('x'), play.happened).seats.find(
    ({ seat }) => seat === 'customer',
  );
  for (const text of [row?.how && say(row.how), told && say(eventLine({ ...told, before: undefined } as never))])
    for (const name of ['own', 'cm']) expect(text).toContain(name);
  expect(row?.how && say(row.how)).toContain('scan in the folder');
});

test.each([
  ['the one who brought it', 'own', 'second-yourself'],
  ['a customer', 'carla', 'needs-role'],
  ['somebody of the provider without a seat', 'dev', 'needs-role'],
  ['a stranger', 'stranger', 'needs-role'],
])('4.7: it is not confirmed by %s', (_, name, code) => {
  const play = board();
  play.when('own', SIGNED);
  expect(play.refused(name, SECOND)).toBe(code);
  expect(customerSeat(play)?.filledBy).toBeUndefined();
});

test('4.7: nobody of the customer’s and no stranger brings it', () => {
  expect(board().refused('carla', SIGNED)).toBe('witness-other-side');
  expect(board().refused('stranger', SIGNED)).toBe('needs-role');
  const both = inReview({ roles: { ...ROLES, customer: ['carla', 'own'] } });
  expect(both.refused('own', SIGNED)).toBe('witness-other-side');
});

test('4.4, 4.7: whoever made the request what it is neither brings nor confirms a signature, by whatever account', () => {
  const options = { roles: ROLES, aliases: [['carla', 'second-account']] };
  const play = inReview(options);
  // Carla filed it; her other account is the provider's.
  const roles = { ...ROLES, 'change-manager': ['cm', 'mei', 'second-account'], customer: ['li'] };
  play.world.authority = authority(roles, options);
  const signed = { ...SIGNED, signer: 'li' };
  expect(play.refused('second-account', signed)).toBe('witness-maker');
  play.when('own', signed);
  expect(play.refused('second-account', SECOND)).toBe('witness-maker');
  play.when('cm', SECOND);
  expect(customerSeat(play)?.filledBy?.voter).toEqual(person('li'));
  // That two were one is known only since.
  play.world.authority = authority(roles, { aliases: [['own', 'cm']] });
  expect(customerSeat(play)?.filledBy).toBeUndefined();
});

test('4.7: two accounts of one person are no two people', () => {
  const options = { roles: { ...ROLES, 'change-manager': ['cm', 'mei', 'boss'] }, aliases: [['own', 'boss']] };
  const play = inReview(options);
  play.when('own', SIGNED);
  expect(play.refused('boss', SECOND)).toBe('second-yourself');
});

test('4.7: it is of somebody whom the policy names for the customer, and of a day that has come', () => {
  expect(board().refused('own', { ...SIGNED, signer: 'nobody of theirs' })).toBe('no-such-signer');
  expect(board().refused('own', { ...SIGNED, signer: 'mei' })).toBe('no-such-signer');
  expect(board().refused('own', { ...SIGNED, on: '2026-11-03' })).toBe('signed-ahead');
});

test('4.3: an edit ends what waits for its second, and what was confirmed', () => {
  const play = board();
  play.when('own', SIGNED);
  const { request } = play.state().content;
  play.when('carla', { type: 'write', request: { ...request, title: 'Export invoices as PDF and print them' } });
  expect(play.refused('cm', SECOND)).toBe('nothing-to-second');
  play.when('own', SIGNED);
  play.when('cm', SECOND);
  expect(customerSeat(play)?.filledBy).toBeDefined();
  play.when('carla', { type: 'write', request: { ...request, title: 'Another title' } });
  expect(customerSeat(play)?.filledBy).toBeUndefined();
  expect(board().refused('own', { ...SIGNED, saw: 'another' })).toBe('edited-meanwhile');
});

test('4.7: a no that was signed outside stands against it, with where it can be seen as its reason', () => {
  const play = board();
  play.when('own', { ...SIGNED, verdict: 'reject' });
  play.when('cm', SECOND);
  for (const name of ['mei', 'arch']) approve(play, name);
  expect(play.state().stage).toBe('in-review');
  expect(play.state().votes[0]).toMatchObject({ verdict: 'reject', reason: SIGNED.evidence });
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
});

test('T16: the result is accepted in the same way', () => {
  const play = board();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.refused('own', SIGNED)).toBe('not-in-this-stage');
  play.when('mei', { type: 'start' });
  play.when('dev', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  expect(play.refused('own', { ...SIGNED, verdict: 'reject' })).toBe('not-in-this-stage');
  play.when('own', SIGNED);
  expect(play.state().accepted).toBeUndefined();
  play.when('cm', SECOND);
  expect(play.state().accepted?.by).toEqual(person('carla'));
  expect(play.happened.at(-1)?.event).toMatchObject({ type: 'accepted', authenticated: 'attestation' });
});

test('4.7: whom no link reaches signs outside alone, and their later word takes the place of the earlier one', () => {
  const { customer: _, ...others } = ROLES;
  const play = inReview({ roles: { ...others, customer: ['carla'] } });
  const { roles } = play.world.authority;
  const contact = { role: 'customer', name: 'Li Na', why: 'inside' } as const;
  play.world.authority = {
    ...play.world.authority,
    contacts: [contact],
    roles: { ...roles, customer: { people: [], unreadable: [] } },
  };
  const say = (verdict: 'approve' | 'reject') => {
    play.when('own', { ...SIGNED, signer: 'li na', verdict });
    play.when('cm', SECOND);
  };
  say('reject');
  say('approve');
  expect(customerSeat(play)?.filledBy?.voter.name).toBe('Li Na');
  for (const name of ['mei', 'arch']) approve(play, name);
  expect(play.state().stage).toBe('approved');
  // Nobody says any more that an address is theirs.
  play.world.authority = { ...play.world.authority, contacts: [] };
  expect(customerSeat(play)?.filledBy).toBeUndefined();
});

test('4.7: a contact whose address somebody has to confirm first signs nothing outside either', () => {
  const play = board();
  const { roles } = play.world.authority;
  for (const why of ['unconfirmed', 'provider', 'unfit'] as const) {
    play.world.authority = {
      ...play.world.authority,
      contacts: [{ role: 'customer', name: 'Li Na', id: 'contact:1', why }],
      roles,
    };
    expect(play.refused('own', { ...SIGNED, signer: 'Li Na' })).toBe('no-such-signer');
    expect(play.refused('own', { ...SIGNED, signer: 'contact:1' })).toBe('no-such-signer');
  }
});

const NO: Command = { type: 'vote', verdict: 'reject', reason: 'that was another order', authenticated: 'comment' };

test('4.1, 4.7: whoever has spoken for themselves is spoken for by nobody: their no, their abstention and a vote that they took back stand', () => {
  const own: readonly Command[] = [NO, { type: 'vote', verdict: 'abstain', authenticated: 'comment' }];
  for (const word of own) {
    const play = board();
    play.when('carla', word);
    expect(play.refused('own', SIGNED)).toBe('signed-themselves');
  }
  const taken = board();
  taken.when('own', SIGNED);
  taken.when('cm', SECOND);
  taken.when('carla', { type: 'retract' });
  expect(taken.refused('own', SIGNED)).toBe('signed-themselves');
  // Their yes is theirs as well, and is neither taken for a no nor made less of.
  const yes = board();
  approve(yes, 'carla');
  expect(yes.refused('own', { ...SIGNED, verdict: 'reject' })).toBe('signed-themselves');
  yes.when('own', SIGNED);
  yes.when('cm', SECOND);
  expect(customerSeat(yes)?.filledBy).toMatchObject({ authenticated: 'comment' });
});

test('4.1, 4.7: they may say so while it waits for its second, and under another of their names', () => {
  const play = board();
  play.when('own', SIGNED);
  play.when('carla', NO);
  expect(play.refused('cm', SECOND)).toBe('signed-themselves');
  const options = { roles: { ...ROLES, customer: ['carla', 'li'] }, aliases: [['carla', 'li']] };
  const other = inReview(options);
  other.when('carla', NO);
  expect(other.refused('own', { ...SIGNED, signer: 'li' })).toBe('signed-themselves');
});

test('4.7: what was signed before the work failed accepts no later result, and what was signed of the order accepts none', () => {
  const play = board();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('mei', { type: 'start' });
  play.when('dev', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  play.when('own', SIGNED);
  play.when('arch', { type: 'verify', passed: false, reason: 'the total is wrong' });
  play.when('mei', { type: 'done' });
  expect(play.refused('cm', SECOND)).toBe('nothing-to-second');
  const voided = board();
  for (const name of ['mei', 'arch', 'carla']) approve(voided, name);
  voided.when('mei', { type: 'start' });
  voided.world.authority = authority({ ...ROLES, customer: ['li'] });
  voided.when('own', { type: 'reconsider' } as Command);
  voided.when('own', { ...SIGNED, signer: 'li' });
  voided.when('dev', { type: 'done', step: '1' });
  voided.when('mei', { type: 'done' });
  voided.when('cm', SECOND);
  expect(voided.state().accepted).toBeUndefined();
});

test('4.7: who has signed and who brings it are asked again when it is confirmed: for a result as for a vote', () => {
  const verifying = (): Scenario => {
    const play = board();
    for (const name of ['mei', 'arch', 'carla']) approve(play, name);
    play.when('mei', { type: 'start' });
    play.when('dev', { type: 'done', step: '1' });
    play.when('mei', { type: 'done' });
    play.when('own', SIGNED);
    return play;
  };
  const gone = verifying();
  gone.world.authority = authority({ ...ROLES, customer: ['li'] });
  expect(gone.refused('cm', SECOND)).toBe('no-such-signer');
  const maker = verifying();
  maker.world.authority = authority(ROLES, { aliases: [['carla', 'own']] });
  expect(maker.refused('cm', SECOND)).toBe('witness-gone');
  const left = verifying();
  left.world.authority = authority({ ...ROLES, owner: [] });
  expect(left.refused('cm', SECOND)).toBe('witness-gone');
});

test('4.7: who was signed for without an account is asked for by name: another in their place is another', () => {
  const play = board();
  const { roles } = play.world.authority;
  const named = (name: string) => {
    const contacts = [{ role: 'customer', name, why: 'inside' } as const];
    play.world.authority = {
      ...play.world.authority,
      contacts,
      roles: { ...roles, customer: { people: [], unreadable: [] } },
    };
  };
  named('Li Na');
  play.when('own', { ...SIGNED, signer: 'Li Na' });
  play.when('cm', SECOND);
  expect(customerSeat(play)?.filledBy?.voter.name).toBe('Li Na');
  named('Wang Wei');
  expect(customerSeat(play)?.filledBy).toBeUndefined();
});

test('4.4, 4.7: nobody attests while they may be whoever made it, or whoever a program wrote it for', () => {
  const signed = { ...SIGNED, signer: 'li' };
  const open = inReview({ roles: { ...ROLES, customer: ['carla', 'li'] } });
  open.world.authority = { ...open.world.authority, open: [{ ids: ['github:carla'], unknown: ['gone'] }] };
  expect(open.refused('own', signed)).toBe('role-unreadable');
  const program = board();
  const { request } = program.state().content;
  program.when('bot', {
    type: 'write',
    request: { ...request, title: 'Export invoices as PDF, too' },
    program: true,
  } as Command);
  expect(program.refused('own', SIGNED)).toBe('barred-unknown');
  const later = board();
  later.when('own', SIGNED);
  later.when('cm', SECOND);
  later.world.authority = { ...later.world.authority, programs: ['github:own'] };
  expect(customerSeat(later)?.filledBy).toBeUndefined();
});

test('4.7: a contact whom no mail reaches is nobody of the provider’s under another of their names', () => {
  const play = board();
  const contacts = [
    {
      role: 'customer',
      name: 'Li Na',
      id: 'contact:1',
      why: 'unsent',
      confirmed: { how: 'ceremony', by: [], at: '2026-11-01T00:00:00Z' },
    } as const,
  ];
  play.world.authority = { ...play.world.authority, contacts, aliases: [['contact:1', 'github:dev']] };
  expect(play.refused('own', { ...SIGNED, signer: 'Li Na' })).toBe('no-such-signer');
});

test('3.4, 4.7: what waits for the board is put aside by nobody who has no say there', () => {
  const play = board();
  play.when('chair', { type: 'cancel', reason: 'the customer goes another way' } as Command);
  const waits = play.state().pendingAct;
  expect(play.refused('own', SIGNED)).toBe('act-waits');
  expect(play.state().pendingAct).toEqual(waits);
  play.when('mei', SIGNED);
  expect(play.state().pendingAct?.act.act).toBe('attest');
});
