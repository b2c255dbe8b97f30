/**
 * Every key of the policy file, one row each. From the rows are made: the schema of the file and its JSON Schema (`schema.ts`), the defaults
 * (`whole.ts`), the closed policy (`closed.ts`), Jira's form, and the table in `docs/policy.md` (`page.ts`). `docs/develop.md` says
 * how a key is added.
 */
import { z } from 'zod';
import { LOCALES, type Locale } from '../../text/locale.ts';
import { PROFILES } from '../profile.ts';
import { ROLES, type Role, SEAT_ROLES } from '../role.ts';
import { USUAL_REVIEW_DAYS, USUAL_SEATS } from '../usual.ts';
import { gates } from './gates.ts';
import { key, REQUIRED, type Row } from './row.ts';
import { account, byClass, days, filling, percent, text, texts } from './written.ts';

/** No board needs more seats; each is matched with everybody who could fill it. */
const MOST_SEATS = 20;

const roles = z.strictObject(
  Object.fromEntries(ROLES.map((role) => [role, filling.optional()])) as Readonly<
    Record<Role, z.ZodOptional<typeof filling>>
  >,
);

const seats = byClass((one) =>
  z
    .array(z.enum(SEAT_ROLES))
    .min(1, 'empty-list')
    .max(MOST_SEATS, 'too-many-names')
    .default([...USUAL_SEATS[one]]),
);

const reviewDays = byClass((one) => days(5).default(USUAL_REVIEW_DAYS[one]));

const freeze = z.array(
  z.strictObject({
    from: text,
    to: text,
    stages: z
      .array(z.enum(['start', 'merge', 'deploy']))
      .min(1, 'empty-list')
      .default(['start', 'merge', 'deploy']),
    reason: text,
  }),
);

const tolerance = z.strictObject({ schedule: percent.default(10), cost: percent.default(10) });

