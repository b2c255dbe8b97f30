/** What was answered to the questions of the policy's form, in the shape that the resolver takes. */

import type { PolicyForm, SingleAnswers } from '../../port/call.ts';
import type { SettingsData } from '../../port/data.ts';
import type { Answers } from '../answers.ts';

/** A seat of the board that a class may need twice; a choice cannot be made twice, so the second has a name of its own. */
export const TWICE = 'technical-expert';
export const SECOND = `${TWICE}/2`;

export function doubled(seats: readonly string[]): readonly string[] {
  return seats.map((one, at) => (one === TWICE && seats.indexOf(one) < at ? SECOND : one));
}

/** Seats in the order in which they stood; new ones after them. */
function seatsOf(chosen: readonly string[], before: readonly string[]): readonly string[] {
  const kept = doubled(before).filter((one) => chosen.includes(one));
  return [...kept, ...chosen.filter((one) => !kept.includes(one))].map((one) => (one === SECOND ? TWICE : one));
}

type Asked = Pick<SettingsData, 'names' | 'questions'>;

export function formAnswers(a: Answers, before: PolicyForm, { names, questions }: Asked): PolicyForm {
  const commas = (text: string) =>
    text
      .split(/[,，;；\n]/)
      .map((one) => one.trim())
      .filter(Boolean);
  const single = questions.map(({ name, kind }) => {
    if (kind === 'check') return [name, a.flag(name)];
    // Of a choice nothing can be left empty.
    return [name, kind === 'select' ? a.text(name) || before[name as keyof SingleAnswers] : a.text(name)];
  });
  return {
    // The resolver parses them again.
    ...(Object.fromEntries(single) as SingleAnswers),
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
  };
}
