/** The same sentences for a place that has buttons: nobody is told to type a command there, and the viewer is "you". */
import type { Person } from '../content/person.ts';
import { type Authority, samePerson } from '../policy/authority.ts';
import { MESSAGES, type MessageId } from '../text/catalogue.ts';
import type { Sentence, Value } from './sentence.ts';

/** The same sentence for where there are buttons, where it has one: `status.next.x` and `status.cause.x` are `status.here.x` and `status.here.cause.x`. */
function twinOf(id: MessageId): MessageId | undefined {
  const twin = id.replace(/^status\.(next\.)?/, 'status.here.');
  return isMessage(twin) ? twin : undefined;
}

const isMessage = (id: string): id is MessageId => Object.hasOwn(MESSAGES.en, id);

/** Whom a step is for: most name them as `people`; a concern is resolved by who raised it. */
function namedIn({ id, values }: Sentence): Value | undefined {
  return id === 'status.next.concern' ? values.by : values.people;
}

/** A sentence that names no command stays as it is. */
export function here(sentence: Sentence, viewer: Person, authority: Authority): Sentence {
  const id = twinOf(sentence.id);
  if (!id) return sentence;
  const isYou = holds(namedIn(sentence), (person) => samePerson(authority, person.id, viewer.id));
  return { id, values: { ...sentence.values, you: { choice: isYou ? 'yes' : 'no' } } };
}

function holds(value: Value | undefined, wanted: (person: Person) => boolean): boolean {
  if (typeof value !== 'object') return false;
  if ('person' in value) return wanted(value.person);
  // Of many people only some are shown; the viewer may be one of the others.
  if ('id' in value) return Object.values(value.values).some((one) => holds(one, wanted));
  return 'list' in value && value.list.some((one) => holds(one, wanted));
}
