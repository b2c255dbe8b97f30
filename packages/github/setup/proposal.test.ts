import { roleNames } from '@countersign/core/policy/names.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { githubOracle } from '../../../test/instruments/github-oracle.ts';
import { CHECK_NAME } from '../markdown/check.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import { FORM_PATH, onboarding } from './proposal.ts';
import { ruleset } from './ruleset.ts';

const NAMES = { lead: 'mei', expert: 'arch', customer: 'carla' };
const BILLING = { name: 'acme/billing', branch: 'main', app: 4711 };
const CASES = LOCALES.flatMap((locale) =>
  (['light', 'standard'] as const).map((profile) => [profile, locale] as const),
);

test.each(CASES)('the policy that onboarding proposes is in force as it stands (%s, %s)', (profile, locale) => {
  const resolved = resolvePolicy(onboarding(profile, locale, NAMES, BILLING).files.get(POLICY_PATH) ?? '');
  expect(resolved).toMatchObject({ policy: { profile, locale } });
  if ('policy' in resolved) expect(roleNames(resolved.policy)).toEqual({ users: ['arch', 'carla', 'mei'], teams: [] });
});

test.each(CASES)('the form keeps to what GitHub accepts (%s, %s)', (profile, locale) => {
  const form = parse(onboarding(profile, locale, NAMES, BILLING).files.get(FORM_PATH) ?? '') as {
    name: string;
    description: string;
    body: { id: string; type: string; attributes: { label: string; options?: string[] } }[];
  };
  expect(form.name).toBeTruthy();
  expect(form.description).toBeTruthy();
  for (const key of ['id', 'label'] as const) {
    const values = form.body.map((one) => (key === 'id' ? one.id : one.attributes.label));
    expect(new Set(values).size).toBe(values.length);
  }
  for (const { id, type, attributes } of form.body) {
    expect(id).toMatch(/^[\w-]+$/);
    expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
    if (type === 'checkboxes') expect(JSON.stringify(attributes.options)).toMatch(/^\[(\{"label":"[^"]+"\},?)+\]$/);
    if (type === 'dropdown') expect(new Set(attributes.options).size).toBe(attributes.options?.length);
    // GitHub refuses an option that is the word for "nothing".
    expect(attributes.options ?? []).not.toContain('None');
  }
});

test('roleNames gives each user and team once, and aliases with them', () => {
  const filling = { users: ['mei'], teams: ['acme/pmo'], contacts: [] };
  const policy = { roles: { 'project-manager': filling, sponsor: filling }, aliases: [['mei', 'mei-private']] };
  expect(roleNames(policy)).toEqual({ users: ['mei', 'mei-private'], teams: ['acme/pmo'] });
});

test.each(LOCALES)(
  'the proposal tells an administrator how to have the check required: by a ruleset as GitHub takes it (%s)',
  (locale) => {
    const { body } = onboarding('standard', locale, NAMES, BILLING);
    const [, command = '', text = ''] =
      /```sh\n(gh api [^\n]*) --input - <<'JSON'\n([\s\S]*?)\nJSON\n```/.exec(body) ?? [];
    expect(command).toBe('gh api --method POST repos/acme/billing/rulesets');
    const given = JSON.parse(text) as unknown;
    expect(githubOracle().request('POST', '/repos/acme/billing/rulesets', given)).toEqual([]);
    expect(JSON.stringify(given)).toContain(`{"context":"${CHECK_NAME}","integration_id":4711}`);
    expect(
      githubOracle().request('POST', '/repos/acme/billing/rulesets', { ...ruleset(1), enforcement: 'always' }),
    ).not.toEqual([]);
  },
);
