/** Holds what is offered (`/help`, the panel) to what the guards take: for each stage, each person and each command. */
import { expect, test } from 'vitest';
import { SAID } from '../../../test/instruments/commands.ts';
import { authority, inReview, opened, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import {
  after,
  approved,
  drafted,
  HOLD,
  OPTIONS,
  PEOPLE,
  ROLES,
  SCENES,
  verifying,
  working,
} from '../../../test/instruments/scenes.ts';
import { message } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { entryFor } from '../typed/table.ts';
import { helpFor } from '../view/help.ts';
import { ACTS, TYPED_ACTS, type Typed } from './acts.ts';
import type { Command } from './command.ts';
import { decide } from './decide.ts';
import { offers, possible } from './offers.ts';
import { type RefusalCode, refusalRow } from './refusal.ts';
import { STAGES, type Stage } from './stage.ts';

const R = 'because';

/** A command of the kind about whatever is there: what it says is not in the way. */
function sampleOf(type: Typed, play: Scenario): Command {
  const [first] = SAID[type];
  return first.type === 'accept' ? { ...first, work: play.state().work[0]?.label ?? first.work } : first;
}

/** Whether a refusal says: not in this stage, not you, or nothing there to be done. Who holds a role may be readable in a moment. */
function isNotNow(code: RefusalCode): boolean {
  const { kind } = refusalRow(code);
  return code !== 'role-unreadable' && (kind === 'stage' || kind === 'authority' || kind === 'nothing-there');
}

/** Taken, though nobody is asked to: a second hold, more evidence of the same. */
const TWICE: readonly Typed[] = ['hold', 'evidence'];

test.each(SCENES)(
  '%s: what is offered to somebody is what the core does not refuse them for the stage or for who they are',
  (_, scene) => {
    const play = scene();
    for (const name of PEOPLE) {
      const situation = play.situation(name);
      const offered = offers(play.state(), situation).map((one) => one.type);
      for (const type of TYPED_ACTS) {
        if (TWICE.includes(type) && !possible(play.state(), situation).includes(type)) continue;
        const forms: readonly Command[] = [sampleOf(type, play), ...OTHER_FORMS.filter((one) => one.type === type)];
        const codes = forms.map((command) => codeOf(decide(play.state(), command, situation)));
        const taken = codes.some((code) => code === undefined || !isNotNow(code));
        expect({ name, type, codes, offered: offered.includes(type) }).toEqual({ name, type, codes, offered: taken });
      }
    }
  },
);

/** Forms of a command that other people may give. */
const OTHER_FORMS: readonly Command[] = [{ type: 'done' }, { type: 'close', reason: 'rolled-back', text: R }];

function codeOf(decision: ReturnType<typeof decide>): RefusalCode | undefined {
  return 'refusal' in decision ? decision.refusal.code : undefined;
}

/** The commands of the lines; a line that says whose its command is holds the plain one. */
const listed = (play: Scenario) =>
  helpFor(play.state(), play.situation('stranger')).map(({ id, values: { line } }) =>
    (typeof line === 'object' && 'id' in line ? line.id : id).replace('status.help.', ''),
  );

test.each(SCENES)('%s: /help has one line for each command that somebody can give, and for no other', (_, scene) => {
  const play = scene();
  const lines = listed(play);
  const somebodys = PEOPLE.flatMap((name) => offers(play.state(), play.situation(name)).map((one) => one.type));
  // Whether the affected items changed during a review is a fact of the tracker, which /help does not ask for.
  if (play.state().stage === 'in-review') somebodys.push('review');
  expect(lines.filter((type) => type !== 'explain').toSorted()).toEqual([...new Set(somebodys)].toSorted());
});

test('the scenes show every stage', () => {
  expect(new Set(SCENES.map(([, scene]) => scene().state().stage))).toEqual(new Set(STAGES));
});

test('in verification and during the work /help lists what was taken and not listed', () => {
  expect(listed(verifying())).toEqual(expect.arrayContaining(['hold', 'concern', 'condition', 'raise-class']));
  expect(listed(working())).toEqual(expect.arrayContaining(['concern', 'assess']));
});

test('7.2: /help names the move to a newer policy as soon as one stands, as the panel does', () => {
  const play = inReview(OPTIONS);
  expect(listed(play)).not.toContain('migrate');
  play.world.current = { policy: { ...play.world.policy, version: 'policy-2' }, authority: authority(ROLES) };
  expect(listed(play)).toContain('migrate');
  expect(offers(play.state(), play.situation('cm')).map(({ type }) => type)).toContain('migrate');
});

test('/help names no command whose roles the policy gives to nobody, and the core refuses it to everybody', () => {
  const { 'emergency-authority': _, ...others } = ROLES;
  const play = scenario({ roles: others });
  play.when('carla', opened());
  expect(listed(drafted())).toContain('emergency');
  expect(listed(play)).not.toContain('emergency');
  for (const name of PEOPLE)
    expect(play.refused(name, { type: 'emergency', incident: R, reason: R })).toBe('needs-role');
});

test('on hold /help has a line for the release instead of one for the hold', () => {
  const play = after(approved(), HOLD);
  expect(listed(play)).toContain('release');
  expect(listed(play)).not.toContain('hold');
});

test('what the stage has brought stands first in /help', () => {
  const first = (stage: Stage) =>
    listed(SCENES.map(([, scene]) => scene()).find((one) => one.state().stage === stage) ?? working())[0];
  expect((['draft', 'submitted', 'assessing', 'in-review', 'approved', 'verifying'] as const).map(first)).toEqual([
    'submit',
    'triage',
    'review',
    'vote',
    'start',
    'verify',
  ]);
});

test.each(LOCALES)('each line of /help begins with a command that is read (%s)', (locale) => {
  for (const type of TYPED_ACTS) {
    const [, word = ''] = /^`\/([\p{L}-]+)/u.exec(message(locale, `status.help.${type}`)) ?? [];
    expect(entryFor(word)?.word, type).toBeDefined();
  }
});

test('4.3: whoever agrees has the text asked first; what only closes rests on nothing', () => {
  const agreeing = Object.entries(ACTS)
    .filter(([, { rests }]) => rests === 'agreed')
    .map(([type]) => type);
  expect(agreeing).toEqual(['vote', 'close', 'confirm', 'second', 'ratify']);
  expect([ACTS.hold.rests, ACTS.concern.rests]).toEqual(['nothing', 'nothing']);
});

test('4.3: what rests on a text that the tracker has to show is taken while it does, and refused once it shows another', () => {
  const resting = TYPED_ACTS.filter((type) => ACTS[type].rests === 'shown' || ACTS[type].rests === 'agreed');
  const taken = new Set<Typed>();
  for (const [name, scene] of SCENES) {
    const play = scene();
    const state = play.state();
    for (const who of PEOPLE)
      for (const type of resting) {
        const [situation, command] = [play.situation(who), sampleOf(type, play)];
        if (codeOf(decide(state, command, situation)) !== undefined) continue;
        taken.add(type);
        const edited = codeOf(decide(state, command, { ...situation, asRecorded: 'no' }));
        expect({ name, who, type, edited }).toEqual({ name, who, type, edited: 'not-as-recorded' });
      }
  }
  expect(resting.filter((type) => !taken.has(type))).toEqual([]);
});
