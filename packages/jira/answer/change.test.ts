/** What one viewer is shown of a change request, and what they can do. */

import { LOCALES } from '@countersign/core/text/locale.ts';
import { expect, test } from 'vitest';
import { lightStory } from '../../../test/tools/preview/lightstory.ts';
import {
  CHAPTERS,
  type Chapter,
  type PersonName,
  personNamed,
  type Story,
  story,
} from '../../../test/tools/preview/story.ts';
import type { ChangeData, Said } from '../port/data.ts';
import { wording } from '../port/words.ts';
import { changeData } from './change.ts';

const text = (said: Said | undefined) => (said ?? []).map((one) => one.text).join('');

function shown(told: Story, name: PersonName): ChangeData {
  const seen = told.seen.get(personNamed(name).id);
  return changeData({
    state: told.state(),
    situation: told.situation(name),
    entries: told.entries,
    locale: 'en',
    ...(seen === undefined ? {} : { seen }),
  });
}

const at = (chapter: Chapter, name: PersonName) => shown(story(chapter, 'en'), name);
const offered = (data: ChangeData) => data.offers.filter((one) => !one.why).map((one) => one.type);

test('every chapter of a request can be shown to everybody in both languages', () => {
  for (const locale of LOCALES)
    for (const chapter of CHAPTERS)
      for (const name of ['mei', 'ken', 'carla'] as const) {
        const told = story(chapter, locale);
        const data = changeData({
          state: told.state(),
          situation: told.situation(name),
          entries: told.entries,
          locale,
        });
        expect(data.next.length, `${chapter} ${name}`).toBeGreaterThan(0);
        expect(JSON.stringify(data)).not.toMatch(/[\uE100-\uE103]/);
      }
});

test('2.3: the class comes with its sentence, and what is missing comes first', () => {
  const data = at('assessing', 'mei');
  expect(data.class).toBeUndefined();
  expect(text(data.next[0])).toBe('You: assess the impact on schedule.');
  expect(data.impacts.filter((one) => !one.known).map((one) => one.dimension)).toEqual(['schedule']);
  expect(text(at('voting', 'mei').class?.sentence)).toBe(
    'Major: the critical path moves by up to 9\u00a0working days (90\u00a0% estimate).',
  );
});

test('4.3: a voided vote is shown with the edit that voided it, and only its voter is asked again', () => {
  const data = at('voided', 'mei');
  expect(data.seats.map((one) => [one.seat, one.standing])).toEqual([
    ['project-manager', 'voided'],
    ['technical-expert', 'approved'],
    ['customer', 'waiting'],
    ['sponsor', 'waiting'],
    ['quality', 'approved'],
  ]);
  expect(text(data.seats[0]?.because)).toBe('Cost edited on Thu 26 Nov by Ada Park (USD\u00a08,000 → USD\u00a09,000)');
  expect(text(data.impacts.find((one) => one.dimension === 'cost')?.was)).toBe('Was USD\u00a08,000');
  expect(data.mine).toEqual([{ seat: 'project-manager', name: 'project manager', asked: true }]);
  expect(at('voided', 'qa').mine).toEqual([
    { seat: 'quality', name: 'quality representative', asked: false, voted: 'approve' },
  ]);
});

test('4.4: who may fill a seat that another filled is told so, asked for nothing, and sees that their own vote was taken', () => {
  const told = story('voided', 'en');
  const seat = { seat: 'technical-expert', name: 'technical expert', asked: false, filledBy: 'Ada Park' } as const;
  expect(shown(told, 'ken').mine).toEqual([seat]);
  told.play('ken', { type: 'vote', verdict: 'approve', seat: 'technical-expert', authenticated: 'button' });
  expect(shown(told, 'ken').mine).toEqual([{ ...seat, voted: 'approve' }]);
  told.play('ken', { type: 'vote', verdict: 'abstain', seat: 'technical-expert', authenticated: 'button' });
  expect(shown(told, 'ken').mine).toEqual([{ ...seat, voted: 'abstain' }]);
});

test('board members are told what happened since they last looked, except what they did themselves', () => {
  const lines = (name: PersonName) => at('voided', name).news?.lines.map((one) => text(one.line));
  expect(lines('mei')).toEqual([
    'The vote of Lin Mei as project manager no longer counts: cost edited by Ada Park (USD\u00a08,000 → USD\u00a09,000)',
    'Ada Park assessed cost: USD\u00a08,000 → USD\u00a09,000',
  ]);
  expect(lines('arch')?.join()).not.toContain('Ada Park assessed');
  expect(at('voided', 'carla').news).toBeUndefined();
});

test('3.1: nobody is offered what is another’s to do, and what only lacks something says what', () => {
  expect(offered(at('draft', 'carla'))).toContain('submit');
  expect(offered(at('draft', 'ken'))).not.toContain('submit');
  const review = at('assessing', 'mei').offers.find((one) => one.type === 'review');
  expect(text(review?.why)).toContain('schedule');
  expect(at('assessing', 'carla').offers.map((one) => one.type)).not.toContain('review');
});

