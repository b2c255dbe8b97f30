/** What a posted form asks for; what it lacks is said at its field. */
import { type About, aboutOf } from '@countersign/core/ask/about.ts';
import { type AskType, type Problem, pressedSchema } from '@countersign/core/ask/ask.ts';
import { impactAnswered } from '@countersign/core/ask/impactquestions.ts';
import { impactForm } from '@countersign/core/ask/impactstart.ts';
import { type Answers, gaps, questions } from '@countersign/core/ask/questions.ts';
import { type AskWording, askWording } from '@countersign/core/ask/words.ts';
import { isPressed, TYPED_ACTS } from '@countersign/core/change/acts.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import { SEAT_ROLES } from '@countersign/core/policy/role.ts';
import type { Voice } from '../markup.ts';
import type { ChangeFacts, Own, Sent } from '../port.ts';

/** Rows that a form may have: nobody fills in more by hand. */
const MOST_ROWS = 60;

function impactSent(
  fields: Readonly<Record<string, readonly string[]>>,
  state: ChangeFacts['state'],
  own: Own | undefined,
  answers: Answers,
  word: AskWording,
): ReturnType<typeof sentBy> {
  const unreadable = { problems: [{ field: '', text: word('form.unreadable') }] };
  const dimension = DIMENSIONS.find((one) => one === answers.text('dimension'));
  if (!dimension || !own) return unreadable;
  const form = impactForm(dimension, state.content.impacts, own.home);
  const numbers = Object.keys(fields).map((name) => Number(/^(?:text|control)(\d{1,2})$/.exec(name)?.[1] ?? -1));
  const rows = Math.min(MOST_ROWS, Math.max(-1, ...numbers) + 1);
  const making = { form, word, currency: own.situation.policy.currency, rows };
  const ask = { type: 'assess', form: impactAnswered(making, answers, answers.flag('none')) };
  const read = pressedSchema.safeParse({ ask, content: answers.text('content'), press: answers.text('press') });
  return read.success ? read.data : unreadable;
}

const NONE: About = {
  ...{ label: '', currency: '', classes: { larger: [], smaller: [] }, items: [], steps: [], works: [], criteria: [] },
  ...{ act: 0, confirms: [] },
};

/** Letters that no record holds are nobody's words. */
const isHeld = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** What a posted form asks for; what it lacks is said at its field. Whatever else it holds is no form of ours. */
export function sentBy(
  fields: Readonly<Record<string, readonly string[]>>,
  { state, own }: Pick<ChangeFacts, 'state' | 'own'>,
  voice: Voice,
): Sent | { readonly problems: readonly Problem[] } {
  const word = askWording(voice.setting.locale);
  const text = (name: string) => fields[name]?.[0] ?? '';
  const unreadable = { problems: [{ field: '', text: word('form.unreadable') }] };
  const answers: Answers = {
    text,
    flag: (name) => text(name) === 'on',
    list: (name) => fields[name] ?? [],
    person: (name) => (text(name) === '' ? undefined : { accountId: text(name), name: text(name) }),
  };
  if (!Object.values(fields).flat().every(isHeld)) return unreadable;
  const type = ([...TYPED_ACTS] as readonly string[]).includes(text('type')) ? (text('type') as AskType) : undefined;
  if (!type || !isPressed(type)) return unreadable;
  const about = own ? aboutOf(state, own.situation, voice.plain) : NONE;
  if (type === 'assess') return impactSent(fields, state, own, answers, word);
  const asked = type === 'vote' || type === 'second' ? undefined : questions(type, about, word, text('id'));
  const missing = asked ? gaps(asked.fields, answers, word) : [];
  if (missing.length > 0) return { problems: missing };
  const seat = SEAT_ROLES.find((one) => one === text('seat'));
  const ask =
    type === 'vote'
      ? { type, verdict: text('verdict'), seat, reason: text('reason') }
      : type === 'second'
        ? { type, act: Number(text('act')) }
        : (asked?.ask(answers) ?? { type });
  const read = pressedSchema.safeParse({ ask, content: text('content'), press: text('press') });
  return read.success ? read.data : unreadable;
}
