/** What a misunderstanding says, for whoever typed it: one sentence of the `command` catalogue, in every tracker the same. */
import { MESSAGES, type MessageId } from '../text/catalogue.ts';
import { and, type Sentence, type Value, words } from '../view/sentence.ts';
import type { Misunderstanding } from './reading.ts';

/** @returns `undefined` for a code that has no sentence; then the example says it alone. */
export function misreadSentence({ code, values }: Misunderstanding): Sentence | undefined {
  const id = [code, `command.${code}`].find(
    (one): one is MessageId => one in MESSAGES.en && one.startsWith('command.'),
  );
  return id && words(id, filled(values));
}

/** Places by which a sentence chooses its form; their words come from our own tables, and only plain ones are believed. */
const CHOSEN = ['what', 'problem', 'meant'];
const PLAIN_WORD = /^[\p{L}_-]{1,40}$/u;

/** Lists are joined, and each also gives its number, as in all our sentences. */
function filled(values: Misunderstanding['values']): Record<string, Value> {
  const read: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number') read[name] = value;
    else if (typeof value === 'string')
      read[name] = CHOSEN.includes(name) && PLAIN_WORD.test(value) ? { choice: value } : value;
    else {
      read[name] = and(value);
      read[`${name}Count`] = value.length;
    }
  }
  return read;
}