test('4.4: whoever may fill no seat is offered no vote', () => {
  expect(at('voting', 'saf').mine).toEqual([]);
  expect(at('voting', 'ken').mine.map((one) => one.seat)).toEqual(['technical-expert']);
});

test('text of people can be no command and no issue', () => {
  const told = story('voting', 'en');
  told.play('qa', { type: 'concern', text: 'see `/approve` and SHOP-1 \uE100x\uE100' });
  const line = shown(told, 'mei').concerns[0]?.text;
  expect(line).toEqual([{ kind: 'text', text: 'see `/approve` and SHOP-1 x' }]);
});

test('issues of the site are named as issues, so that they become links', () => {
  expect(at('voting', 'mei').links[0]).toEqual([
    { kind: 'text', text: 'Affects ' },
    { kind: 'issue', text: 'SHOP-7' },
  ]);
});

test('a request with a thousand entries is shown within bounds', () => {
  const told = story('voided', 'en');
  for (let index = 0; told.entries.length < 1_000; index += 1)
    told.play('qa', { type: 'concern', text: `Concern ${index}: ${'x'.repeat(200)}` });
  const data = shown(told, 'mei');
  expect(data.history).toHaveLength(200);
  expect(data.news?.lines).toHaveLength(6);
  // Forge takes answers of 5 MB; this stays far below, also with long texts.
  expect(JSON.stringify(data).length).toBeLessThan(1_000_000);
});

test('4.4: a voter whose account was anonymised leaves a seat that nobody can tell, with who can mend it', () => {
  const told = story('voided', 'en');
  const situation = told.situation('mei');
  const expert = { people: [], unreadable: ['arch', 'ken'] };
  const authority = { ...situation.authority, roles: { ...situation.authority.roles, 'technical-expert': expert } };
  const state = told.state();
  const data = changeData({ state, situation: { ...situation, authority }, entries: told.entries, locale: 'en' });
  const lines = data.gate?.lines.map(text) ?? [];
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^Technical expert: who holds the role could not be read \(Ada Park.* ken\) – An account .* Project settings → Change control\.$/,
    ),
  );
  expect(lines.join()).not.toContain('may not fill the seat any more');
  expect(data.seats.find((one) => one.seat === 'technical-expert')?.standing).toBe('unreadable');
});

test('6.1: every reason why the gate is closed is listed; before the review closed is no alarm', () => {
  const data = at('voided', 'mei');
  expect(data.gate).toMatchObject({ open: false, early: false });
  expect(data.gate?.lines.map(text)).toEqual([
    'Project manager: the vote of Lin Mei no longer counts (cost edited on Thu 26 Nov by Ada Park)',
    'Customer: no vote yet',
    'Sponsor: no vote yet',
    'Concern C1 is open, raised by Quinn Abel',
    'The customer has not confirmed the plan as it stands now',
  ]);
  expect(at('assessing', 'mei').gate?.early).toBe(true);
});

test('where there are buttons nobody is told to type a command, and the viewer is “you”', () => {
  for (const locale of LOCALES)
    for (const chapter of CHAPTERS)
      for (const name of ['mei', 'ken', 'carla', 'qa'] as const) {
        const told = story(chapter, locale);
        const data = changeData({
          state: told.state(),
          situation: told.situation(name),
          entries: told.entries,
          locale,
        });
        for (const one of [...data.next, ...data.warnings, ...(data.hint ? [data.hint] : [])])
          expect(text(one), `${chapter} ${name}`).not.toMatch(/(^|[^\w])\/[a-z\p{Script=Han}]/u);
      }
  expect(at('draft', 'carla').next.map(text)).toEqual(['You: submit it.']);
  expect(at('draft', 'mei').next.map(text)).toEqual(['Carla Díaz: submit it.']);
  expect(text(at('voided', 'mei').next[0])).toMatch(/^You: vote\. Awaited: the votes of the project manager/);
});

test('a status that could not follow is a warning, with Jira’s own words or with who mends the workflow', () => {
  const told = story('voided', 'en');
  const base = { state: told.state(), situation: told.situation('mei'), entries: told.entries, locale: 'en' } as const;
  const warned = (behind: string) =>
    changeData({ ...base, behind })
      .warnings.map(text)
      .at(-1);
  expect(warned('Field X is required')).toBe(
    'Jira’s status could not follow; what counts is shown here: In review. Jira says: Field X is required',
  );
  expect(warned('')).toContain('offers no way there: a Jira administrator adds one.');
});

test('5.6: a proposal is a warning to whoever may take it over, and a quiet note to everybody else', () => {
  const asks = /Take over or turn down P1 under Votes/;
  for (const name of ['mei', 'carla'] as const) {
    const data = at('voided', name);
    expect(data.warnings.map(text), name).toContainEqual(expect.stringMatching(asks));
    expect(data.notes, name).toEqual([]);
  }
  for (const name of ['ken', 'saf', 'arch'] as const) {
    const data = at('voided', name);
    expect(data.warnings, name).toEqual([]);
    expect(data.notes.map(text), name).toEqual([
      'Ken Ito proposes in acme/shop#7: “Long contracts · Contracts of more than 200 pages time out; sign them in parts”.',
    ]);
  }
});

