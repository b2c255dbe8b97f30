/** The issue panel as UI Kit draws it: what it says first, what it asks of the resolver, and what it says when something goes wrong. */
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { createElement } from 'react';
import { expect, test } from 'vitest';
import { openPanel, type Resolver, wordsOf } from '../../../test/instruments/uikit.ts';
import { PEOPLE, type PersonName, story } from '../../../test/tools/preview/story.ts';
import type { Viewer } from '../../../test/tools/preview/viewer.ts';
import { openWorld } from '../../../test/tools/preview/world.ts';
import { changeData } from '../answer/change.ts';
import { FUNCTIONS } from '../port/call.ts';
import type { ChangeData } from '../port/data.ts';
import { IssuePanel } from './issue/panel.tsx';

interface Call {
  readonly name: string;
  readonly payload: unknown;
}

/** The panel before the resolver of a world of its own, and everything that it asked. */
async function open(viewer: Partial<Viewer> = {}, instead: Resolver = {}) {
  const world = openWorld();
  const asked: Call[] = [];
  const whole: Viewer = { as: 'mei', locale: 'en', chapter: 'voided', ...viewer };
  const answers = Object.fromEntries(
    FUNCTIONS.map((name) => [name, (payload: unknown) => world[name](payload ?? {}, whole)]),
  );
  const resolver = Object.fromEntries(
    Object.entries({ ...answers, ...instead }).map(([name, answer]) => [
      name,
      (payload: never) => {
        asked.push({ name, payload });
        return (answer as (payload: never) => unknown)(payload);
      },
    ]),
  );
  const screen = await openPanel(createElement(IssuePanel), {
    resolver,
    locale: whole.locale === 'en' ? 'en-US' : 'zh-CN',
  });
  return { screen, asked, acts: () => asked.filter((one) => one.name === 'act').map((one) => one.payload) };
}

test('what changed since one last looked stands first, and is then counted as seen', async () => {
  const { screen, asked } = await open();
  await screen.until((one) => one.text().includes('Next'));
  expect(screen.text()).toMatch(
    /^Since you last looked: 2 new The vote of Lin Mei as project manager no longer counts/,
  );
  const panel = screen.all('SectionMessage')[0];
  expect(panel?.props.appearance).toBe('discovery');
  await expect.poll(() => asked.find((one) => one.name === 'seen')?.payload).toEqual({ version: expect.any(Number) });
});

