/** The policy's form: its questions and tables in three groups, which are folded to what is set. */

import type { PolicyForm } from '../../port/call.ts';
import type { PolicyQuestion, SettingsData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import type { Field, Group } from '../field.tsx';
import { doubled, SECOND, TWICE } from './answers.ts';
import { boardFacts, generalFacts, roleFacts } from './summary.ts';

/** Roles that nearly every project fills; the rest follows below them. */
const MAIN: Readonly<Record<PolicyForm['profile'], readonly string[]>> = {
  standard: ['project-manager', 'technical-expert', 'customer', 'sponsor', 'quality', 'safety'],
  light: ['lead', 'customer', 'implementer'],
};

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
  { names, questions }: Pick<SettingsData, 'names' | 'questions'>,
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
  const asked = (group: PolicyQuestion['group']): readonly Field[] =>
    inLines(
      questions
        .filter((one) => one.group === group)
        .map((one) => ({ line: one.line, field: fieldOf(one, form, choose) })),
    );
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
    ...asked('board'),
  ];
  const needed = roles.filter((id) => needs(profile, id));
  return [
    {
      kind: 'group',
      name: 'general',
      label: word('policy.general'),
      called: word('policy.general.called'),
      fields: asked('general'),
      summary: (answers) => generalFacts(answers, questions),
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
      summary: (answers) => boardFacts(answers, word, { classes: names.classes, seats: light ? [] : seats, questions }),
    },
  ];
}

/** @param choose told of the profile, which decides what else is asked */
function fieldOf(question: PolicyQuestion, form: PolicyForm, choose: Asking['choose']): Field {
  const { group: _, line: __, ...asked } = question;
  const value = (form as Readonly<Record<string, unknown>>)[question.name];
  if (asked.kind === 'check') return { ...asked, value: value === true };
  if (asked.kind === 'text') return { ...asked, value: String(value ?? '') };
  return {
    ...asked,
    value: String(value ?? ''),
    ...(question.name === 'profile'
      ? { onChoose: (chosen: string) => choose(chosen === 'light' ? 'light' : 'standard') }
      : {}),
  };
}

/** Fields of one line beside each other, in the place of the first of them. */
function inLines(fields: readonly { readonly line: string | undefined; readonly field: Field }[]): readonly Field[] {
  return fields.flatMap(({ line, field }, at): readonly Field[] => {
    if (line === undefined) return [field];
    if (fields.findIndex((one) => one.line === line) < at) return [];
    return [{ kind: 'row', name: line, fields: fields.filter((one) => one.line === line).map((one) => one.field) }];
  });
}

/** Whom no policy of this profile can do without. */
function needs(profile: PolicyForm['profile'], role: string): boolean {
  return profile === 'light' ? role === 'lead' : ['project-manager', 'technical-expert', 'customer'].includes(role);
}