/** In the order in which people read them: in the manual, in the form, and in a file that the form begins. */
export const KEYS = {
  profile: key({
    name: 'profile',
    schema: z.enum(PROFILES),
    inForce: 'as-written',
    default: REQUIRED,
    closed: 'standard',
    form: {
      kind: 'choice',
      group: 'general',
      line: 'basics',
      label: 'policy.key.profile',
      options: { standard: 'policy.key.profile.standard', light: 'policy.key.profile.light' },
    },
    meaning: 'How much control: `light` for two people, `standard` for a board by class.',
  }),
  language: key({
    name: 'language',
    schema: z.enum(LOCALES),
    inForce: 'read',
    default: (): Locale => 'en',
    closed: 'en',
    form: { kind: 'language', group: 'general', line: 'basics', label: 'policy.key.language' },
    meaning: 'Language of comments, checks and labels: `en` or `zh-CN`.',
  }),
  'time-zone': key({
    name: 'timeZone',
    schema: text,
    inForce: 'as-written',
    default: ({ language }) => (language === 'zh-CN' ? 'Asia/Shanghai' : 'UTC'),
    closed: 'UTC',
    form: {
      kind: 'text',
      group: 'general',
      line: 'place',
      label: 'policy.key.time-zone',
      placeholder: 'Asia/Shanghai',
    },
    meaning: 'IANA name, for dates; for example `Asia/Shanghai`.',
  }),
  calendar: key({
    name: 'calendar',
    schema: text,
    inForce: 'as-written',
    default: ({ language }) => (language === 'zh-CN' ? 'CN' : 'none'),
    closed: 'none',
    form: {
      kind: 'text',
      group: 'general',
      line: 'place',
      label: 'policy.key.calendar',
      hint: 'policy.key.calendar.hint',
      placeholder: 'CN',
    },
    meaning:
      'Country code of the working calendar, for example `CN`, with a state where it has one (`DE-BY`); `none` for Monday to Friday.',
  }),
  currency: key({
    name: 'currency',
    schema: text,
    inForce: 'read',
    default: ({ language }) => (language === 'zh-CN' ? 'CNY' : undefined),
    closed: 'USD',
    form: { kind: 'text', group: 'general', line: 'measure', label: 'policy.key.currency', placeholder: 'CNY' },
    meaning: 'ISO 4217 code of amounts that name none; what people call it does, too (`RMB`, `€`).',
    unsaid: 'that of the budget; `CNY` in Chinese',
  }),
  budget: key({
    name: 'budget',
    schema: z.union([text, z.number()]),
    inForce: 'read',
    default: () => undefined,
    closed: undefined,
    form: {
      kind: 'text',
      group: 'general',
      line: 'measure',
      label: 'policy.key.budget',
      hint: 'policy.key.budget.hint',
      placeholder: 'CNY 1,200,000',
    },
    meaning: 'Approved budget of the project; cost is scored as a share of it.',
    unsaid: 'none: any cost is critical',
  }),
  'planned-days': key({
    name: 'plannedDays',
    schema: days(120),
    inForce: 'read',
    default: () => undefined,
    closed: undefined,
    form: { kind: 'text', group: 'general', line: 'measure', label: 'policy.key.planned-days', placeholder: '120' },
    meaning: 'Planned length of the project in working days; delay is scored against it.',
  }),
  triage: key({
    name: 'triage',
    schema: z.enum(['auto', 'manual']),
    inForce: 'as-written',
    default: ({ profile }) => (profile === 'light' ? 'auto' : 'manual'),
    closed: 'manual',
    form: { kind: 'in-text' },
    meaning: '`auto` or `manual` (T3).',
  }),
  roles: key({
    name: 'roles',
    schema: roles,
    inForce: 'read',
    default: REQUIRED,
    closed: {},
    form: { kind: 'people-by-role' },
    meaning: 'Who holds which role: `@person`, `@org/team`, or `{name, mail}` without an account.',
  }),
  aliases: key({
    name: 'aliases',
    schema: z.array(z.array(account).min(2)),
    inForce: 'read',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning: 'Groups of accounts that belong to one person.',
  }),
  seats: key({
    name: 'seats',
    schema: seats,
    inForce: 'as-written',
    default: () => seats.parse({}),
    closed: {
      minor: ['project-manager'],
      moderate: ['project-manager'],
      major: ['project-manager'],
      critical: ['project-manager'],
    },
    form: { kind: 'seats-by-class' },
    meaning: 'The votes that each class needs (standard).',
    unsaid: 'rule 3.2',
  }),
  'review-days': key({
    name: 'reviewDays',
    schema: reviewDays,
    inForce: 'as-written',
    default: () => reviewDays.parse({}),
    closed: USUAL_REVIEW_DAYS,
    form: { kind: 'days-by-class' },
    meaning: 'Working days that the board has for its votes, by class.',
  }),
  'plan-confirmation': key({
    name: 'planConfirmation',
    schema: z.boolean(),
    inForce: 'as-written',
    default: ({ profile }) => profile !== 'light',
    closed: true,
    form: { kind: 'check', group: 'board', label: 'policy.key.plan-confirmation' },
    meaning: 'The customer confirms the plan apart from the vote.',
  }),
  acceptance: key({
    name: 'acceptance',
    schema: z.boolean(),
    inForce: 'as-written',
    default: () => false,
    closed: true,
    form: { kind: 'check', group: 'board', label: 'policy.key.acceptance' },
    meaning: 'The customer accepts the result before it is closed.',
  }),
  'emergency-expires': key({
    name: 'emergencyExpires',
    schema: z.boolean(),
    inForce: 'as-written',
    default: () => true,
    closed: true,
    form: { kind: 'check', group: 'board', label: 'policy.key.emergency-expires' },
    meaning: 'The gate of an emergency closes when its review is overdue by as long again as it had.',
  }),
  gates: key({
    name: 'gates',
    schema: gates,
    inForce: 'read',
    default: () => gates.parse({}),
    closed: gates.parse({ merge: { branches: ['**'] } }),
    form: { kind: 'in-text' },
    meaning: 'What a pull request needs before it merges.',
    more: '`merge`: `mode` (`enforce`, or `observe`: the check is neutral and says what it would hold back; do not require it then), `branches`, `paths`, `covers` (`all` or `linked`), `claim` (who may say that a pull request implements a request: `accepted`, its owner, the owner of a step or the project manager (the lead where there is none) accepts it by name with `/accept`; `role`, authors who hold owner, lead or implementer, or own a step, say so by themselves; `anyone`; programs and forks are accepted by name, always; an acceptance outlives pushes by the same author and ends when another account pushes), `exempt` (`paths`, `authors`: for commits that GitHub confirms as theirs), [written as below](#names-of-files-and-branches); this file itself is never exempt; `jira`: keys of the Jira projects whose requests may be named (`[SHIP]`), all others open nothing.',
    unsaid: '`enforce`; `main`, `master`; everything; `accepted`, in light `role`',
  }),
  freeze: key({
    name: 'freezes',
    schema: freeze,
    inForce: 'read',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning: 'Windows (`from`, `to`, `stages`, `reason`) in which nothing starts or merges but emergencies.',
  }),
  bots: key({
    name: 'bots',
    schema: z.array(account),
    inForce: 'read',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning: 'Bots whose comments may carry commands.',
  }),
  tolerance: key({
    name: 'tolerance',
    schema: tolerance,
    inForce: 'read',
    default: () => tolerance.parse({}),
    closed: { schedule: 0, cost: 0 },
    form: { kind: 'in-text' },
    meaning: 'Percent by which actuals may exceed estimates: `schedule`, `cost`.',
  }),
  requirements: key({
    name: 'requirements',
    schema: z.strictObject({ label: text }),
    inForce: 'read',
    default: () => ({ label: 'requirement' }),
    closed: { label: 'requirement' },
    form: { kind: 'in-text' },
    meaning: '`label` that marks an issue as a requirement.',
  }),
  criteria: key({
    name: 'criteria',
    schema: texts,
    inForce: 'as-written',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning: 'The criteria that the board uses, published beside the vote.',
  }),
} as const satisfies Readonly<Record<string, Row>>;

export type Rows = typeof KEYS;
export type Key = keyof Rows;

export const KEY_NAMES = Object.keys(KEYS) as readonly Key[];

/** The rows for a loop, in their order. */
export const ROWS: readonly (Row & { readonly key: Key })[] = KEY_NAMES.map((one) => ({ key: one, ...KEYS[one] }));
