/** The same sentences for a place that has buttons: nobody is told to type a command there, and the viewer is "you". */
import type { Person } from '../content/person.ts';
import { type Authority, samePerson } from '../policy/authority.ts';
import type { MessageId } from '../text/catalogue.ts';
import type { Sentence, Value } from './sentence.ts';

const HERE: Readonly<Partial<Record<MessageId, MessageId>>> = {
  'status.next.answer': 'status.here.answer',
  'status.next.fill': 'status.here.fill',
  'status.next.submit': 'status.here.submit',
  'status.next.triage': 'status.here.triage',
  'status.next.owner': 'status.here.owner',
  'status.next.assess': 'status.here.assess',
  'status.next.plan': 'status.here.plan',
  'status.next.alternatives': 'status.here.alternatives',
  'status.next.review': 'status.here.review',
  'status.next.votes': 'status.here.votes',
  'status.next.concern': 'status.here.concern',
  'status.next.rejection': 'status.here.rejection',
  'status.next.confirm-plan': 'status.here.confirm-plan',
  'status.next.rebase': 'status.here.rebase',
  'status.next.second': 'status.here.second',
  'status.next.held': 'status.here.held',
  'status.next.start': 'status.here.start',
  'status.next.ratify': 'status.here.ratify',
  'status.next.steps': 'status.here.steps',
  'status.next.done': 'status.here.done',
  'status.next.evidence': 'status.here.evidence',
  'status.next.actuals': 'status.here.actuals',
  'status.next.accept': 'status.here.accept',
  'status.next.verify': 'status.here.verify',
  'status.next.deferred-trigger': 'status.here.deferred-trigger',
  'status.next.rejected': 'status.here.rejected',
  'status.flag.proposal': 'status.here.proposal',
  'status.cause.unclear-initial': 'status.here.cause.unclear-initial',
};

/** Whom a step is for: most name them as `people`; a concern is resolved by who raised it. */
function namedIn({ id, values }: Sentence): Value | undefined {
  return id === 'status.next.concern' ? values.by : values.people;
}

/** A sentence that names no command stays as it is. */
export function here(sentence: Sentence, viewer: Person, authority: Authority): Sentence {
  const id = HERE[sentence.id];
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
