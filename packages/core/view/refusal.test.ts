import { expect, test } from 'vitest';
import { placesIn } from '../../../test/instruments/arguments.ts';
import { type GivenFor, REFUSALS, type Refusal, type RefusalCode, refusalRow, refuse } from '../change/refusal.ts';
import { LOCALES } from '../text/locale.ts';
import { CONTROLS, type Controls } from './control.ts';
import { refusalView } from './refusal.ts';
import { PLAIN, speaker } from './sentence.ts';

/** Codes that are given with values. */
type Filled = { [Code in RefusalCode]: GivenFor<Code> extends readonly [] ? never : Code }[RefusalCode];

/** Values as `decide` hands them over. */
const FILLED: { readonly [Code in Filled]: GivenFor<Code>[0] } = {
  'policy-lost': { version: '3f2a9c01b7de' },
  'policy-erased': { version: '3f2a9c01b7de' },
  'already-open': { label: '#12' },
  'not-in-this-stage': { stage: 'draft', stages: ['in-review', 'approved'] },
  'already-final': { stage: 'closed' },
  'missing-fields': { fields: ['cause', 'notChanging'] },
  'items-without-text': { items: ['#9', 'new'] },
  'unreadable-items': { items: ['#7', '#8'] },
  'not-requester': { requester: 'carla' },
  'needs-role': { roles: ['change-manager', 'owner'] },
  'already-owner': { owner: 'mei' },
  'unknown-impact': { dimensions: ['cost', 'risk'] },
  'incomplete-plan': { gaps: ['step-owner', 'tests'] },
  'missing-alternatives': { gaps: ['do-nothing'], class: 'major' },
  'seat-without-account': { seats: ['customer'], contacts: ['Ms Li'], why: 'unconfirmed' },
  'unfillable-seat': { seats: ['sponsor'], unreadable: ['acme/board'] },
  'no-seat-for-you': { seat: ['customer', 'sponsor'], open: [] },
  'migration-to-confirm': { version: '3f2a9c01b7de', gains: ['customer mei'], loses: [] },
  'no-such-signer': { signer: 'Li Na', known: ['carla'] },
  'signed-ahead': { on: '2035-01-01' },
  'signed-themselves': { signer: 'Li Na' },
  'witness-gone': { by: 'mei' },
  'act-waits': { by: 'chen' },
  'not-a-seat-here': { seat: 'safety', seats: ['customer'] },
  'barred-requester': { open: ['customer'] },
  'barred-on-behalf': { open: [] },
  'barred-author': { open: [] },
  'barred-unknown': { open: [] },
  'provider-staff': { open: ['project-manager'] },
  'ambiguous-seat': { seats: ['project-manager', 'sponsor'] },
  'reason-needed': { command: 'withdraw' },
  'no-such-concern': { id: 'C9', open: ['C1', 'C2'] },
  'no-such-proposal': { id: 'P9', open: ['P1', 'P2'] },
  'not-your-concern': { id: 'C1', by: 'arch' },
  'no-such-condition': { id: 'K9', known: ['K1'] },
  'own-condition': { id: 'K1' },
  'already-met': { id: 'K1' },
  'away-over': { until: '2026-11-03' },
  'not-your-seat': { seats: ['sponsor'] },
  'past-date': { until: '2026-11-03' },
  'not-lower': { class: 'minor' },
  'not-higher': { class: 'critical' },
  'not-approved': { stage: 'assessing' },
  'condition-blocks': { conditions: ['K1', 'K2'] },
  'open-concerns': { concerns: ['C1'] },
  'on-hold': { by: 'mei', reason: 'budget' },
  'freeze-window': { until: '2026-12-31T00:00:00.000Z', reason: 'year end' },
  'no-such-work': { work: '#9', known: ['#21', '#22'] },
  'work-over': { work: '#21' },
  'work-moved': { work: '#21' },
  'no-such-step': { step: '9', known: ['1', '2'] },
  'step-already-settled': { step: '1' },
  'open-steps': { steps: ['1', '2'] },
  'no-such-criterion': { criterion: 'fast', known: ['A PDF opens'] },
  'missing-evidence': { criteria: ['A PDF opens'] },
  'not-ratified': { due: '2026-11-04T09:00:00.000Z' },
  'votes-missing': { seats: ['customer'] },
  'votes-lost': { seats: ['customer'] },
  'unchanged-since-rejection': { would: 'a smaller budget' },
  'edit-unrecordable': { by: 'carla' },
  'not-seen': { facets: ['cost', 'plan'] },
  'nothing-to-confirm': { stage: 'draft' },
  'bad-successor': { target: '#12' },
  'unknown-successor': { target: '#13' },
  'items-uncovered': { target: '#13', items: ['#7', '#9'] },
};

const VALUES: Partial<Record<RefusalCode, Refusal['values']>> = FILLED;

const codes = Object.keys(REFUSALS) as RefusalCode[];

