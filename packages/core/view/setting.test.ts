/** Shows in which language and zone people are spoken to, whatever became of the policy. */
import { expect, test } from 'vitest';
import { resolvePolicy } from '../policy/resolve.ts';
import { policyTemplate } from '../policy/template.ts';
import { settingFor } from './setting.ts';

const NOW = Date.UTC(2026, 10, 2);
const resolved = resolvePolicy(policyTemplate('standard', 'zh-CN', { lead: 'mei', expert: 'theo', customer: 'carla' }));
if (!('policy' in resolved)) throw new Error('the template has problems');
const inForce = { kind: 'in-force', policy: resolved.policy } as const;

test('a policy in force gives its zone, and its language where nobody’s own is known', () => {
  expect(settingFor(inForce, NOW)).toEqual({ locale: 'zh-CN', timeZone: 'Asia/Shanghai', year: '2026' });
  expect(settingFor(inForce, NOW, 'en')).toEqual({ locale: 'en', timeZone: 'Asia/Shanghai', year: '2026' });
});

test('without one the time is UTC, and a broken one is spoken of in the language of its problems', () => {
  expect(settingFor({ kind: 'missing' }, NOW)).toMatchObject({ locale: 'en', timeZone: 'UTC' });
  expect(settingFor({ kind: 'broken', problems: ['策略有误'] }, NOW)).toMatchObject({
    locale: 'zh-CN',
    timeZone: 'UTC',
  });
  expect(settingFor({ kind: 'broken', problems: ['策略有误'] }, NOW, 'en').locale).toBe('en');
});
