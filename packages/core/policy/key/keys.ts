/**
 * Every key of the policy file, one row each. From the rows are made: the schema of the file and its JSON Schema (`schema.ts`), the defaults
 * (`whole.ts`), the closed policy (`closed.ts`), Jira's form, and the table in `docs/policy.md` (`page.ts`; for Chinese readers by `meaning.zh-CN.ts`). `docs/develop.md` says
 * how a key is added.
 */

import { z } from 'zod';
import { WEEKDAYS } from '../../calendar/weekend.ts';
import { USUAL_LIMITS } from '../../impact/class.ts';
import { EDITS } from '../../requirement/edits.ts';
import { LOCALES, type Locale } from '../../text/locale.ts';
import { PROFILES } from '../profile.ts';
import { ALTERNATE_ROLES, ROLES, type Role, SEAT_ROLES } from '../role.ts';
import { AUDIENCES, OCCASIONS, TOLD } from '../telling.ts';
import {
  USUAL_APPROVAL_DAYS,
  USUAL_ASSESSMENT_DAYS,
  USUAL_EMERGENCY_REVIEW_DAYS,
  USUAL_REVIEW_DAYS,
  USUAL_SEATS,
} from '../usual.ts';
import { gates } from './gates.ts';
import { key, REQUIRED, type Row } from './row.ts';
import {
  account,
  byClass,
  channel,
  days,
  domain,
  filling,
  limits,
  oneself,
  percent,
  person,
  text,
  texts,
  wholeDays,
} from './written.ts';

/** More groups than that read of no project. */
const MOST_CHANNELS = 10;

/** No board needs more seats; each is matched with everybody who could fill it. */
const MOST_SEATS = 20;

const roles = z.strictObject(
  Object.fromEntries(ROLES.map((role) => [role, filling.optional()])) as Readonly<
    Record<Role, z.ZodOptional<typeof filling>>
  >,
);

const alternates = z.strictObject(
  Object.fromEntries(ALTERNATE_ROLES.map((role) => [role, person.optional()])) as Readonly<
    Record<(typeof ALTERNATE_ROLES)[number], z.ZodOptional<typeof person>>
  >,
);

