/** Holds what the compiler does not see of the rows: that their values can be written, and that a name means one key. */
import { expect, test } from 'vitest';
import { LOCALES } from '../../text/locale.ts';
import { closedPolicy } from '../closed.ts';
import { inForce } from '../inforce.ts';
import { PROFILES } from '../profile.ts';
import { policyFileSchema } from '../schema.ts';
import { ROWS } from './keys.ts';
import { closedFile, defaultOf } from './whole.ts';

const BASES = PROFILES.flatMap((profile) => LOCALES.map((language) => ({ profile, language })));

test.each(ROWS)('what holds where $key is not written could be written', (row) => {
  for (const basis of BASES) {
    const value = defaultOf(row, basis);
    if (value !== undefined) expect(row.schema.parse(value)).toEqual(value);
  }
});

test('4.4: what holds while a policy cannot be used could be written, and all of it is in force', () => {
  const said = Object.fromEntries(Object.entries(closedFile()).filter(([, value]) => value !== undefined));
  expect(policyFileSchema.parse(said)).toEqual(said);
  const problems: unknown[] = [];
  inForce(closedFile(), (code, path) => problems.push([code, path]));
  expect(problems).toEqual([]);
});

test('4.4: the closed policy fills no role, covers every branch and exempts nothing', () => {
  expect(closedPolicy('zh-CN')).toMatchObject({
    locale: 'zh-CN',
    profile: 'standard',
    triage: 'manual',
    roles: {},
    yardstick: {},
    planConfirmation: true,
    acceptance: true,
    emergencyExpires: true,
    merge: {
      mode: 'enforce',
      branches: ['**'],
      exemptPaths: [],
      exemptAuthors: [],
      covers: 'all',
      claim: 'accepted',
      jira: [],
    },
    tolerance: { schedule: 0, cost: 0 },
  });
});

test('the code calls every key by a name of its own', () => {
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
});
