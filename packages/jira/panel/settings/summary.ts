/** What the groups of the policy's form say while they are folded: what is typed now, saved or not. */
import type { Answers } from '../answers.ts';
import type { SettingsData } from '../data.ts';
import type { Fact } from '../field.tsx';
import type { Wording } from '../words.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const labelOf = (choices: readonly Choice[], value: string) =>
  choices.find((one) => one.value === value)?.label ?? value;

/** Nothing is said of what is not set. */
const told = (facts: readonly Fact[]) => facts.filter((one) => one.value !== '');

export function generalFacts(
  answers: Answers,
  word: Wording,
  { profiles, languages }: { readonly profiles: readonly Choice[]; readonly languages: readonly Choice[] },
): readonly Fact[] {
  return told([
    { name: word('policy.profile'), value: labelOf(profiles, answers.text('profile')) },
    { name: word('policy.language'), value: labelOf(languages, answers.text('language')) },
    { name: word('policy.time-zone'), value: answers.text('timeZone') },
    { name: word('policy.calendar'), value: answers.text('calendar') },
    { name: word('policy.currency'), value: answers.text('currency') },
    { name: word('policy.budget'), value: answers.text('budget') },
    { name: word('policy.days'), value: answers.text('plannedDays') },
  ]);
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
  { classes, seats }: { readonly classes: SettingsData['names']['classes']; readonly seats: readonly Choice[] },
): readonly Fact[] {
  const votes = classes.map(({ id, name, usual, days }): Fact => {
    const chosen = answers.list(`seats-${id}`).map((one) => labelOf(seats, one));
    const within = word('policy.within', { days: answers.text(`days-${id}`).trim() || days });
    const board = chosen.length > 0 ? chosen : usual;
    return { name, value: seats.length === 0 ? within : `${board.join(' · ')} · ${within}` };
  });
  const also = (['planConfirmation', 'acceptance'] as const).filter((one) => answers.flag(one));
  return [
    ...(seats.length === 0 ? [{ name: word('policy.board.short') }] : []),
    ...votes,
    ...also.map((one) => ({ name: word(one === 'acceptance' ? 'policy.acceptance' : 'policy.confirmation') })),
  ];
}
