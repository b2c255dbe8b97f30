/** Holds every key of the policy to have an effect: one that changes nothing is believed to protect somebody. */

import { workingDeadline } from '@countersign/core/calendar/clock.ts';
import { calendarOf } from '@countersign/core/calendar/project.ts';
import { whyNotEnded } from '@countersign/core/change/closing.ts';
import { conclude } from '@countersign/core/change/decider.ts';
import { dueOf } from '@countersign/core/change/due.ts';
import { needsPlanConfirmation, settle, whyReapproval } from '@countersign/core/change/settle.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { isObserved, mergeGate, type Work } from '@countersign/core/gate/merge.ts';
import { groupNotices } from '@countersign/core/notice/group.ts';
import { noticesFor } from '@countersign/core/notice/notice.ts';
import { roleHolders } from '@countersign/core/policy/holder.ts';
import { KEY_NAMES, type Key } from '@countersign/core/policy/key/keys.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { controlledDigest } from '@countersign/core/requirement/controlled.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import { stageName } from '@countersign/core/view/names.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { contactsIn } from '@countersign/github/policy/contacts.ts';
import { readBy } from '@countersign/github/receive/delivered.ts';
import { NO_FACTS, readPayload, translate } from '@countersign/github/translate/translate.ts';
import { isListed } from '@countersign/github/work/judge.ts';
import { readAuthority } from '@countersign/jira/directory.ts';
import { expect, test } from 'vitest';
import { approve, costs, days, inReview, opened, type Scenario, scenario } from '../instruments/scenario.ts';

type Written = Readonly<Record<string, unknown>>;

interface Effect {
  /** Two values of the key, or two policies that differ in it and what it needs. */
  readonly between: readonly [unknown, unknown];
  /** What of the product is another thing under the other value. */
  readonly seen: (policy: Policy) => unknown;
}

const ROLES = {
  'project-manager': ['@mei'],
  'technical-expert': ['@arch', '@deputy'],
  customer: ['@carla'],
  sponsor: ['@fin'],
  quality: ['@qa'],
  safety: ['@saf'],
  chair: ['@chair'],
  'emergency-authority': ['@duty'],
};

const BASE: Written = {
  profile: 'standard',
  'time-zone': 'UTC',
  calendar: 'none',
  currency: 'CNY',
  budget: '1,200,000',
  'planned-days': 200,
  roles: { ...ROLES, lead: ['@lin'] },
  'plan-confirmation': false,
  gates: { merge: { claim: 'anyone' } },
};

function policyOf(said: Written): Policy {
  const resolved = resolvePolicy(JSON.stringify(said));
  if (!('policy' in resolved)) throw new Error(JSON.stringify(resolved.problems));
  return resolved.policy;
}

const policied = (policy: Policy): Scenario => scenario({ policy });
const reviewed = (policy: Policy, ...impacts: Parameters<typeof inReview>[1] & {}) => inReview({ policy }, impacts);

function approved(policy: Policy, ...impacts: Parameters<typeof inReview>[1] & {}): Scenario {
  const play = reviewed(policy, ...impacts);
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  return play;
}

function implementing(policy: Policy): Scenario {
  const play = approved(policy);
  play.when('mei', { type: 'start' });
  return play;
}

function emergency(policy: Policy): Scenario {
  const play = policied(policy);
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-7' });
  return play;
}

/** Five working days from a Wednesday before China's National Day. */
const deadline = async (policy: Policy) =>
  workingDeadline('2026-09-30T12:00:00.000Z', 5, await calendarOf(policy, '2026-09-30T12:00:00.000Z'));

const WORK: Work = { author: 'rob', base: 'main', files: ['src/a.ts'], named: [], authored: { kind: 'own' } };
const gateOf = (more: Partial<Work>) => (policy: Policy) =>
  mergeGate({ kind: 'in-force', policy }, { ...WORK, ...more }).open;
const merge = (part: Written) => ({ merge: { claim: 'anyone', ...part } });

