import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { problemSentence } from './problem.ts';
import { resolvePolicy } from './resolve.ts';
import { policyTemplate } from './template.ts';

const ROLES =
  'roles:\n  project-manager: ["@mei"]\n  technical-expert: ["@arch", "@deputy"]\n  customer: ["@carla"]\n  sponsor: ["@fin"]\n  quality: ["@qa"]\n  safety: ["@saf"]\n';
const GOOD = `profile: standard\ncurrency: CNY\nbudget: CNY 1,200,000\n${ROLES}`;

function codes(source: string): readonly string[] {
  const resolved = resolvePolicy(source);
  return 'problems' in resolved ? resolved.problems.map((one) => `${one.code}@${one.line}`) : [];
}

test('3.2: a policy with only its roles gets the standard’s seats and defaults', () => {
  const resolved = resolvePolicy(GOOD);
  expect(resolved).toMatchObject({
    policy: {
      profile: 'standard',
      triage: 'manual',
      planConfirmation: true,
      yardstick: { budget: { minor: 120_000_000, currency: 'CNY' } },
    },
  });
  if ('policy' in resolved)
    expect(resolved.policy.seats.critical.filter((seat) => seat === 'technical-expert')).toHaveLength(2);
});

test('6.4: who may claim a request follows the profile, unless the policy says it', () => {
  const claim = (source: string) => {
    const resolved = resolvePolicy(source);
    return 'policy' in resolved ? resolved.policy.merge.claim : resolved.problems;
  };
  const light = 'profile: light\ncurrency: CNY\nroles:\n  lead: ["@mei"]\n  customer: ["@carla"]\n';
  const said = (word: string) => `gates:\n  merge:\n    claim: ${word}\n`;
  expect([claim(light), claim(GOOD)]).toEqual(['role', 'accepted']);
  for (const word of ['accepted', 'role', 'anyone'])
    expect([claim(light + said(word)), claim(GOOD + said(word))]).toEqual([word, word]);
});

test.each(LOCALES)('the starter policies resolve (%s)', (locale) => {
  const names = { lead: 'mei', expert: 'arch', customer: 'carla' };
  for (const profile of ['light', 'standard'] as const)
    expect(codes(policyTemplate(profile, locale, names))).toEqual([]);
});

test.each([
  ['broken YAML', 'profile: [', ['not-yaml@1']],
  ['a list', '- a', ['not-a-mapping@1']],
  ['nothing', '', ['not-a-mapping@1']],
  ['a misspelt key', `${GOOD}triaje: auto\n`, ['unknown-key@11']],
  ['a misspelt role', GOOD.replace('sponsor:', 'sponser:'), ['unknown-key@8']],
  ['a misspelt profile', GOOD.replace('standard', 'standart'), ['unknown-value@1']],
  ['an empty role', GOOD.replace('["@fin"]', '[]'), ['empty-list@8']],
  ['no roles', 'profile: standard\n', ['missing@0']],
  ['a seat that nobody fills', GOOD.replace('  safety: ["@saf"]\n', ''), ['seat-unfilled@0']],
  ['one person for two seats', GOOD.replace('"@arch", "@deputy"', '"@arch"'), ['too-few-people@6']],
  ['one person on both sides', GOOD.replace('["@carla"]', '["@carla", "@mei"]'), ['customer-and-provider@5']],
  ['an alternate who holds the role', `${GOOD}alternates:\n  project-manager: "@mei"\n`, ['alternate-holder@12']],
  ['an alternate who is nobody’s staff', `${GOOD}alternates:\n  quality: "@zoe"\n`, ['alternate-other-side@12']],
  ['an alternate of the customer’s', `${GOOD}alternates:\n  quality: "@carla"\n`, ['alternate-other-side@12']],
  ['an alternate of a role that nobody holds', `${GOOD}alternates:\n  lead: "@mei"\n`, ['alternate-unfilled@12']],
  ['a team as an alternate', `${GOOD}alternates:\n  quality: "@acme/pmo"\n`, ['team-for-person@12']],
  ['an alternate for the customer’s seat', `${GOOD}alternates:\n  customer: "@mei"\n`, ['unknown-key@12']],
  ['an alternate', `${GOOD}alternates:\n  quality: "@mei"\n`, []],
  [
    'a notice of what somebody has to act on',
    `${GOOD}notices:\n  progress: {customer: now}\n  vote-needed: {seats: digest}\n`,
    ['notice-to-act@13'],
  ],
  ['a notice to nobody', `${GOOD}notices:\n  progress: {customers: now}\n`, ['unknown-key@12']],
  ['a notice of nothing', `${GOOD}notices:\n  progres: {customer: now}\n`, ['unknown-key@12']],
  ['a notice that asks', `${GOOD}notices:\n  progress: {customer: act}\n`, ['unknown-value@12']],
  ['notices that are off', `${GOOD}notices:\n  progress: {requester: off, customer: digest}\n`, []],
  ['a light policy without a lead', 'profile: light\nroles:\n  customer: ["@c"]\n', ['lead-missing@2']],
  ['a budget of nothing', GOOD.replace('CNY 1,200,000', 'CNY 0'), ['no-budget@3']],
  ['a bad budget', GOOD.replace('CNY 1,200,000', 'much'), ['bad-amount@3']],
  ['a budget in another currency', GOOD.replace('budget: CNY', 'budget: USD'), ['currency-differs@3']],
  [
    'a currency that does not exist',
    GOOD.replace('currency: CNY', 'currency: CNX').replace('budget: CNY 1,200,000\n', ''),
    ['unknown-currency@2'],
  ],
  ['a calendar that nobody knows', `${GOOD}calendar: XX\n`, ['unknown-calendar@11']],
  ['a state that the country has not', `${GOOD}calendar: DE-QQ\n`, ['unknown-calendar@11']],
  ['a time zone that does not exist', `${GOOD}time-zone: Asia/Peking\n`, ['unknown-time-zone@11']],
  [
    'a freeze that ends first',
    `${GOOD}freeze:\n  - {from: 2026-12-24, to: 2026-12-20, reason: x}\n`,
    ['freeze-ends-first@12'],
  ],
  [
    'a freeze by a clock that several places call theirs',
    `${GOOD}freeze:\n  - {from: 2026-12-24 18:00 CST, to: 2026-12-26, reason: x}\n`,
    ['ambiguous-zone@12'],
  ],
  [
    'a freeze at a day that does not exist',
    `${GOOD}freeze:\n  - {from: 2026-02-30, to: 2026-03-02, reason: x}\n`,
    ['bad-date@12'],
  ],
  ['a time zone that several places call theirs', `${GOOD}time-zone: CST\n`, ['ambiguous-time-zone@11']],
  ['a freeze without a date', `${GOOD}freeze:\n  - {from: soon, to: 2026-12-20, reason: x}\n`, ['bad-date@12']],
  ['a strange name', GOOD.replace('"@fin"', '"fin and bob"'), ['bad-name@8']],
  [
    'two problems at once',
    `${GOOD.replace('standard', 'standart')}triaje: auto\n`,
    ['unknown-value@1', 'unknown-key@11'],
  ],
])('4.4: %s is no policy, and its line is named', (_, source, expected) => {
  expect([...codes(source)].sort()).toEqual([...expected].sort());
});