/** A refusal as it may have been stored, by whatever version. */
const stored = (code: RefusalCode, values: Refusal['values'] = {}): Refusal => ({ code, values, onRecord: false });
const filled = (code: RefusalCode): Refusal => stored(code, VALUES[code]);
const controls = Object.fromEntries(CONTROLS.map((one) => [one, `⟦${one}⟧`])) as Controls;

test.each(codes)('the refusal %s says what happened, the rule, and what would work, in both languages', (code) => {
  const view = refusalView(filled(code));
  const said = LOCALES.map((locale) => speaker({ locale, timeZone: 'UTC' }, PLAIN)(view.whole));
  const [english = '', chinese = ''] = said;
  expect(english).toContain(`(rule ${refusalRow(code).rule})`);
  expect(chinese).toContain(`（规则 ${refusalRow(code).rule}）`);
  expect(english).not.toMatch(/[{}]|undefined|not said/);
  expect(chinese).not.toMatch(/[{}]|undefined|：未说明|未说明。/);
  // Whatever the refusal names, its sentence passes on.
  for (const value of Object.values(VALUES[code] ?? {}).flat()) {
    if (typeof value === 'string' && /^(?:#\d|[CK]\d|carla|mei|arch|budget|fast)/.test(value))
      expect(english).toContain(value);
  }
});

test.each(codes)('the refusal %s is answered even when an older version stored it without its values', (code) => {
  for (const locale of LOCALES) {
    expect(speaker({ locale, timeZone: 'UTC' }, PLAIN)(refusalView(stored(code)).whole)).toContain(
      refusalRow(code).rule,
    );
  }
});

test.each(codes)('the row of the refusal %s says what its sentences name, no more and no less', (code) => {
  const { says = {} } = refusalRow(code);
  const examples = ['openExample', 'seatsExample', 'assessExample', 'migrateExample', 'conditionExample'];
  const ours = new Set<string>([...CONTROLS, ...examples]);
  const ids = [`refusal.${code}`, `refusal.${code}.remedy`, `refusal.${code}.press`];
  const named = ids.flatMap(placesIn).filter((place) => !ours.has(place));
  expect([...new Set(named)].sort()).toEqual(Object.keys(says).sort());
});

test('4.7: whoever may not fill the customer’s seat hears which seat is open to them and what to write', () => {
  const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);
  const view = refusalView(refuse('provider-staff', { open: ['project-manager'] }));
  expect(say(view.what)).toBe('You can’t fill the customer’s seat: it is reserved for the customer’s people.');
  expect(say(view.remedy)).toBe('You can vote as project manager: /approve as project-manager.');
});

test('a refusal that names several roles or stages says that one of them is enough', () => {
  const said = (code: 'needs-role' | 'not-in-this-stage', locale: 'en' | 'zh-CN') =>
    speaker({ locale, timeZone: 'UTC' }, PLAIN)(refusalView(filled(code)).whole);
  expect(said('needs-role', 'en')).toContain('change manager or owner');
  expect(said('not-in-this-stage', 'en')).toContain('in review or approved');
  expect(said('needs-role', 'zh-CN')).toMatch(/角色执行：.+或.+。/);
});

test('6.3: text of others never becomes part of a command that people are to copy', () => {
  const view = refusalView(stored('ambiguous-seat', { seats: ['x`; /withdraw', 'nobody'] }));
  expect(speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN)(view.remedy)).toContain('/approve as project-manager');
});

test.each(codes)('the refusal %s names no command, file or repository where people press buttons', (code) => {
  for (const locale of LOCALES) {
    const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    for (const refusal of [filled(code), stored(code)]) {
      const { what, remedy } = refusalView(refusal, controls);
      // What stands between bars names the place's own controls.
      expect(say(remedy).replaceAll(/⟦\w+⟧/g, '')).not.toMatch(/[`{}]|(?<!\w)\/\p{L}|\.yml|repository|仓库/u);
      expect(say(what)).not.toMatch(/`|(?<!\w)\/\p{L}|repository|仓库/u);
      expect(say(refusalView(refusal, controls).whole)).toContain(say(remedy));
    }
  }
});

test('where there are controls, the remedy is a control by the name that it has there; elsewhere the command', () => {
  const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);
  const refusal = refuse('missing-fields', { fields: ['cause'] });
  const named = { ...controls, pressSubmit: 'Hand it in' };
  expect(say(refusalView(refusal, named).remedy)).toBe('Fill them in on this issue, then press “Hand it in”.');
  expect(say(refusalView(refusal).remedy)).toBe('Fill them in at the top of this issue, then write `/submit`.');
});

test('each control is named by some remedy, in both languages', () => {
  const named = LOCALES.map((locale) => {
    const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    const all = codes.flatMap((code) => [filled(code), stored(code)]);
    const text = all.map((one) => say(refusalView(one, controls).remedy)).join('');
    return [...new Set([...text.matchAll(/⟦(\w+)⟧/g)].map(([, one]) => one))].sort();
  });
  expect(named).toEqual(LOCALES.map(() => [...CONTROLS].sort()));
});
