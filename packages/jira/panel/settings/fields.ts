/** The questions of the policy's form, and its answers in the shape that the resolver takes. */
import type { SettingsData } from '../data.ts';
import type { Field } from '../field.tsx';
import type { Answers } from '../form.tsx';
import type { PolicyForm } from '../port.ts';
import type { Wording } from '../words.ts';

type Names = SettingsData['names'];

/** Roles that nearly every project fills; the rest follows below them. */
const MAIN: Readonly<Record<PolicyForm['profile'], readonly string[]>> = {
  standard: ['project-manager', 'technical-expert', 'customer', 'sponsor', 'quality', 'safety'],
  light: ['lead', 'customer', 'implementer'],
};
/** A seat of the board that a class may need twice. */
const TWICE = 'technical-expert';
const SECOND = `${TWICE}/2`;

export interface Asking {
  readonly word: Wording;
  /** As it is chosen now: the two are asked of different people. */
  readonly profile: PolicyForm['profile'];
  readonly choose: (profile: PolicyForm['profile']) => void;
  /** Also the roles that nobody holds and few projects need. */
  readonly all: boolean;
  readonly showAll: () => void;
}

export function formFields(
  form: PolicyForm,
  names: Names,
  { word, profile, choose, all, showAll }: Asking,
): readonly Field[] {
  const nameOf = (id: string) => names.roles.find((one) => one.id === id)?.name ?? id;
  const held = (id: string) => (form.roles[id]?.users.length ?? 0) + (form.roles[id]?.groups.length ?? 0) > 0;
  const main = MAIN[profile];
  const others = names.roles.map((one) => one.id).filter((id) => !main.includes(id) && id !== 'requester');
  const roles = [...main, ...others.filter((id) => all || held(id))];
  const light = profile === 'light';
  const seats = names.seats.flatMap((one) => [
    { value: one.id, label: one.name },
    ...(one.id === TWICE
      ? [
          {
            value: SECOND,
            label: word('policy.second'),
          },
        ]
      : []),
  ]);
  return [
    { kind: 'heading', name: 'general', label: word('policy.general') },
    {
      kind: 'row',
      name: 'basics',
      fields: [
        {
          kind: 'select',
          name: 'profile',
          label: word('policy.profile'),
          value: form.profile,
          options: (['standard', 'light'] as const).map((value) => ({ value, label: word(`policy.profile.${value}`) })),
          onChoose: (value) => choose(value === 'light' ? 'light' : 'standard'),
        },
        {
          kind: 'select',
          name: 'language',
          label: word('policy.language'),
          value: form.language,
          options: [
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '中文' },
          ],
        },
      ],
    },
    {
      kind: 'row',
      name: 'place',
      fields: [
        {
          kind: 'text',
          name: 'timeZone',
          label: word('policy.time-zone'),
          value: form.timeZone,
          placeholder: 'Asia/Shanghai',
        },
        {
          kind: 'text',
          name: 'calendar',
          label: word('policy.calendar'),
          hint: word('policy.calendar.hint'),
          value: form.calendar,
          placeholder: 'CN',
        },
      ],
    },
    {
      kind: 'row',
      name: 'measure',
      fields: [
        { kind: 'text', name: 'currency', label: word('policy.currency'), value: form.currency, placeholder: 'CNY' },
        {
          kind: 'text',
          name: 'budget',
          label: word('policy.budget'),
          hint: word('policy.budget.hint'),
          value: form.budget,
          placeholder: 'CNY 1,200,000',
        },
        { kind: 'text', name: 'plannedDays', label: word('policy.days'), value: form.plannedDays, placeholder: '120' },
      ],
    },
    { kind: 'heading', name: 'roles', label: word('policy.roles'), hint: word('policy.roles.hint') },
    ...roles.map(
      (id): Field => ({
        kind: 'row',
        name: `role-${id}`,
        fields: [
          {
            kind: 'people',
            name: `users-${id}`,
            label: nameOf(id),
            value: form.roles[id]?.users ?? [],
            needed: needs(profile, id),
          },
          {
            kind: 'text',
            name: `groups-${id}`,
            label: word('policy.groups'),
            called: word('policy.groups.of', { role: nameOf(id) }),
            value: (form.roles[id]?.groups ?? []).join(', '),
          },
        ],
      }),
    ),
    ...(all ? [] : [{ kind: 'more' as const, name: 'all', label: word('policy.more-roles'), onPress: showAll }]),
    {
      kind: 'heading',
      name: 'board',
      label: word('policy.board'),
      hint: word(light ? 'policy.board.light' : 'policy.board.hint'),
    },
    ...(light
      ? []
      : names.classes.map(
          ({ id, name, usual }): Field => ({
            kind: 'many',
            name: `seats-${id}`,
            label: word('policy.seats', { class: name }),
            hint: word('policy.seats.usual', { seats: usual.join(' · ') }),
            value: doubled(form.seats[id] ?? []),
            options: seats,
          }),
        )),
    {
      kind: 'row',
      name: 'days',
      fields: names.classes.map(
        ({ id, name, days }): Field => ({
          kind: 'text',
          name: `days-${id}`,
          label: word('policy.review', { class: name }),
          value: form.reviewDays[id] ?? '',
          placeholder: String(days),
        }),
      ),
    },
    { kind: 'check', name: 'planConfirmation', label: word('policy.confirmation'), value: form.planConfirmation },
    { kind: 'check', name: 'acceptance', label: word('policy.acceptance'), value: form.acceptance },
  ];
}

/** Whom no policy of this profile can do without. */
function needs(profile: PolicyForm['profile'], role: string): boolean {
  return profile === 'light' ? role === 'lead' : ['project-manager', 'technical-expert', 'customer'].includes(role);
}

function doubled(seats: readonly string[]): readonly string[] {
  return seats.map((one, at) => (one === TWICE && seats.indexOf(one) < at ? SECOND : one));
}

/** Seats in the order in which they stood; new ones after them. */
function seatsOf(chosen: readonly string[], before: readonly string[]): readonly string[] {
  const kept = doubled(before).filter((one) => chosen.includes(one));
  return [...kept, ...chosen.filter((one) => !kept.includes(one))].map((one) => (one === SECOND ? TWICE : one));
}

export function formAnswers(a: Answers, before: PolicyForm, names: Names): PolicyForm {
  const commas = (text: string) =>
    text
      .split(/[,，;；\n]/)
      .map((one) => one.trim())
      .filter(Boolean);
  return {
    profile: a.text('profile') === 'light' ? 'light' : 'standard',
    language: a.text('language') === 'zh-CN' ? 'zh-CN' : 'en',
    timeZone: a.text('timeZone'),
    calendar: a.text('calendar'),
    currency: a.text('currency'),
    budget: a.text('budget'),
    plannedDays: a.text('plannedDays'),
    roles: Object.fromEntries(
      names.roles.map(({ id }) => [
        id,
        // Whoever was not asked about stays.
        !a.asked(`users-${id}`)
          ? (before.roles[id] ?? { users: [], groups: [] })
          : { users: [...a.people(`users-${id}`)], groups: commas(a.text(`groups-${id}`)) },
      ]),
    ),
    seats: Object.fromEntries(
      names.classes.map(({ id }) => {
        const stood = before.seats[id] ?? [];
        return [id, a.asked(`seats-${id}`) ? [...seatsOf(a.list(`seats-${id}`), stood)] : [...stood]];
      }),
    ),
    reviewDays: Object.fromEntries(names.classes.map(({ id }) => [id, a.text(`days-${id}`)])),
    planConfirmation: a.flag('planConfirmation'),
    acceptance: a.flag('acceptance'),
  };
}
