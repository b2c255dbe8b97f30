/** What a posted form asks for; what it lacks is said at its field. */
import { type About, aboutOf } from '@countersign/core/ask/about.ts';
import { type AskType, type Problem, pressedSchema } from '@countersign/core/ask/ask.ts';
import { impactAnswered, impactRows } from '@countersign/core/ask/impactquestions.ts';
import { impactForm } from '@countersign/core/ask/impactstart.ts';
import {
  alternativesAnswered,
  MOST_ALTERNATIVES,
  MOST_STEPS,
  planAnswered,
  planForm,
} from '@countersign/core/ask/planquestions.ts';
import { type Answers, gaps, questions } from '@countersign/core/ask/questions.ts';
import { type AskWording, askWording } from '@countersign/core/ask/words.ts';
import { isPressed, TYPED_ACTS } from '@countersign/core/change/acts.ts';
import { ENDINGS, MOST_BYTES, type NoFile, readFile } from '@countersign/core/content/evidencefile.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import type { Voice } from '../markup.ts';
import type { ChangeFacts, Own, Sent } from '../port.ts';
import type { Fields } from './drawing.ts';
import type { PostedFile } from './posted.ts';
import { rowsSent } from './rows.ts';

/** Its shape is looked at when all of it is read. */
type Read = { readonly ask: unknown } | { readonly problems: readonly Problem[] };

interface Reading {
  readonly fields: Fields;
  readonly state: ChangeFacts['state'];
  readonly own: Own | undefined;
  readonly answers: Answers;
  readonly word: AskWording;
  readonly voice: Voice;
}

/** What a form asks for that replaces a part of the request, its rows counted by what was sent. */
const EDITED: Readonly<Record<'assess' | 'plan' | 'alternatives', (reading: Reading) => Read>> = {
  plan: ({ fields, state, own, answers, voice }) => {
    const form = planForm(state.content, own?.home ?? '');
    const count = rowsSent(fields);
    if (count > MOST_STEPS) return tooMany(MOST_STEPS, voice);
    return { ask: planAnswered(form, answers, { count, idOf: (index) => answers.text(`id${index}`) }) };
  },
  alternatives: ({ fields, answers, word, voice }) => {
    const count = rowsSent(fields);
    if (count > MOST_ALTERNATIVES) return tooMany(MOST_ALTERNATIVES, voice);
    const read = alternativesAnswered(answers, count, word);
    return 'problems' in read ? read : { ask: read };
  },
  assess: ({ fields, state, own, answers, word, voice }) => {
    const dimension = DIMENSIONS.find((one) => one === answers.text('dimension'));
    if (!dimension || !own) return unreadable(word);
    const form = impactForm(dimension, state.content.impacts, own.home);
    const making = { form, word, currency: own.situation.policy.currency };
    const { most } = impactRows(making, false);
    const rows = rowsSent(fields);
    if (rows > most) return tooMany(most, voice);
    return { ask: { type: 'assess', form: impactAnswered({ ...making, rows }, answers, answers.flag('none')) } };
  },
};

const unreadable = (word: AskWording) => ({ problems: [{ field: '', text: word('form.unreadable') }] });
const tooMany = (most: number, voice: Voice) => ({
  problems: [{ field: '', text: voice.page('page.acting.too-many', { most }) }],
});

const NONE: About = {
  ...{
    label: '',
    currency: '',
    classes: { larger: [], smaller: [] },
    ownSeats: [],
    allClasses: [],
    items: [],
    steps: [],
    works: [],
    criteria: [],
  },
  ...{ act: 0, confirms: [], signers: [], ownSeats: [], allClasses: [] },
};

/** Letters that no record holds are nobody's words. */
const isHeld = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** What a posted form asks for; what it lacks is said at its field. Whatever else it holds is no form of ours. */
export function sentBy(
  fields: Fields,
  { state, own }: Pick<ChangeFacts, 'state' | 'own'>,
  voice: Voice,
  posted?: PostedFile,
): Sent | { readonly problems: readonly Problem[] } {
  const word = askWording(voice.setting.locale);
  // A browser sends every line's end as two letters; on record it is one, and what nobody touched stays as it was.
  const written = (one: string) => one.replaceAll('\r\n', '\n');
  const given = posted && readFile(posted.called, posted.bytes);
  if (given && 'problem' in given) return { problems: [{ field: 'file', text: whyNoFile(given.problem, word) }] };
  // A file without words of its own is called by its name.
  const called: Readonly<Record<string, string>> =
    given && (fields.evidence?.[0] ?? '').trim() === '' ? { evidence: given.name, kind: 'words' } : {};
  const text = (name: string) => called[name] ?? written(fields[name]?.[0] ?? '');
  const answers: Answers = {
    text,
    flag: (name) => text(name) === 'on',
    list: (name) => fields[name] ?? [],
    person: (name) => {
      const named = text(name).trim();
      return named === '' ? undefined : { accountId: named, name: named };
    },
  };
  if (!Object.values(fields).flat().every(isHeld)) return unreadable(word);
  const type = ([...TYPED_ACTS] as readonly string[]).includes(text('type')) ? (text('type') as AskType) : undefined;
  if (!type || !isPressed(type)) return unreadable(word);
  const asked = askOf(type, { fields, state, own, answers, word, voice });
  if ('problems' in asked) return asked;
  const read = pressedSchema.safeParse({ ask: asked.ask, content: text('content'), press: text('press') });
  if (!read.success) return unreadable(word);
  return given && posted ? { ...read.data, file: { ...given, bytes: posted.bytes } } : read.data;
}

const whyNoFile = (problem: NoFile, word: AskWording): string =>
  word(`file.${problem}`, { most: MOST_BYTES / 1024 / 1024, endings: ENDINGS.join(', ') });

function askOf(type: AskType, reading: Reading): Read {
  const { state, own, answers, word, voice } = reading;
  const { text } = answers;
  if (type === 'assess' || type === 'plan' || type === 'alternatives') return EDITED[type](reading);
  if (type === 'vote') return { ask: { type, verdict: text('verdict'), seat: text('seat'), reason: text('reason') } };
  if (type === 'second') return { ask: { type, act: Number(text('act')) } };
  const asked = questions(type, own ? aboutOf(state, own.situation, voice.plain) : NONE, word, text('id'));
  const missing = asked ? gaps(asked.fields, answers, word) : [];
  if (missing.length > 0) return { problems: missing };
  return { ask: asked?.ask(answers) ?? { type } };
}
