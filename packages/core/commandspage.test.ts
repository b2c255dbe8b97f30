/** Shows that the pages of commands are current, and that whoever types what they show is understood and taken, whenever they read it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ALTERNATIVES,
  approve,
  authority,
  FEASIBLE,
  inReview,
  NONE,
  PLAN,
  person,
  REQUEST,
  type Scenario,
  scenario,
} from '../../test/instruments/scenario.ts';
import { after, approved, drafted, OPTIONS, PEOPLE, ROLES, SCENES, working } from '../../test/instruments/scenes.ts';
import type { Command } from './change/command.ts';
import { decide } from './change/decide.ts';
import { commandsPage } from './commandspage.ts';
import { WRITTEN } from './text/command.ts';
import { LOCALES, type Locale } from './text/locale.ts';
import { readComment } from './typed/read.ts';
import type { TypedFacts } from './typed/reading.ts';

const pageOf = { en: 'commands.md', 'zh-CN': 'commands.zh-CN.md' } as const satisfies Record<Locale, string>;
const written = (locale: Locale): string =>
  readFileSync(new URL(`../../docs/${pageOf[locale]}`, import.meta.url), 'utf8');

test.each(LOCALES)(
  'the page of commands in docs/ is current: run `npm run docs` after a change of a command (%s)',
  (locale) => {
    expect(written(locale)).toBe(commandsPage(locale));
  },
);

/** What stands in the blocks of the page, each with the lines that belong to it. */
function examplesIn(locale: Locale): readonly string[] {
  const blocks = [...written(locale).matchAll(/```text\n([\s\S]*?)\n```/g)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.split(/\n(?=\/)/));
}

const TWO_STEPS = { ...PLAN, steps: [...PLAN.steps, { id: '2', text: 'Tell the customers', owner: person('dev') }] };

const sceneOf = (name: string): Scenario => SCENES.find(([one]) => one === name)?.[1]() ?? scenario();

function voted(play: Scenario): Scenario {
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  return play;
}

function withTwoSteps(): Scenario {
  const play = after(
    drafted(['carla', { type: 'submit' }], ['cm', { type: 'triage' }]),
    ['cm', { type: 'assess', inputs: [...NONE, FEASIBLE] }],
    ['cm', { type: 'plan', plan: TWO_STEPS }],
    ['cm', { type: 'alternatives', alternatives: ALTERNATIVES }],
    ['cm', { type: 'review' }],
  );
  return after(voted(play), ['cm', { type: 'start' }]);
}

function underANewerPolicy(): Scenario {
  const play = approved();
  play.world.current = { policy: { ...play.world.policy, version: 'policy-2' }, authority: authority(ROLES) };
  return play;
}

/** A customer whom no link reaches, called as the examples call them in each language. */
function signingOutside(): Scenario {
  const play = inReview(OPTIONS);
  const contacts = ['Li Na', '李娜'].map((name) => ({ role: 'customer', name, why: 'inside' }) as const);
  play.world.authority = { ...play.world.authority, contacts };
  return play;
}

/** What the usual scenes lack. */
const MORE: readonly (() => Scenario)[] = [
  () => after(working(), ['dev', { type: 'link-work', work: 'PR_21', label: '#21' }]),
  withTwoSteps,
  underANewerPolicy,
  signingOutside,
  () => voted(sceneOf('an emergency before its board')),
  () =>
    after(sceneOf('a rejected request'), ['carla', { type: 'write', request: { ...REQUEST, title: 'Half of it' } }]),
];

const PLAYS = [...SCENES.map(([, scene]) => scene), ...MORE].map((scene) => {
  const play = scene();
  return { play, state: play.state() };
});
/** What takes its place. */
const NAMED = { named: inReview(OPTIONS).state() };

const facts = (locale: Locale): TypedFacts => ({
  people: new Map(['mei', 'arch', 'dev'].map((name) => [name, person(name)])),
  ...{ locale, currency: 'CNY' },
});

/** What is not taken at once, but answered with what it would do. */
const ANSWERED: readonly string[] = ['migration-to-confirm'];

/** Why nobody may say it in any scene, where nobody may. */
function whyNot(command: Command): readonly string[] {
  const codes = new Set<string>();
  for (const { play, state } of PLAYS)
    for (const name of PEOPLE) {
      const decision = decide(state, command, { ...play.situation(name), ...NAMED });
      if (!('refusal' in decision) || ANSWERED.includes(decision.refusal.code)) return [];
      codes.add(decision.refusal.code);
    }
  return [...codes];
}

test.each(LOCALES)(
  'every example on the page is read as a command or a question, and somebody may give it (%s)',
  (locale) => {
    const examples = examplesIn(locale);
    const answers = examples.map((example) => ({ example, read: readComment(example, facts(locale)) }));
    expect(answers.filter(({ read }) => read.length !== 1 || !/^(?:command|ask)$/.test(read[0]?.kind ?? ''))).toEqual(
      [],
    );
    const refused = answers.flatMap(({ example, read: [action] }) => {
      const codes = action?.kind === 'command' ? whyNot(action.command) : [];
      return codes.length > 0 ? [{ example, codes }] : [];
    });
    expect(refused).toEqual([]);
  },
);

test('every word that people may type has an example on the page', () => {
  for (const locale of LOCALES) {
    const shown = new Set(examplesIn(locale).map((example) => /^\/[\p{L}-]+/u.exec(example)?.[0]));
    const words = Object.entries(WRITTEN).map(([word, { zh }]) => `/${locale === 'en' ? word : zh}`);
    expect(words.filter((word) => !shown.has(word))).toEqual([]);
  }
});

test('no example becomes wrong because time goes by', () => {
  for (const { play } of PLAYS) play.world.now = '2034-06-01T09:00:00.000Z';
  const dated = examplesIn('en').filter((example) => /\d{4}-\d\d-\d\d/.test(example));
  expect(dated.length).toBeGreaterThan(2);
  for (const example of dated) {
    const [action] = readComment(example, facts('en'));
    expect([example, action?.kind === 'command' ? whyNot(action.command) : action?.kind]).toEqual([example, []]);
  }
});
