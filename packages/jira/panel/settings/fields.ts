/** The questions of the policy's form, in three groups that are folded to what is set. */
import type { SettingsData } from '../data.ts';
import type { Field, Group } from '../field.tsx';
import type { PolicyForm } from '../port.ts';
import type { Wording } from '../words.ts';
import { doubled, SECOND, TWICE } from './answers.ts';
import { boardFacts, generalFacts, roleFacts } from './summary.ts';

type Names = SettingsData['names'];

/** Roles that nearly every project fills; the rest follows below them. */
const MAIN: Readonly<Record<PolicyForm['profile'], readonly string[]>> = {
  standard: ['project-manager', 'technical-expert', 'customer', 'sponsor', 'quality', 'safety'],
  light: ['lead', 'customer', 'implementer'],
};
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '中文' },
];

export interface Asking {
  readonly word: Wording;
  /** As it is chosen now: the two are asked of different people. */
  readonly profile: PolicyForm['profile'];
  readonly choose: (profile: PolicyForm['profile']) => void;
  /** Also the roles that nobody holds and few projects need. */
  readonly all: boolean;
  readonly showAll: () => void;
  /** There is no policy yet: it begins with the people who hold the roles. */
  readonly isFirst: boolean;
}

export function formFields(
  form: PolicyForm,
  names: Names,
  { word, profile, choose, all, showAll, isFirst }: Asking,
): readonly Group[] {
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
  const profiles = (['standard', 'light'] as const).map((value) => ({ value, label: word(`policy.profile.${value}`) }));
  const general: readonly Field[] = [
    {
      kind: 'row',
      name: 'basics',
      fields: [
        {
          kind: 'select',
          name: 'profile',
          label: word('policy.profile'),
          value: form.profile,
          options: profiles,
          onChoose: (value) => choose(value === 'light' ? 'light' : 'standard'),
        },
        {
          kind: 'select',
          name: 'language',
          label: word('policy.language'),
          value: form.language,
          options: LANGUAGES,
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
  ];
  const holders: readonly Field[] = [
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
  ];
  const board: readonly Field[] = [
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
  const needed = roles.filter((id) => needs(profile, id));
  return [
    {
      kind: 'group',
      name: 'general',
      label: word('policy.general'),
      called: word('policy.general.called'),
      fields: general,
      summary: (answers) => generalFacts(answers, word, { profiles, languages: LANGUAGES }),
    },
    {
      kind: 'group',
      name: 'roles',
      label: word('policy.roles'),
      called: word('policy.roles.called'),
      hint: word('policy.roles.hint'),
      open: isFirst,
      fields: holders,
      summary: (answers) => roleFacts(answers, word, { roles: roles.map((id) => ({ id, name: nameOf(id) })), needed }),
    },
    {
      kind: 'group',
      name: 'board',
      label: word('policy.board'),
      called: word('policy.board.called'),
      hint: word(light ? 'policy.board.light' : 'policy.board.hint'),
      fields: board,
      summary: (answers) => boardFacts(answers, word, { classes: names.classes, seats: light ? [] : seats }),
    },
  ];
}

/** Whom no policy of this profile can do without. */
function needs(profile: PolicyForm['profile'], role: string): boolean {
  return profile === 'light' ? role === 'lead' : ['project-manager', 'technical-expert', 'customer'].includes(role);
}
