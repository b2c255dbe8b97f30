/** What the groups of the policy's form say while they are folded: what is typed now, saved or not. */

import type { SettingsData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import type { Answers } from '../answers.ts';
import type { Fact } from '../field.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const labelOf = (choices: readonly Choice[], value: string) =>
  choices.find((one) => one.value === value)?.label ?? value;

type Questions = SettingsData['questions'];

/** What is answered to the questions of a group; a tick says what it is about, and no more. */
function answered(answers: Answers, questions: Questions, group: Questions[number]['group']): readonly Fact[] {
  return questions
    .filter((one) => one.group === group)
    .flatMap((one): readonly Fact[] => {
      if (one.kind === 'check') return answers.flag(one.name) ? [{ name: one.label }] : [];
      const text = answers.text(one.name);
      if (text === '') return [];
      return [{ name: one.label, value: one.kind === 'select' ? labelOf(one.options, text) : text }];
    });
}

export function generalFacts(answers: Answers, questions: Questions): readonly Fact[] {
  return answered(answers, questions, 'general');
}

export function roleFacts(
  answers: Answers,
  word: Wording,
  asked: {
    readonly roles: readonly { readonly id: string; readonly name: string }[];
    readonly needed: readonly string[];
  },
): readonly Fact[] {
  return asked.roles.flatMap(({ id, name }): readonly Fact[] => {
    const people = answers.people(`users-${id}`);
    const groups = answers.text(`groups-${id}`).trim();
    if (people.length > 0 || groups !== '') return [{ name, people, ...(groups === '' ? {} : { value: groups }) }];
    return asked.needed.includes(id) ? [{ name, value: word('policy.nobody'), lacks: true }] : [];
  });
}

/** @param seats that may be chosen; without any, the profile itself says who votes */
export function boardFacts(
  answers: Answers,
  word: Wording,
  asked: {
    readonly classes: SettingsData['names']['classes'];
    readonly seats: readonly Choice[];
    readonly questions: Questions;
  },
): readonly Fact[] {
  const { classes, seats, questions } = asked;
  const votes = classes.map(({ id, name, usual, days }): Fact => {
    const chosen = answers.list(`seats-${id}`).map((one) => labelOf(seats, one));
    const within = word('policy.within', { days: answers.text(`days-${id}`).trim() || days });
    const board = chosen.length > 0 ? chosen : usual;
    return { name, value: seats.length === 0 ? within : `${board.join(' · ')} · ${within}` };
  });
  return [
    ...(seats.length === 0 ? [{ name: word('policy.board.short') }] : []),
    ...votes,
    ...answered(answers, questions, 'board'),
  ];
}