/** What GitHub's delivery about an issue means under the policy. */
function meant(policy: Policy, event: string, more: Written, issue: Written = {}): readonly string[] {
  const payload = readPayload({
    sender: { id: 5, login: 'carla', type: 'User' },
    installation: { id: 3 },
    repository: {
      id: 1,
      node_id: 'R_1',
      name: 'billing',
      full_name: 'acme/billing',
      default_branch: 'main',
      owner: { id: 9, login: 'acme' },
    },
    issue: {
      node_id: 'I_7',
      number: 7,
      title: 'PDF export',
      body: 'It has to be PDF.',
      user: { id: 5, login: 'carla', type: 'User' },
      labels: [{ name: 'need' }],
      html_url: 'https://github.test/7',
      ...issue,
    },
    ...more,
  });
  return translate(event, payload, { ...NO_FACTS, ...readBy(policy), known: true }).map(({ kind }) => kind);
}

const EFFECTS: Readonly<Record<Key, readonly Effect[]>> = {
  profile: [
    {
      between: ['standard', 'light'],
      seen: (policy) => {
        const play = policied(policy);
        play.when('carla', opened());
        return play.state().stage;
      },
    },
  ],
  language: [
    {
      between: ['en', 'zh-CN'],
      seen: (policy) => speaker(settingFor({ kind: 'in-force', policy }, 0), PLAIN)(stageName('deferred')),
    },
  ],
  'time-zone': [
    {
      between: ['UTC', 'Asia/Shanghai'],
      seen: (policy) => {
        const play = reviewed(policy);
        play.when('chair', { type: 'defer', reason: 'no budget', until: '2026-12-01' });
        play.when('arch', { type: 'second' });
        return dueOf(play.state(), play.world.now);
      },
    },
  ],
  calendar: [{ between: ['none', 'CN'], seen: deadline }],
  weekend: [{ between: [undefined, ['friday']], seen: deadline }],
  'days-off': [{ between: [[], ['2026-10-01 to 2026-10-02']], seen: deadline }],
  'make-up-days': [{ between: [[], ['2026-10-03']], seen: deadline }],
  currency: [
    {
      between: ['CNY', 'EUR'],
      seen: (policy) => readComment('/assess cost 5000', { ...NO_FACTS, ...readBy(policy) }),
    },
  ],
  budget: [
    { between: ['CNY 1,200,000', 'CNY 1,000'], seen: (policy) => reviewed(policy, costs(100_000)).state().class },
  ],
  'planned-days': [{ between: [10, 1_000], seen: (policy) => reviewed(policy, days(8)).state().class }],
  'class-limits': [
    {
      between: [{ 'cost-percent': [0, 0, 0] }, { 'cost-percent': [50, 50, 50] }],
      seen: (policy) => reviewed(policy, costs(1_000_000)).state().class,
    },
    {
      between: [{ 'schedule-days': [0, 0, 0] }, { 'schedule-days': [10, 10, 10] }],
      seen: (policy) => reviewed(policy, days(8)).state().class,
    },
    {
      between: [{ 'schedule-percent': [0, 0, 0] }, { 'schedule-percent': [50, 50, 50] }],
      seen: (policy) => reviewed(policy, days(18)).state().class,
    },
  ],
  triage: [
    {
      between: ['manual', 'auto'],
      seen: (policy) => {
        const play = policied(policy);
        play.when('carla', opened());
        play.when('carla', { type: 'submit' });
        return play.state().stage;
      },
    },
  ],
  roles: [
    {
      // Whoever has a change manager leaves triage to that one.
      between: [ROLES, { ...ROLES, 'change-manager': ['@pmo'] }],
      seen: (policy) => {
        const play = policied(policy);
        play.when('carla', opened());
        play.when('carla', { type: 'submit' });
        return conclude(play.state(), { type: 'triage' }, play.situation('mei')).refusal?.code;
      },
    },
  ],
  alternates: [
    {
      between: [{}, { 'project-manager': '@arch' }],
      seen: async (policy) => {
        const someone = (id: string) => ({ id, holder: { id, name: id, people: [], at: '9999' }, doubtful: [] });
        const directory = { user: async (name: string) => someone(name), team: async (name: string) => someone(name) };
        const { roles } = await roleHolders(directory as never, policy, '9999');
        return roles['project-manager']?.alternate;
      },
    },
  ],
  aliases: [
    {
      between: [[], [['@mei', '@mei-2']]],
      seen: async (policy) => {
        const client = {
          request: async (_: string, path: string) => {
            const accountId = decodeURIComponent(/accountId=([^&]*)/.exec(path)?.[1] ?? '');
            return { ok: true, data: { accountId, displayName: accountId, active: true } } as const;
          },
        };
        const facts = { find: async () => undefined, keep: async () => undefined, moment: async () => undefined };
        const reader = { client, facts, now: () => 0, patient: false };
        return (await readAuthority(reader as never, 'T', { ...policy, roles: {} }, undefined)).aliases;
      },
    },
  ],
  'provider-domains': [
    {
      between: [[], ['acme.example']],
      seen: async (policy) => {
        const addresses = { known: async () => new Map() };
        const parts = { addresses, ledger: { read: async () => [] } };
        const meant = await contactsIn(parts as never, { tenant: 'T', project: 'P' } as never, policy);
        return (await meant.contact('customer', { name: 'Li', mail: 'li@mail.acme.example' })).why;
      },
    },
  ],
  channels: [
    {
      between: [[], ['team-a']],
      seen: ({ channels }) => {
        const matters = [{ occasion: 'approved', audience: 'owner', urgency: 'act' }] as const;
        return groupNotices([{ to: { id: 'github:1', name: 'mei' }, urgency: 'act', matters }], channels).length;
      },
    },
  ],
  notices: [
    {
      between: [{}, { approved: { requester: 'off', customer: 'off' } }],
      seen: (policy) => {
        const play = approved(policy);
        const told = { events: [], state: play.state(), situation: play.situation('x') };
        return noticesFor(['approved'], told).length;
      },
    },
  ],
  seats: [
    {
      between: [{}, { minor: ['project-manager', 'technical-expert', 'customer', 'sponsor'] }],
      seen: (policy) => reviewed(policy).state().seats,
    },
  ],
  'review-days': [{ between: [{ minor: 3 }, { minor: 9 }], seen: (policy) => reviewed(policy).state().reviewDue }],
  'emergency-review-days': [{ between: [2, 5], seen: (policy) => emergency(policy).state().emergency?.reviewDue }],
  'approval-days': [
    {
      between: [180, 20],
      seen: (policy) => {
        const play = approved(policy);
        return changeGate(play.state(), 'merge', {
          ...play.situation('x'),
          now: '2026-12-24T00:00:00.000Z',
        }).because.map(({ code }) => code);
      },
    },
  ],
  'assessment-days': [
    {
      between: [60, 10],
      seen: (policy) => {
        const play = reviewed(policy);
        play.when('chair', { type: 'defer', reason: 'no budget', until: '2026-12-01' });
        play.when('arch', { type: 'second' });
        return settle(play.state(), { ...play.situation('system'), now: '2026-12-01T09:00:00.000Z' });
      },
    },
  ],
  'plan-confirmation': [
    {
      between: [false, true],
      seen: (policy) => {
        const play = reviewed(policy);
        return needsPlanConfirmation(play.state(), play.situation('x').policy);
      },
    },
  ],
  acceptance: [
    {
      between: [false, true],
      seen: (policy) => {
        const play = implementing(policy);
        const { plan: _, ...content } = play.state().content;
        const done = { ...play.state(), content, actuals: { days: 0, cost: { minor: 0, currency: 'CNY' } } };
        return whyNotEnded(done as never, play.situation('x'));
      },
    },
  ],
  'emergency-expires': [
    {
      between: [true, false],
      seen: (policy) => {
        const play = emergency(policy);
        return changeGate(play.state(), 'merge', { ...play.situation('x'), now: '2027-01-01T00:00:00.000Z' }).open;
      },
    },
  ],
  gates: [
    { between: [merge({}), merge({ mode: 'observe' })], seen: (policy) => isObserved({ kind: 'in-force', policy }) },
    { between: [merge({}), merge({ branches: ['release'] })], seen: gateOf({}) },
    { between: [merge({}), merge({ paths: ['docs/**'] })], seen: gateOf({}) },
    { between: [merge({}), merge({ covers: 'linked' })], seen: gateOf({}) },
    { between: [merge({}), merge({ exempt: { paths: ['src/**'] } })], seen: gateOf({}) },
    { between: [merge({}), merge({ exempt: { authors: ['@rob'] } })], seen: gateOf({}) },
    {
      between: [{ merge: { claim: 'accepted' } }, { merge: { claim: 'anyone' } }],
      seen: (policy) => {
        const play = approved(policy);
        play.when('stranger', { type: 'link-work', work: 'PR_21', label: '#21', origin: 'own' });
        return play.state().stage;
      },
    },
    {
      between: [merge({ jira: ['SHIP'] }), merge({})],
      seen: (policy) => isListed({ kind: 'in-force', policy }, 'SHIP-12'),
    },
  ],
  freeze: [
    {
      between: [[], [{ from: '2026-01-01', to: '2099-01-01', reason: 'Year end' }]],
      seen: (policy) => {
        const play = implementing({ ...policy, freezes: [] });
        return changeGate(play.state(), 'merge', { ...play.situation('x'), policy }).because.map(({ code }) => code);
      },
    },
  ],
  bots: [
    {
      between: [[], ['@helper[bot]']],
      seen: (policy) =>
        meant(
          policy,
          'issue_comment',
          {
            action: 'created',
            sender: { id: 8, login: 'helper[bot]', type: 'Bot' },
            comment: { id: 1, body: '/hold it waits', user: { id: 8, login: 'helper[bot]', type: 'Bot' } },
          },
          { labels: [{ name: 'change-request' }] },
        ),
    },
  ],
  tolerance: [
    {
      between: [{ schedule: 10 }, { schedule: 80 }],
      seen: (policy) => {
        const play = approved(policy, days(4));
        const state = { ...play.state(), actuals: { days: 6, cost: { minor: 0, currency: 'CNY' } } };
        return whyReapproval(state, play.situation('x'))?.detail;
      },
    },
    {
      between: [{ cost: 10 }, { cost: 80 }],
      seen: (policy) => {
        const play = approved(policy, costs(1_000));
        const state = { ...play.state(), actuals: { days: 0, cost: { minor: 1_500, currency: 'CNY' } } };
        return whyReapproval(state, play.situation('x'))?.detail;
      },
    },
  ],
  requirements: [
    {
      between: [{ label: 'requirement' }, { label: 'need' }],
      seen: (policy) => meant(policy, 'issues', { action: 'edited' }),
    },
    { between: [{ edits: 'flag' }, { edits: 'allow' }], seen: ({ edits }) => edits },
    { between: [{ edits: 'flag' }, { edits: 'propose' }], seen: ({ edits }) => edits },
    ...[{ controlled: { title: false } }, { controlled: { except: ['Dates'] } }].map(
      (other): Effect => ({
        between: [{}, other],
        seen: ({ controlled }) => controlledDigest({ title: 'Export', body: 'In PDF.\n\n# Dates\n\nSoon' }, controlled),
      }),
    ),
  ],
  criteria: [
    {
      between: [[], ['Does it pay?']],
      seen: (policy) => {
        const play = reviewed(policy);
        return statusView(play.state(), play.situation('x'), play.happened).boardCriteria;
      },
    },
  ],
};

const CASES = KEY_NAMES.flatMap((key) => EFFECTS[key].map((effect, at) => ({ key, at, ...effect })));

test.each(CASES)('The key $key changes something ($at)', async ({ key, between, seen }) => {
  const [one, other] = between.map((value) => policyOf({ ...BASE, [key]: value }));
  if (!one || !other) throw new Error('two policies are compared');
  expect(await seen(one)).not.toEqual(await seen(other));
});

/** Keys with parts: a part that changes nothing is no better. */
test.each([
  ['gates', ['mode', 'branches', 'paths', 'covers', 'claim', 'exempt', 'jira']],
  ['tolerance', ['schedule', 'cost']],
  ['requirements', ['label', 'controlled', 'title', 'except', 'edits']],
  ['class-limits', ['schedule-days', 'schedule-percent', 'cost-percent']],
] as const)('Every part of %s is among them', (key, parts) => {
  const written = JSON.stringify(EFFECTS[key].map(({ between }) => between));
  for (const part of parts) expect(written).toContain(`"${part}"`);
});