test('a misspelt word is answered with the one that was meant, in both languages', () => {
  const resolved = resolvePolicy(GOOD.replace('sponsor:', 'sponser:'));
  const [problem] = 'problems' in resolved ? resolved.problems : [];
  if (!problem) throw new Error('no problem was found');
  expect(problemSentence(problem, catalogue('en'))).toMatch(/Line 8, roles.sponser: .*Did you mean “sponsor”\?/);
  expect(problemSentence(problem, catalogue('zh-CN'))).toMatch(/第 8 行.*您是否想写“sponsor”/);
});

test.each([
  ['de', 'DE'],
  ['UK', 'GB'],
  ['Germany', 'DE'],
  ['Germny', 'DE'],
  ['中国', 'CN'],
  ['DE-BYY', 'DE-BY'],
  ['CN-BJ', 'CN'],
])('a calendar that is written otherwise is answered with the one that was meant: %s', (given, meant) => {
  const source = `${GOOD}calendar: ${given}\n`;
  expect(said(source)).toEqual([`Line 11, calendar: No calendar is known for “${given}”. Did you mean “${meant}”?`]);
  expect(said(source, 'zh-CN')).toEqual([`第 11 行，calendar：没有“${given}”的日历。您是否想写“${meant}”？`]);
});

test('a calendar that nothing resembles is answered with how one is written, in both languages', () => {
  const source = `${GOOD}calendar: XX\n`;
  expect(said(source)[0]).toMatch(/No calendar is known for “XX”\. Use a country code such as CN/);
  expect(said(source, 'zh-CN')[0]).toMatch(/没有“XX”的日历。请使用国家代码/);
  for (const good of ['none', 'CN', 'DE-BY', 'US']) expect(said(`${GOOD}calendar: ${good}\n`)).toEqual([]);
});

test('no text makes the parser throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((tail) => `${GOOD}${tail}`),
        fc.json(),
      ),
      (source) => {
        const resolved = resolvePolicy(source);
        if ('problems' in resolved)
          for (const one of resolved.problems) expect(problemSentence(one, catalogue('en'))).toBeTruthy();
      },
    ),
  );
});