const toldAs = z.strictObject(
  Object.fromEntries(AUDIENCES.map((one) => [one, z.enum(TOLD).optional()])) as Readonly<
    Record<(typeof AUDIENCES)[number], z.ZodOptional<z.ZodEnum<{ now: 'now'; digest: 'digest'; off: 'off' }>>>
  >,
);
const notices = z.strictObject(
  Object.fromEntries(OCCASIONS.map((one) => [one, toldAs.optional()])) as Readonly<
    Record<(typeof OCCASIONS)[number], z.ZodOptional<typeof toldAs>>
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

/** An approval, or an assessment, that is older than two years is of another project. */
const LONGEST_VALID = 730;
/** A month of working days: an emergency that is reviewed later is not reviewed. */
const LONGEST_EMERGENCY = 20;
/** A working year, and half of the project: what is larger is no small change, whoever asks. */
const [MOST_LATE, MOST_SHARE] = [250, 50];

const classLimits = z.strictObject({
  'schedule-days': limits(USUAL_LIMITS.scheduleDays, MOST_LATE).default([...USUAL_LIMITS.scheduleDays]),
  'schedule-percent': limits(USUAL_LIMITS.schedulePercent, MOST_SHARE).default([...USUAL_LIMITS.schedulePercent]),
  'cost-percent': limits(USUAL_LIMITS.costPercent, MOST_SHARE).default([...USUAL_LIMITS.costPercent]),
});

const weekend = z.array(z.enum(WEEKDAYS)).refine((named) => new Set(named).size < WEEKDAYS.length, 'no-working-day');

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

const requirements = z.strictObject({
  label: text.default('requirement'),
  controlled: z
    .strictObject({ title: z.boolean().default(true), except: texts.default(['Notes', '备注']) })
    .default({ title: true, except: ['Notes', '备注'] }),
  edits: z.enum(EDITS).default('flag'),
});

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
  weekend: key({
    name: 'weekend',
    schema: weekend,
    inForce: 'as-written',
    default: () => undefined,
    closed: undefined,
    form: { kind: 'in-text' },
    meaning: 'Days of the week that are off, for example `[friday, saturday]`; `[]` where every day is worked.',
    unsaid: 'that of the calendar’s country; Saturday and Sunday',
  }),
  'days-off': key({
    name: 'daysOff',
    schema: texts,
    inForce: 'read',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning: 'The project’s own days off, beside those of its calendar: `2026-12-24`, or `2026-12-24 to 2026-12-31`.',
  }),
  'make-up-days': key({
    name: 'makeUpDays',
    schema: texts,
    inForce: 'read',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning: 'Days that the project works although its calendar has them off, written in the same way.',
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
  'class-limits': key({
    name: 'classLimits',
    schema: classLimits,
    inForce: 'read',
    default: () => classLimits.parse({}),
    closed: { 'schedule-days': [0, 0, 0], 'schedule-percent': [0, 0, 0], 'cost-percent': [0, 0, 0] },
    form: { kind: 'in-text' },
    meaning: 'Up to where a delay or a cost scores 1, 2 and 3 (2.2); what is more scores 4.',
    more: '`schedule-days`, `schedule-percent` (of `planned-days`; the larger of the two counts) and `cost-percent` (of `budget`), three numbers each.',
    unsaid: '`[2, 5, 15]`, `[1, 3, 10]`, `[0.5, 2, 5]`',
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
    meaning:
      'Who holds which role: `@person`, `@org/team`, or `{name, mail}` without an account. A name means the account or team that had it when the policy that brings it was put in force, whatever it is called by then; `@mei:583231` and `@acme/pmo:4711` say which one by its id.',
  }),
  alternates: key({
    name: 'alternates',
    schema: alternates,
    inForce: 'read',
    default: () => ({}),
    closed: {},
    form: { kind: 'in-text' },
    meaning:
      'To whom the votes of a role go when the board’s time is over, or when everybody who holds it is away (4.5): one person for each role, for example `project-manager: "@wang"`, who holds another role of the provider. They vote for whoever is late, and both have to be independent. The customer’s seat has none: it is the customer’s to hand on.',
  }),
  aliases: key({
    name: 'aliases',
    schema: z.array(z.array(oneself).min(2)),
    inForce: 'read',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning:
      'Groups of accounts that belong to one person. Accounts of the other tracker by their ids: `github:583231` (or `@mei:583231`), `jira:712020:5b…`. A name in one that is nobody’s closes the seats of the others. The mail address of a contact who has an account by now stands with it.',
  }),
  'provider-domains': key({
    name: 'providerDomains',
    schema: z.array(domain),
    inForce: 'as-written',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning:
      'Domains of the provider’s own mail addresses, with all below them, for example `[acme.example]`: nobody there signs as the customer or a supplier (4.7). The domain from which the server sends is one in any case.',
  }),
  channels: key({
    name: 'channels',
    schema: z.array(channel).max(MOST_CHANNELS, 'too-many-names'),
    inForce: 'as-written',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning:
      'Where groups are told at once what people are told at once: robots of 企业微信, 钉钉, 飞书, Slack or Microsoft Teams, and webhooks, by the names that whoever runs the server gave them, for example `[team-a]` (`docs/running.md`). They tell and link; nobody acts by them.',
  }),
  notices: key({
    name: 'notices',
    schema: notices,
    inForce: 'as-written',
    default: () => ({}),
    closed: {},
    form: { kind: 'in-text' },
    meaning:
      'Who is told otherwise than rule 9 says, by event and role: `now`, `digest` (in the morning, with whatever else there is) or `off`, for example `progress: {customer: digest, requester: off}`. What somebody has to act on is told at once, whatever stands here. People choose for themselves within it.',
    more: `Events: ${OCCASIONS.map((one) => `\`${one}\``).join(', ')}. Roles: ${AUDIENCES.map((one) => `\`${one}\``).join(', ')} (\`seats\`: whoever sits on the board for the provider).`,
    unsaid: 'rule 9',
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
  'emergency-review-days': key({
    name: 'emergencyReviewDays',
    schema: days(USUAL_EMERGENCY_REVIEW_DAYS, LONGEST_EMERGENCY),
    inForce: 'as-written',
    default: () => USUAL_EMERGENCY_REVIEW_DAYS,
    closed: 1,
    form: {
      kind: 'text',
      group: 'board',
      line: 'lasting',
      label: 'policy.key.emergency-review-days',
      placeholder: String(USUAL_EMERGENCY_REVIEW_DAYS),
    },
    meaning: 'Working days within which an emergency is reviewed (4.8).',
  }),
  'approval-days': key({
    name: 'approvalDays',
    schema: wholeDays(USUAL_APPROVAL_DAYS, LONGEST_VALID),
    inForce: 'as-written',
    default: () => USUAL_APPROVAL_DAYS,
    closed: 1,
    form: {
      kind: 'text',
      group: 'board',
      line: 'lasting',
      label: 'policy.key.approval-days',
      hint: 'policy.key.approval-days.hint',
      placeholder: String(USUAL_APPROVAL_DAYS),
    },
    meaning: 'Days after which an approval that nobody started upon has to be given anew (T13).',
  }),
  'assessment-days': key({
    name: 'assessmentDays',
    schema: wholeDays(USUAL_ASSESSMENT_DAYS, LONGEST_VALID),
    inForce: 'as-written',
    default: () => USUAL_ASSESSMENT_DAYS,
    closed: 1,
    form: {
      kind: 'text',
      group: 'board',
      line: 'lasting',
      label: 'policy.key.assessment-days',
      placeholder: String(USUAL_ASSESSMENT_DAYS),
    },
    meaning: 'Days of a deferral after which the assessment from before it is void (T11).',
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
    more: '`merge`: `mode` (`enforce`, or `observe`: the check is neutral and says what it would hold back; do not require it then), `branches`, `paths`, `covers` (`all` or `linked`), `claim` (who may say that a pull request implements a request: `accepted`, its owner, the owner of a step or the project manager (the lead where there is none) accepts it by name with `/accept`; `role`, authors who hold owner, lead or implementer, or own a step, say so by themselves; `anyone`; programs and forks are accepted by name, always; an acceptance outlives pushes by the same author and ends when another account pushes), `exempt` (`paths`, `authors`: for commits that GitHub confirms as theirs), [written as below](#names-of-files-and-branches); this file itself, workflows (`.github/workflows`, `.github/actions`) and `CODEOWNERS` are exempt for no path and no author: their paths stand in a request that the pull request names, but for `exempt.bumps` (programs whose new versions of what workflows use, and nothing else, pass by themselves) and `exempt.onboarding` (the pull request by which the app offers this file, as the app left it); `jira`: keys of the Jira projects whose requests may be named (`[SHIP]`), all others open nothing.',
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
    more: '`2026-12-24` is the whole day and `2026-12-24 18:00` that time by the clocks of `time-zone`; `2026-12-24T18:00+08:00` says its own. What a clock shows twice or never is read so that the freeze is the longer.',
  }),
  bots: key({
    name: 'bots',
    schema: z.array(account),
    inForce: 'read',
    default: () => [],
    closed: [],
    form: { kind: 'in-text' },
    meaning:
      'Programs: bots whose comments may carry commands, and accounts of programs, whatever they are called later. Their pull requests are accepted by name, and they accept none.',
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
    schema: requirements,
    inForce: 'read',
    default: () => requirements.parse({}),
    closed: requirements.parse({ controlled: { except: [] } }),
    form: { kind: 'in-text' },
    meaning: 'Which issues are requirements, and what of them is under control (5.2).',
    more: '`label`: the label, or the type of issue, that marks a requirement. `controlled`: `title` (`true` or `false`), and `except`, headings of sections that may be written at any time, as long as each HTML element in them ends there. Links (`Refines: #3` in a paragraph of its own) are no text, and ticks are progress. `edits`: what follows where a requirement of a baseline is edited and no approved request says so. `propose`: the agreed text is written again within seconds, byte for byte; what is free, and ticks, stay as they were saved. A comment tells whoever saved it, shows both texts, and links a form of a change request that is filled in with them. Put back three times within ten minutes, or ten times within a day, a requirement is contested: nobody writes there any more until a request or a baseline is approved, and whoever manages changes is called. `flag`: a comment on it says so once for each text; `allow`: nothing is said. Neither of these writes into the requirement.',
    unsaid: '`requirement`; `true`, `[Notes, 备注]`; `flag`',
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