test('a role that many hold names the first of them, counts the others, and still calls its viewer “you”', () => {
  const told = story('voided', 'en');
  const many = Array.from({ length: 8 }, (_, index) => ({ id: `jira:c${index}`, name: `Customer ${index}` }));
  const seenBy = (actor: { id: string; name: string }) => {
    const situation = told.situation('mei');
    const customer = { people: many, unreadable: [] };
    const authority = { ...situation.authority, roles: { ...situation.authority.roles, customer } };
    const facts = { ...situation, actor, authority };
    return changeData({ state: told.state(), situation: facts, entries: told.entries, locale: 'en' });
  };
  const stranger = seenBy({ id: 'jira:saf', name: 'Sara Fox' });
  const seat = stranger.seats.find((one) => one.seat === 'customer');
  expect(seat?.candidates.map((one) => one.name)).toEqual(many.map((one) => one.name));
  expect(seat?.others).toBe(0);
  const confirms = stranger.next.map(text).at(-1);
  expect(confirms).toBe('The customer (Customer 0, Customer 1, Customer 2 and 5 more): confirm the plan.');
  expect(seenBy(many[7] ?? { id: '', name: '' }).next.map(text)).toContain('You: confirm the plan.');
});

test('3.3: a light request has the lead’s seat and the customer’s, whose confirmation is the vote', () => {
  const seenBy = (chapter: Parameters<typeof lightStory>[0], name: Parameters<typeof at>[1]) =>
    shown(lightStory(chapter, 'en'), name);
  const form = seenBy('light-form', 'mei');
  expect(form.stage.id).toBe('assessing');
  expect(form.impacts.filter((one) => !one.known).map((one) => one.dimension)).toEqual(['cost']);
  expect(form.next.map(text)).toEqual(['You: assess the impact on cost.']);
  const whole = seenBy('light', 'mei');
  expect(whole.stage.id).toBe('in-review');
  expect(whole.impacts.every((one) => one.known)).toBe(true);
  expect(whole.seats.map((one) => [one.name, one.standing])).toEqual([
    ['Lead', 'waiting'],
    ['Customer', 'waiting'],
  ]);
  expect(whole.mine.map((one) => one.seat)).toEqual(['lead']);
  expect(seenBy('light', 'carla').confirms).toContain('vote');
  expect(seenBy('light-approved', 'carla').stage.id).toBe('approved');
});

test('6.1: of several reasons the title repeats none', () => {
  const told = story('approved', 'en');
  told.play('mei', { type: 'hold', reason: 'Year end' });
  const { gate } = shown(told, 'mei');
  expect(gate?.title).toBe('');
  expect(gate?.lines.map(text)).toEqual([
    'It is approved, but work has not begun',
    'Lin Mei has put it on hold: Year end',
  ]);
  const late = story('verifying', 'en');
  late.play('mei', { type: 'concern', text: 'The totals differ' });
  late.play('mei', { type: 'hold', reason: 'Year end' });
  const held = shown(late, 'mei').gate;
  expect(held?.lines).toHaveLength(2);
  expect(held?.title).toBe('');
  expect(at('voided', 'mei').gate?.title).toMatch(/^Waiting for/);
});

test('a request on hold is offered the end of the hold and no second one, and the form says what a hold stops', () => {
  const told = story('voting', 'en');
  expect(offered(shown(told, 'mei'))).toContain('hold');
  told.play('mei', { type: 'hold', reason: 'The budget is not there' });
  const offers = offered(shown(told, 'mei'));
  expect(offers).toContain('release');
  expect(offers).not.toContain('hold');
  // The words promise no more than the rule keeps: votes are taken all the same.
  expect(told.play('arch', { type: 'vote', verdict: 'approve', authenticated: 'button' }).refusal).toBeUndefined();
  expect(wording('en')('act.hold.what')).toContain('Assessing and voting go on');
});

test('T10: a deferral is shown with its day to whoever seconds it, and stays so when it is decided', () => {
  const told = story('voting', 'en');
  const proposed = told.play('mei', { type: 'defer', reason: 'the year ends', until: '2026-12-15' });
  expect(proposed.refusal).toBeUndefined();
  const next = () => shown(told, 'arch').next.map(text).join('\n');
  expect(next()).toContain('defer it until Tue 15 Dec');
  expect(
    shown(told, 'arch')
      .history.map((one) => text(one.line))
      .join('\n'),
  ).toContain('until Tue 15 Dec');
  expect(told.play('arch', { type: 'second' }).refusal).toBeUndefined();
  expect(next()).toContain('Comes back by itself on Tue 15 Dec');
});