test('an alias bomb is refused', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)
    .join('\n')}\n`;
  expect(codes(bomb)[0]).toMatch(/not-yaml|unknown-key/);
});

function said(source: string, locale: 'en' | 'zh-CN' = 'en'): readonly string[] {
  const resolved = resolvePolicy(source);
  return 'problems' in resolved ? resolved.problems.map((one) => problemSentence(one, catalogue(locale))) : [];
}

test('what is wrong in its shape and what is wrong in its meaning is found in one reading', () => {
  const source = `${GOOD.replace('CNY 1,200,000', 'much')}planned-days: soon\nreview-days: {minor: -3}\ntime-zone: Asia/Peking\n`;
  expect([...codes(source)].sort()).toEqual(['bad-amount@3', 'bad-days@11', 'bad-days@12', 'unknown-time-zone@13']);
  const seats = `${GOOD.replace('  safety: ["@saf"]\n', '')}planned-days: soon\n`;
  expect([...codes(seats)].sort()).toEqual(['bad-days@10', 'seat-unfilled@0']);
});

test.each([
  ['a misspelt profile key', GOOD.replace('profile:', 'profil:'), ['unknown-key@1']],
  ['a misspelt role whose seat would be empty', GOOD.replace('safety:', 'safty:'), ['unknown-key@10']],
  [
    'a currency that is none, with a budget in another',
    GOOD.replace('currency: CNY', 'currency: DOLLARS'),
    ['unknown-currency@2'],
  ],
  ['no profile', GOOD.replace('profile: standard\n', ''), ['missing@0']],
  ['more than one thing that the parser stumbles over', 'a: b: c\nd: [\ne: "', ['not-yaml@1']],
])('one mistake is said once: %s', (_, source, expected) => {
  expect(codes(source)).toEqual(expected);
});

test('each sentence says what to write, and names what was written', () => {
  expect(said(GOOD.replace('profile: standard\n', ''))).toEqual([
    '“profile” is missing; write one of: profile: light / profile: standard.',
  ]);
  expect(said(GOOD.replace('standard', 'strict'))[0]).toContain(
    '“strict” is not possible here. Allowed: light, standard.',
  );
  expect(said(GOOD.replace('profile:', 'profil:'))).toEqual([
    'Line 1, profil: There is no “profil” here. Did you mean “profile”?',
  ]);
  expect(said(`${GOOD}planned-days: -3\n`)).toEqual([
    'Line 11, planned-days: Write a number of days that is more than 0, for example 120.',
  ]);
  const three = said(`${GOOD}tolerance: {cost: 200}\nacceptance: maybe\naliases: [["@a"]]\n`);
  expect([...three].sort()).toEqual([
    'Line 11, tolerance.cost: Write a number from 0 to 100.',
    'Line 12, acceptance: Write true or false here.',
    'Line 13, aliases[0]: Name at least 2, or leave the line out.',
  ]);
});

test('what the parser stumbles over is said in words of ours, with its line', () => {
  expect(said(`${GOOD}criteria:\n  - a: b: c\n`)).toEqual([
    'Line 12: This is not valid YAML. Lines that belong together begin equally far in; a text with a colon in it stands in quotation marks.',
  ]);
  expect(said(`${GOOD}currency: USD\n`)[0]).toContain('This key stands twice');
  expect(said('roles: [', 'zh-CN')[0]).toMatch(/不是有效的 YAML。缺少/);
});

test('6.1: a freeze without an offset is read by the clocks of the project, a day without a time as the whole day', () => {
  const freezeOf = (zone: string, from: string, to: string) => {
    const resolved = resolvePolicy(`${GOOD}time-zone: ${zone}\nfreeze:\n  - {from: ${from}, to: ${to}, reason: x}\n`);
    if (!('policy' in resolved)) throw new Error(JSON.stringify(resolved.problems));
    return resolved.policy.freezes.map((one) => [one.from, one.to]);
  };
  expect(freezeOf('Asia/Shanghai', '2026-12-24 18:00', '2026-12-26')).toEqual([
    ['2026-12-24T10:00:00.000Z', '2026-12-26T16:00:00.000Z'],
  ]);
  expect(freezeOf('America/New_York', '2026-12-24', '2026-12-24')).toEqual([
    ['2026-12-24T05:00:00.000Z', '2026-12-25T05:00:00.000Z'],
  ]);
  expect(freezeOf('America/New_York', '2026-12-24T18:00+08:00', '2026-12-24T18:00Z')).toEqual([
    ['2026-12-24T10:00:00.000Z', '2026-12-24T18:00:00.000Z'],
  ]);
});

test('6.1: what is ambiguous is said with both ways out, in both languages', () => {
  const source = `${GOOD}freeze:\n  - {from: 2026-12-24 18:00 CST, to: 2026-12-26, reason: x}\n`;
  expect(said(source)[0]).toMatch(/^Line 12, freeze\[0\]\.from: “CST” is the time of more than one place.*\+08:00/);
  expect(said(source, 'zh-CN')[0]).toMatch(/“CST”是多个地方共用的时区缩写.*\+08:00/);
});