test('a vote is sent with the content that was looked at, and the panel shows it', async () => {
  const { screen, acts } = await open();
  await screen.until((one) => one.text().includes('Your vote'));
  await screen.press('Approve');
  await screen.until((one) => one.text().includes('You approved'));
  expect(acts()).toEqual([
    {
      ask: { type: 'vote', verdict: 'approve', seat: 'project-manager', reason: '' },
      content: expect.stringMatching(/^[0-9a-f]{64}$/),
      press: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  ]);
});

test.each([
  ['en', 'What the board decides by', 'What the customer gains outweighs cost and delay'],
  ['zh-CN', '委员会的评审标准', '客户的收益大于成本与延期'],
] as const)(
  '5.1: by what the board decides stands beside the vote that is asked for (%s)',
  async (locale, heading, criterion) => {
    const { screen } = await open({ locale, chapter: 'voting' });
    await screen.until((one) => one.text().includes(heading));
    const at = screen.text().indexOf(heading);
    expect(screen.text().slice(at, at + 200)).toContain(criterion);
  },
);

test('4.4: for a seat that another filled the panel says by whom, and asks nobody for a vote', async () => {
  const { screen } = await open({ as: 'ken' });
  await screen.until((one) => one.text().includes('Ada Park already filled this seat; you may still add your vote.'));
  expect(screen.all('LoadingButton').map((one) => one.props.appearance)).not.toContain('primary');
  await screen.press('Approve');
  await screen.until((one) => one.text().includes('You approved'));
  expect(screen.text()).not.toContain('already filled this seat');
});

test('T8: a confirmation is called by what it confirms, says it before it is sent, and ends', async () => {
  const { screen, acts } = await open({ as: 'carla', chapter: 'draft' });
  await screen.until((one) => one.text().includes('Confirm that this is what you mean'));
  await screen.press('Confirm that this is what you mean');
  await screen.until((one) => one.text().includes('the request, as it stands now, says what you mean'));
  expect(acts()).toEqual([]);
  await screen.submit();
  await screen.until((one) => !one.text().includes('Confirm that this is what you mean'));
  const later = await open({ as: 'carla', chapter: 'verifying' });
  await later.screen.until((one) => one.text().includes('Accept the result'));
  const voided = await open({ as: 'carla' });
  await voided.screen.until((one) => one.text().includes('Confirm the plan'));
});

test('3.3: in light the customer approves by confirming, and is offered no second button for the same vote', async () => {
  const { screen, acts } = await open({ chapter: 'light', as: 'carla' });
  await screen.until((one) => one.text().includes('Your vote'));
  const named = [...screen.all('LoadingButton'), ...screen.all('Button')].filter(
    (one) => wordsOf(one) === 'Confirm and approve',
  );
  expect(named.map((one) => one.props.appearance)).toEqual(['primary']);
  const buttons = screen.all('ButtonGroup').find((one) => wordsOf(one).includes('Vote against'));
  expect(wordsOf(buttons ?? screen.doc())).toMatch(/Confirm and approve Vote against Abstain$/);
  await expect(screen.press('Approve')).rejects.toThrow('no button “Approve”');
  await screen.press('Confirm and approve');
  await screen.until((one) => one.text().includes('This is also your vote as customer'));
  await screen.submit();
  expect(acts()).toMatchObject([{ ask: { type: 'confirm' } }]);
});

test('a vote against needs a reason; the message stands at the field', async () => {
  const { screen } = await open();
  await screen.until((one) => one.text().includes('Your vote'));
  await screen.press('Vote against');
  await screen.until((one) => one.all('ErrorMessage').length > 0);
  expect(screen.text()).toContain('Please say why');
  await screen.enter('vote-reason', 'Too expensive');
  await screen.press('Vote against');
  // The badge is the verdict; the day and the reason stand below it.
  await screen.until((one) => one.text().includes('Against Thu 26 Nov · Too expensive'));
  expect(screen.text()).toContain('Too expensive');
});

test('an impact is edited in its form, with what is on record in it and the messages of the core', async () => {
  const { screen } = await open({ chapter: 'assessing' });
  await screen.until((one) => one.text().includes('Assess'));
  await screen.press('Assess schedule');
  await screen.until((one) => one.all('Modal').length > 0);
  await screen.enter('days', 'soon');
  await screen.submit();
  await screen.until((one) => one.all('ErrorMessage').length > 0);
  expect(screen.text()).toContain('“soon” is not a number we can read');
  await screen.enter('days', '6');
  await screen.enter('criticalPath', true);
  await screen.submit();
  await screen.until((one) => one.all('Modal').length === 0);
  expect(screen.text()).toContain('+6 d, critical path');
});

test('“none” asks for its reason and for nothing else', async () => {
  const { screen } = await open({ chapter: 'assessing' });
  await screen.until((one) => one.text().includes('Assess'));
  await screen.press('Assess schedule');
  await screen.until((one) => one.all('Modal').length > 0);
  await screen.enter('none', true);
  await screen.until((one) => one.text().includes('Why is there none?'));
  expect(screen.text()).not.toContain('critical path');
  await screen.enter('reason', 'done beside other work');
  await screen.submit();
  await screen.until((one) => one.text().includes('None: done beside other work'));
});

test('a refusal says what, why by which rule, and what would work', async () => {
  const refused = {
    kind: 'refused',
    what: [{ kind: 'text', text: 'The seat is the customer’s.' }],
    remedy: [{ kind: 'text', text: 'Vote as project manager.' }],
    rule: '4.4',
  };
  const world = openWorld();
  const panel = () => world.panel({}, { as: 'mei', locale: 'en', chapter: 'voided' });
  const { screen } = await open({}, { act: () => ({ ...refused, panel: panel() }) });
  await screen.until((one) => one.text().includes('Your vote'));
  await screen.press('Approve');
  await screen.until((one) => one.text().includes('Not done'));
  expect(screen.text()).toContain('The seat is the customer’s. Vote as project manager. Rule 4.4');
});

/** What the resolver says to the next act: each leaves a dialogue open, because nothing was recorded. */
const NOT_TAKEN = {
  'at the field that it concerns': { answer: { field: 'reason' }, at: 'reason' },
  'beside the button, where no field concerns it': { answer: {}, at: undefined },
  'beside the button, where the field is not in the form': { answer: { field: 'successor' }, at: undefined },
} as const;

test.each(Object.entries(NOT_TAKEN))(
  'a form that is refused stays open with what was typed, and says why %s',
  async (_, { answer, at }) => {
    const parts = (text: string) => [{ kind: 'text', text }];
    const world = openWorld();
    const viewer: Viewer = { as: 'carla', locale: 'en', chapter: 'draft' };
    const later = {
      ...(world.panel({}, viewer) as ChangeData),
      offers: [],
      next: [],
      stage: { id: 'closed', name: 'Closed' },
    };
    const refused = {
      kind: 'refused',
      what: parts('It is over.'),
      remedy: parts('File it anew.'),
      rule: 'T17',
      ...answer,
    };
    const { screen, acts } = await open(
      { as: 'carla', chapter: 'draft' },
      { act: () => ({ ...refused, panel: later }) },
    );
    await screen.until((one) => one.text().includes('More actions'));
    await screen.press('More actions');
    await screen.press('Withdraw');
    await screen.until((one) => one.all('Modal').length > 0);
    await screen.enter('reason', 'They no longer pay for it');
    await screen.submit();
    await screen.until((one) => one.text().includes('It is over. File it anew.'));
    expect(screen.all('Modal')).toHaveLength(1);
    expect(screen.all('ErrorMessage').map(wordsOf).includes('It is over. File it anew.')).toBe(at !== undefined);
    await screen.submit();
    await expect.poll(() => acts().length).toBe(2);
    expect(acts()).toMatchObject([
      { ask: { reason: 'They no longer pay for it' } },
      { ask: { reason: 'They no longer pay for it' } },
    ]);
    // What stands behind it is shown as it is now, once it is left.
    await screen.press('Keep it', 'Modal');
    await screen.until((one) => one.all('Modal').length === 0 && one.text().includes('Closed'));
  },
);

test('a form without an answer stays open with what was typed', async () => {
  const down = () => {
    throw new Error('down');
  };
  const { screen } = await open({ as: 'carla', chapter: 'draft' }, { act: down });
  await screen.until((one) => one.text().includes('More actions'));
  await screen.press('More actions');
  await screen.press('Withdraw');
  await screen.until((one) => one.all('Modal').length > 0);
  await screen.enter('reason', 'They no longer pay for it');
  await screen.submit();
  await screen.until((one) => wordsOf(one.all('Modal')[0] ?? one.doc()).includes('not certain that this was recorded'));
});

test('what was said of a text that changed meanwhile is not recorded, and the panel says so', async () => {
  const world = openWorld();
  const viewer: Viewer = { as: 'mei', locale: 'en', chapter: 'voided' };
  const { screen } = await open(
    {},
    {
      panel: () => ({ ...(world.panel({}, viewer) as object), content: '0'.repeat(64) }),
    },
  );
  await screen.until((one) => one.text().includes('Your vote'));
  await screen.press('Approve');
  await screen.until((one) => one.text().includes('changed while you were reading'));
  expect(screen.text()).not.toContain('You approved');
});

test('without an answer the panel says that it is not certain, and lets one look again', async () => {
  const down = () => {
    throw new Error('down');
  };
  const { screen } = await open({}, { act: down });
  await screen.until((one) => one.text().includes('Your vote'));
  await screen.press('Approve');
  await screen.until((one) => one.text().includes('not certain that this was recorded'));
  const broken = await open({}, { panel: down });
  await broken.screen.until((one) => one.text().includes('Nothing was changed and nothing was lost'));
  await broken.screen.press('Try again');
  expect(broken.asked.filter((one) => one.name === 'panel').length).toBe(2);
});

test('until the answer is there the panel says that it is on its way', async () => {
  const { screen } = await open({}, { panel: () => new Promise(() => undefined) });
  await screen.until((one) => one.text().includes('Loading'));
  expect(screen.all('Spinner')).toHaveLength(1);
});

test('an issue that is no change request says what to do instead, in the viewer’s language', async () => {
  const { screen } = await open({ chapter: 'nothing', locale: 'zh-CN' });
  await screen.until((one) => one.text().includes('这不是变更请求'));
});

test('every chapter is drawn for everybody with components that Jira has', async () => {
  for (const chapter of ['draft', 'assessing', 'voting', 'voided', 'approved', 'verifying'])
    for (const as of Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]) {
      const { screen } = await open({ chapter, as });
      await screen.until((one) => one.text().includes('History'));
      expect(screen.html({ users: PEOPLE })).not.toMatch(/undefined|\[object|NaN/);
    }
});

test('of very many concerns those that are open are listed, and the rest is counted', async () => {
  const world = openWorld();
  const data = world.panel({}, { as: 'mei', locale: 'en', chapter: 'voided' }) as { concerns: readonly object[] };
  const [concern] = data.concerns;
  const concerns = Array.from({ length: 100 }, (_, at) => ({ ...concern, id: `C${at}`, done: at % 2 === 0 }));
  const { screen } = await open({}, { panel: () => ({ ...data, concerns }) });
  await screen.until((one) => one.text().includes('and 70 more'));
  expect(screen.text()).not.toContain('C2 ·');
  expect(screen.text()).toContain('C59 ·');
});

test('after a press the panel says what was recorded and whose vote is still awaited', async () => {
  const { screen } = await open({ as: 'fin' });
  await screen.until((one) => one.text().includes('Your vote'));
  await screen.press('Approve');
  await screen.until((one) => one.text().includes('Recorded: you approved revision 1 as sponsor. Still awaited: '));
  expect(screen.text()).toContain('Still awaited: project manager and customer.');
});

test('4.3: the form of an impact says before it is saved whose votes another value ends', async () => {
  const world = openWorld();
  const data = world.panel({}, { as: 'mei', locale: 'en', chapter: 'voided' }) as ChangeData;
  const ends = data.impacts.map((one) => (one.ends ?? []).map((part) => part.text).join(''));
  expect(ends).toEqual([
    '',
    '',
    'In review: saving another value ends the votes that depend on quality: Ada Park (technical expert), Quinn Abel (quality representative).',
    'In review: saving another value ends the votes that depend on risk: Ada Park (technical expert), Quinn Abel (quality representative).',
    'In review: saving another value ends the votes that depend on feasibility: Ada Park (technical expert), Quinn Abel (quality representative).',
  ]);
  const { screen } = await open({}, { panel: () => ({ ...data, impacts: data.impacts.slice(2) }) });
  await screen.until((one) => one.text().includes('Edit'));
  await screen.press('Edit quality');
  await screen.until((one) => one.text().includes('ends the votes that depend on quality'));
});

test('each stage begins where its work is, and what is missing is the button that stands out', async () => {
  const tab = async (viewer: Partial<Viewer>) => {
    const { screen } = await open(viewer);
    await screen.until((one) => one.all('Tabs').length > 0);
    const names = screen.all('Tab').length;
    expect(names).toBe(5);
    return { at: screen.all('Tabs')[0]?.props.defaultSelected, screen };
  };
  expect((await tab({ chapter: 'draft' })).at).toBe(2);
  const assessing = await tab({ chapter: 'assessing' });
  expect(assessing.at).toBe(1);
  await assessing.screen.press('Assess schedule');
  await assessing.screen.until((one) => one.all('Modal').length > 0);
  expect((await tab({})).at).toBe(2);
  expect((await tab({ as: 'qa' })).at).toBe(0);
});

test('T9: after a vote against it the chair’s choices stand in front', async () => {
  const { screen } = await open({ as: 'mei' });
  await screen.until((one) => one.text().includes('Your vote'));
  expect(screen.text()).not.toContain('Send back');
  await screen.enter('vote-reason', 'Too dear');
  await screen.press('Vote against');
  await screen.until((one) => one.text().includes('Send back'));
  expect(screen.text()).toContain('Reject');
});

test('hashes wait behind a button, and entries that are not shown are said to be on record', async () => {
  const world = openWorld();
  const data = world.panel({}, { as: 'mei', locale: 'en', chapter: 'voided' }) as ChangeData;
  const hash = data.history[0]?.hash?.slice(0, 12) ?? '';
  const { screen } = await open({}, { panel: () => ({ ...data, history: data.history.slice(0, 5), older: 7 }) });
  await screen.until((one) => one.text().includes('7 older entries are on record'));
  expect(screen.text()).not.toContain(hash);
  await screen.press('Show fingerprints');
  await screen.until((one) => one.text().includes(hash));
});

test('of many who may vote the first are named, and a button names the others', async () => {
  const world = openWorld();
  const data = world.panel({}, { as: 'mei', locale: 'en', chapter: 'voided' }) as ChangeData;
  const many = Array.from({ length: 7 }, (_, index) => ({ name: `Customer ${index}` }));
  const seats = data.seats.map((one) => (one.seat === 'customer' ? { ...one, candidates: many, others: 20 } : one));
  const { screen } = await open({}, { panel: () => ({ ...data, seats }) });
  await screen.until((one) => one.text().includes('Customer 0 / Customer 1 / Customer 2 / Customer 3'));
  expect(screen.text()).not.toContain('Customer 4');
  await screen.press('and 23 more');
  await screen.until((one) => one.text().includes('Customer 6 and 20 more'));
});

test('5.6: who cannot answer a proposal sees it as a quiet line, not as a warning', async () => {
  const { screen } = await open({ as: 'saf' });
  await screen.until((one) => one.text().includes('Ken Ito proposes in acme/shop#7'));
  expect(screen.all('SectionMessage')).toEqual([]);
  const { screen: owner } = await open({ as: 'carla' });
  await owner.until((one) => one.text().includes('Take over or turn down P1'));
  expect(owner.all('SectionMessage').map((one) => one.props.appearance)).toEqual(['warning']);
});

test('6.1: one reason why the gate is closed is said once, with what would open it', async () => {
  const { screen } = await open({ chapter: 'approved' });
  await screen.until((one) => one.text().includes('May work on it be merged?'));
  expect(screen.text()).toContain('May work on it be merged? Closed It is approved, but work has not begun');
  expect(screen.text()).not.toContain('Closed: it is approved');
});

test('2.2: who votes reads each risk and each control measure, also without the right to assess', async () => {
  const { screen } = await open({ as: 'carla', chapter: 'approved' });
  await screen.until((one) => one.text().includes('Risk: Fonts may be missing'));
  expect(screen.text()).toContain(
    'Risk: Fonts may be missing on customers’ machines probability 3 × impact 3 = 9 of 25 · response: mitigate it · after the response 4 of 25',
  );
  expect(screen.text()).toContain('Control measure: Embed all fonts');
});

test('T16: the evidence for a criterion stands on the plan, and what it took beside the estimate', async () => {
  const { screen } = await open({ chapter: 'verifying', as: 'mei' });
  await screen.until((one) => one.text().includes('Give evidence'));
  await screen.press('Give evidence');
  await screen.until((one) => one.all('Modal').length > 0);
  await screen.enter('evidence', 'veraPDF report 7');
  // Which kind it is decides whether it can be taken as it is written.
  await screen.submit();
  await screen.until((one) => one.text().includes('“veraPDF report 7” is no link'));
  await screen.enter('kind', { value: 'words', label: 'In words, such as a measurement' });
  await screen.submit();
  await screen.until((one) => one.text().includes('evidence: veraPDF report 7'));
  await screen.press('Record what it took');
  await screen.until((one) => one.all('Modal').length > 0);
  await screen.enter('days', '6');
  await screen.enter('cost', 'USD 9,000');
  await screen.submit();
  await screen.until((one) => one.text().includes('Really took: 6 working days, USD 9,000'));
  expect(screen.text()).toContain('estimated: +6 d (90 %: +9 d), USD 9,000 one-off');
});

test('T8: during the review the gate names the open concern and the plan that nobody confirmed, beside the votes', async () => {
  const { screen } = await open({ as: 'saf' });
  await screen.until((one) => one.text().includes('May work on it be merged?'));
  expect(screen.text()).toContain(
    'Sponsor: no vote yet Concern C1 is open, raised by Quinn Abel The customer has not confirmed the plan as it stands now',
  );
});

test('4.8: after an emergency the panel says that one was opened and that its review is due', async () => {
  const { screen } = await open({ chapter: 'light-form', as: 'mei' });
  await screen.until((one) => one.text().includes('More actions'));
  await screen.press('More actions');
  await screen.press('Emergency');
  await screen.until((one) => one.all('Modal').length > 0);
  expect(screen.text()).toContain('Its number or name, as your incident log');
  await screen.enter('incident', 'INC-104');
  await screen.enter('reason', 'Nobody can pay');
  await screen.submit();
  await screen.until((one) => one.text().includes('Recorded: you declared an emergency (INC-104): Nobody can pay.'));
  expect(screen.text()).toMatch(
    /It is now: Being implemented\. The emergency is reviewed after the fact by .*\. You: assess it/,
  );
});

test('the button that stands out is the step that “Next” asks of the viewer, and none does while it asks somebody else', async () => {
  const primary = async (viewer: Partial<Viewer>, instead: Resolver = {}) => {
    const { screen } = await open(viewer, instead);
    await screen.until((one) => one.text().includes('History'));
    const buttons = [...screen.all('LoadingButton'), ...screen.all('Button')];
    return buttons.filter((one) => one.props.appearance === 'primary').map((one) => wordsOf(one));
  };
  expect(await primary({ chapter: 'draft', as: 'carla' })).toEqual(['Submit']);
  expect(await primary({ chapter: 'draft', as: 'mei' })).toEqual([]);
  expect(await primary({ chapter: 'assessing', as: 'mei' })).toEqual(['Assess schedule']);
  expect(await primary({ chapter: 'assessing', as: 'arch' })).toEqual([]);
  expect(await primary({ chapter: 'voided', as: 'mei' })).toEqual(['Approve']);
  expect(await primary({ chapter: 'approved', as: 'mei' })).toEqual(['Start the work']);
  expect(await primary({ chapter: 'approved', as: 'carla' })).toEqual([]);
  const told = story('verifying', 'en');
  for (const criterion of told.state().content.plan?.acceptance ?? [])
    told.play('ken', { type: 'evidence', criterion, evidence: 'Report 7' });
  told.play('mei', { type: 'actuals', days: 6, cost: { minor: 900_000, currency: 'USD' } });
  told.play('carla', { type: 'confirm', authenticated: 'button' });
  told.play('ken', { type: 'meet-condition', condition: 'K1' });
  told.play('qa', { type: 'meet-condition', condition: 'K1' });
  const seen = (name: PersonName) => () =>
    changeData({ state: told.state(), situation: told.situation(name), entries: told.entries, locale: 'en' });
  expect(await primary({ as: 'mei' }, { panel: seen('mei') })).toEqual(['Verify']);
  expect(await primary({ as: 'ken' }, { panel: seen('ken') })).toEqual([]);
});

test('2.1: before and after of each requirement stand below its name, what is said of all first', async () => {
  const told = story('draft', 'en');
  const { request } = told.state().content;
  told.play('carla', {
    type: 'write',
    request: {
      ...request,
      items: [...request.items, { id: '10009', label: 'SHOP-9', action: 'modify' }],
      before: markdownToText('#### SHOP-9\n\nold words'),
      after: markdownToText('For both.\n\n#### SHOP-9\n\nnew words\n\n#### SHOP-7\n\nother words'),
    },
  });
  const panel = () =>
    changeData({ state: told.state(), situation: told.situation('carla'), entries: told.entries, locale: 'en' });
  const { screen } = await open({ as: 'carla' }, { panel });
  await screen.until((one) => one.text().includes('For both.'));
  expect(screen.text()).toMatch(
    /For both\..* SHOP-7 Before .* After other words SHOP-9 Before old words After new words/,
  );
});

test('the dialogue that cancels a change is left by “Keep it”, not by a second “Cancel”', async () => {
  const { screen } = await open({ chapter: 'approved', as: 'mei' });
  await screen.until((one) => one.text().includes('More actions'));
  await screen.press('More actions');
  await screen.press('Cancel the change');
  await screen.until((one) => one.all('Modal').length > 0);
  const buttons = screen.all('ModalFooter').map((one) => wordsOf(one));
  expect(buttons).toEqual(['Keep it Cancel the change']);
  await screen.press('Keep it', 'Modal');
  await screen.until((one) => one.all('Modal').length === 0);
});

test('each button of an impact has words of its own, also where it is read without its row', async () => {
  const { screen } = await open({ chapter: 'assessing', as: 'mei' });
  await screen.until((one) => one.text().includes('Assess'));
  const words = screen.all('DynamicTable').map(wordsOf).join(' ');
  expect(words.match(/(?:Edit|Assess) [a-z]+/g)).toEqual([
    'Assess schedule',
    'Edit cost',
    'Edit quality',
    'Edit risk',
    'Edit feasibility',
  ]);
});

test('in Chinese there is no blank after “您”, and what holds an act back stands after a Chinese colon', async () => {
  const { screen } = await open({ locale: 'zh-CN', chapter: 'draft', as: 'carla' });
  await screen.until((one) => one.text().includes('确认理解无误'));
  await screen.press('确认理解无误');
  await screen.submit();
  await screen.until((one) => one.text().includes('已记录：您确认请求已被正确理解。'));
  const later = await open({ locale: 'zh-CN', chapter: 'assessing', as: 'mei' });
  await later.screen.until((one) => one.text().includes('暂时不能“提交评审”：'));
  expect(later.screen.text()).not.toMatch(/[\p{Script=Han}]: /u);
});
