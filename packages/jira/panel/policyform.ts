/** A policy's text as a form and back: what the form changes is written into the text, and every other line and comment stays. */
import { CLASSES } from '@countersign/core/impact/class.ts';
import { POLICY_BOUNDS } from '@countersign/core/policy/resolve.ts';
import { ROLES } from '@countersign/core/policy/role.ts';
import { policyFileSchema } from '@countersign/core/policy/schema.ts';
import { readYaml } from '@countersign/core/text/yaml.ts';
import { type Document, isMap, parseDocument } from 'yaml';
import type { PolicyForm } from './port.ts';

/** Groups of Jira stand in the policy as `@group/<name>`, people as `@<account id>`. */
const GROUP = 'group/';

const bare = (name: string) => name.replace(/^@/, '');

const EMPTY: PolicyForm = {
  profile: 'standard',
  language: 'en',
  timeZone: '',
  calendar: '',
  currency: '',
  budget: '',
  plannedDays: '',
  roles: Object.fromEntries(ROLES.map((role) => [role, { users: [], groups: [] }])),
  seats: Object.fromEntries(CLASSES.map((one) => [one, []])),
  reviewDays: Object.fromEntries(CLASSES.map((one) => [one, ''])),
  planConfirmation: true,
  acceptance: false,
};

/** `undefined` when the text is no mapping at all; a value of the wrong kind counts as not said. An empty text gives an empty form. */
export function policyForm(source: string): PolicyForm | undefined {
  if (source.trim() === '') return EMPTY;
  const document = parse(source);
  if (!document) return undefined;
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
  return formOf(raw as Readonly<Record<string, unknown>>);
}

function parse(source: string): Document | undefined {
  // Its own reader takes no more than this, and whoever opens the settings waits for it.
  if (readYaml(source, POLICY_BOUNDS).kind !== 'read') return undefined;
  const document = parseDocument(source, { maxAliasCount: 20, schema: 'core' } as never) as unknown as Document;
  return document.errors.length > 0 || !isMap(document.contents) ? undefined : document;
}

function formOf(raw: Readonly<Record<string, unknown>>): PolicyForm {
  const said = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const within = (value: unknown): Readonly<Record<string, unknown>> =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : {};
  const names = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
  const roles = within(raw.roles);
  const seats = within(raw.seats);
  const days = within(raw['review-days']);
  const light = raw.profile === 'light';
  return {
    profile: light ? 'light' : 'standard',
    language: raw.language === 'zh-CN' ? 'zh-CN' : 'en',
    timeZone: said(raw['time-zone']),
    calendar: said(raw.calendar),
    currency: said(raw.currency),
    budget: said(raw.budget),
    plannedDays: said(raw['planned-days']),
    roles: Object.fromEntries(
      ROLES.map((role) => {
        const all = names(roles[role]).map(bare);
        const groups = all.filter((one) => one.startsWith(GROUP)).map((one) => one.slice(GROUP.length));
        return [role, { users: all.filter((one) => !one.includes('/')), groups }];
      }),
    ),
    seats: Object.fromEntries(CLASSES.map((one) => [one, names(seats[one])])),
    reviewDays: Object.fromEntries(CLASSES.map((one) => [one, said(days[one])])),
    planConfirmation: typeof raw['plan-confirmation'] === 'boolean' ? raw['plan-confirmation'] : !light,
    acceptance: raw.acceptance === true,
  };
}

/** Numbers stay numbers; whatever else was typed is left to the policy's own messages. */
const scalar = (text: string): string | number => (/^\d{1,9}(\.\d{1,4})?$/.test(text) ? Number(text) : text);

/** The text with the form's answers in it. A text that cannot be read is replaced by what the form says. */
export function withForm(source: string, form: PolicyForm): string {
  const document = parse(source.trim() === '' ? 'profile: standard\nroles: {}\n' : source) ?? parse('roles: {}\n');
  if (!document) throw new Error('a policy of our own could not be read');
  const raw = (document.toJS({ maxAliasCount: 20 }) ?? {}) as Readonly<Record<string, unknown>>;
  const before = source.trim() === '' ? undefined : formOf(raw);
  let touched = before === undefined;
  const put = (path: readonly string[], value: unknown, was: unknown) => {
    if (before && JSON.stringify(value) === JSON.stringify(was)) return;
    touched = true;
    if (value === '' || (Array.isArray(value) && value.length === 0)) {
      if (document.hasIn(path)) document.deleteIn(path);
      return;
    }
    document.setIn(path, typeof value === 'string' ? scalar(value) : document.createNode(value, { flow: true }));
  };
  put(['profile'], form.profile, before?.profile);
  put(['language'], form.language, before?.language);
  put(['time-zone'], form.timeZone.trim(), before?.timeZone);
  put(['calendar'], form.calendar.trim(), before?.calendar);
  put(['currency'], form.currency.trim(), before?.currency);
  put(['budget'], form.budget.trim(), before?.budget);
  put(['planned-days'], form.plannedDays.trim(), before?.plannedDays);
  for (const role of ROLES) {
    const { users, groups } = form.roles[role] ?? { users: [], groups: [] };
    const old = before?.roles[role];
    if (JSON.stringify({ users, groups }) === JSON.stringify(old ?? { users: [], groups: [] })) continue;
    const standing = (raw.roles as Readonly<Record<string, unknown>> | undefined)?.[role];
    // Somebody without an account, and a team of another tracker, are named in the text only, and stay.
    const others = (Array.isArray(standing) ? standing : []).filter(
      (one) => typeof one !== 'string' || (one.includes('/') && !bare(one).startsWith(GROUP)),
    );
    const named = [...users.map((one) => `@${one}`), ...groups.map((one) => `@${GROUP}${one}`), ...others];
    put(['roles', role], named, undefined);
  }
  for (const one of CLASSES) {
    put(['seats', one], form.seats[one] ?? [], before?.seats[one] ?? []);
    put(['review-days', one], form.reviewDays[one]?.trim() ?? '', before?.reviewDays[one] ?? '');
  }
  for (const name of ['seats', 'review-days']) {
    const left = document.getIn([name]);
    if (isMap(left) && left.items.length === 0) document.deleteIn([name]);
  }
  put(['plan-confirmation'], form.planConfirmation, before?.planConfirmation);
  put(['acceptance'], form.acceptance, before?.acceptance ?? false);
  if (!touched) return source;
  // New lists are written as the old ones are.
  return document.toString({ lineWidth: 120, flowCollectionPadding: /\[ /.test(source) });
}

/** Keys that a policy may have and the form does not ask for: they stand in the text. */
export const TEXT_ONLY = Object.keys(policyFileSchema.shape).filter(
  (key) =>
    ![
      'profile',
      'language',
      'time-zone',
      'calendar',
      'currency',
      'budget',
      'planned-days',
      'roles',
      'seats',
      'review-days',
      'plan-confirmation',
      'acceptance',
    ].includes(key),
);
