import { refuse } from '@countersign/core/change/refusal.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { MESSAGES, type MessageId } from '@countersign/core/text/catalogue.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { COMMANDS, QUESTIONS } from '@countersign/core/typed/table.ts';
import { words } from '@countersign/core/view/sentence.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { expect, test } from 'vitest';
import { reply } from '../../../test/instruments/reply.ts';
import { inReview } from '../../../test/instruments/scenario.ts';
import { isCallable } from './edge.ts';

const EN = { locale: 'en', timeZone: 'UTC' } as const;
const known = new Set<string>([...COMMANDS, ...QUESTIONS].map((one) => one.word));

test('every command that a sentence tells people to write exists', () => {
  for (const locale of LOCALES) {
    for (const id of Object.keys(MESSAGES[locale]) as MessageId[]) {
      for (const [, word = ''] of MESSAGES[locale][id].matchAll(/`\/([a-z-]+)/g))
        expect([id, known.has(word)]).toEqual([id, true]);
    }
  }
});

test('an answer to a refusal says what happened, the rule, and what would work', () => {
  const refusal = refuse('provider-staff', { open: ['project-manager'] });
  const text = reply([{ kind: 'refused', refusal, line: '/approve as customer' }], 'delivery-1', EN);
  expect(text.split('\n').slice(1).join('\n')).toBe(
    '> Not done: \\/approve as customer\n\nYou can’t fill the customer’s seat: it is reserved for the customer’s people. (rule 4.7) You can vote as project manager: `/approve as project-manager`.',
  );
});

test('a reason that is missing is asked for with the command as people write it', () => {
  const text = reply(
    [{ kind: 'refused', refusal: refuse('reason-needed', { command: 'close-partly' }), line: '' }],
    'x',
    EN,
  );
  expect(text).toContain('`/close partly-implemented …`');
});

test('a misunderstood command is answered with what was meant and an example', () => {
  const misunderstanding = {
    line: '/aprove',
    code: 'unknown-command',
    values: { word: 'aprove', meant: 'approve' },
    example: '/approve',
  };
  const text = reply([{ kind: 'misunderstood', misunderstanding }], 'x', EN);
  expect(text).toContain('Did you mean “/approve”?');
  expect(text).toContain('For example: `/approve`');
});

test('an example of several lines is shown as a block that cannot end early', () => {
  const misunderstanding = {
    line: '/plan',
    code: 'needs-argument',
    values: { what: 'steps' },
    example: '/plan\nsteps:\n  - a ``` b',
  };
  const text = reply([{ kind: 'misunderstood', misunderstanding }], 'x', EN);
  expect(text).toContain('A plan needs its steps');
  expect(text).toContain('````\n/plan\nsteps:\n  - a ``` b\n````');
});

test.each(STAGES)('help while a request is %s names what can be done now, in both languages', (stage) => {
  for (const locale of LOCALES) {
    const text = reply(
      [{ kind: 'help', state: { ...inReview().state(), stage }, known: inReview().situation('mei') }],
      'x',
      { locale, timeZone: 'UTC' },
      { page: 'https://countersign.test/c/12' },
    );
    expect(text).toContain(locale === 'en' ? '`/explain`' : '`/原因`');
    expect(text).toContain('https://countersign.test/c/12');
    const approve = locale === 'en' ? '`/approve`' : '`/同意`';
    if (stage === 'in-review') expect(text).toContain(approve);
    if (stage === 'closed') expect(text).not.toContain(approve);
  }
});

test('an explanation writes Chinese sentences one after another without a blank', () => {
  const play = inReview();
  const situation = play.situation('x');
  const view = statusView(play.state(), situation, play.happened);
  if (!view.class) throw new Error('a request before the board has a class');
  const raised = { ...view.class, raised: [words('impact.raised.low-confidence')] };
  const explained = {
    kind: 'explain',
    view: { ...view, class: raised },
    verdict: changeGate(play.state(), 'merge', situation),
  } as const;
  expect(reply([explained], 'x', { locale: 'zh-CN', timeZone: 'UTC' })).not.toMatch(/。 /);
  expect(reply([explained], 'x', EN)).toMatch(/\. Confidence in that estimate is low/);
});

test('nothing to answer is no comment', () => {
  expect(reply([], 'x', EN)).toBe('');
});

test('T20: help in the light profile names the emergency as long as one can be declared', () => {
  const setting = { locale: 'en', timeZone: 'UTC' } as const;
  const help = (profile: 'light' | 'standard', stage: 'in-review' | 'approved') => {
    const play = inReview();
    const known = play.situation('mei');
    const policy = { ...known.policy, profile };
    return reply([{ kind: 'help', state: { ...play.state(), stage }, known: { ...known, policy } }], 'x', setting);
  };
  expect(help('light', 'in-review')).toContain('/emergency');
  expect(help('standard', 'in-review')).not.toContain('/emergency');
  expect(help('light', 'approved')).not.toContain('/emergency');
});

test.each([
  ['mona-cat', true],
  ['mona-cat_octo', true],
  ['renovate[bot]', false],
  ['mona_', false],
  ['_mona', false],
  ['mona_octo_cat', false],
])('a mention reaches %s: %s', (name, reached) => {
  expect(isCallable({ id: 'github:1', name })).toBe(reached);
  expect(isCallable({ id: 'jira:1', name })).toBe(false);
});
