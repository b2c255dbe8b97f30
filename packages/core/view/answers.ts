/** What a request's form asked, with what was answered, in the form's own words: whatever no other part of a surface shows is read here (`rules.md 2.1`). */
import type { ChangeState } from '../change/state.ts';
import type { Cause, RequestContent } from '../content/request.ts';
import type { Text } from '../text/block.ts';
import { readable } from '../text/readable.ts';
import { type FieldId, fieldWith } from './field.ts';
import { and, commas, people, type Sentence, type Value, words } from './sentence.ts';

/** A question of the form, or what stands there beside the questions. */
export type AnswerId = FieldId | 'missing' | 'besides' | 'attachments';

export interface Answer {
  readonly id: AnswerId;
  readonly name: Value;
  readonly value: Value;
  /** It is a text of somebody's, as long as they like. */
  readonly text?: Text;
}

type Read = Omit<Answer, 'id' | 'name'> | undefined;
type Given = Pick<ChangeState, 'represented'> & { readonly request: RequestContent };

const option = (id: FieldId, code: string | undefined): Value | undefined => {
  const found = fieldWith(id).options?.find((one) => one.code === code);
  return found ? { both: found.label } : code;
};

/** With its finer kind, without the words beside it. */
export function causeValue({ code, kind }: Pick<Cause, 'code' | 'kind'>): Value {
  return option('cause', kind ? `${code}/${kind}` : code) ?? code;
}

const said = (value: Value | undefined): Read => (value === undefined ? undefined : { value });
const written = (text: Text | undefined): Read => (text?.length ? { value: readable(text), text } : undefined);
const chosen = (id: 'origin' | 'source' | 'urgency') => (given: Given) => said(option(id, given.request[id]));
/** Every surface has a table of them, with their scores. */
const AMONG_IMPACTS = () => undefined;
/** Every surface names them, each with what becomes of it. */
const AMONG_LINKS = () => undefined;

/** A question that is asked and has no line here does not compile. */
const READ: Readonly<Record<FieldId, (given: Given) => Read>> = {
  items: AMONG_LINKS,
  before: ({ request }) => written(request.before),
  after: ({ request }) => written(request.after),
  cause: ({ request: { cause } }) => said(cause && causeValue(cause)),
  causeText: ({ request: { cause } }) => said(cause?.text),
  motive: ({ request }) => written(request.motive),
  outcome: ({ request }) => written(request.outcome),
  origin: chosen('origin'),
  madeFor: ({ represented = [] }) => said(represented.length > 0 ? people(represented) : undefined),
  source: chosen('source'),
  urgency: chosen('urgency'),
  notChanging: ({ request }) => written(request.notChanging),
  noImpact: AMONG_IMPACTS,
  schedule: AMONG_IMPACTS,
  cost: AMONG_IMPACTS,
  quality: AMONG_IMPACTS,
  risk: AMONG_IMPACTS,
  feasibility: AMONG_IMPACTS,
};

const BESIDE: Readonly<Record<Exclude<AnswerId, FieldId>, readonly [name: Sentence, (given: Given) => Read]>> = {
  missing: [
    words('status.answer.missing'),
    ({ request: { missing = [] } }) =>
      said(missing.length > 0 ? and(missing.map((label) => ({ reference: label }))) : undefined),
  ],
  besides: [words('status.answer.besides'), ({ request }) => written(request.besides)],
  attachments: [
    words('status.answer.attachments'),
    ({ request: { attachments } }) => said(attachments.length > 0 ? commas(attachments) : undefined),
  ],
};

/** In the order in which the form asks. Before and after are among them: a surface that marks what changes leaves them to that. */
export function answersOf({ represented, content }: Pick<ChangeState, 'represented' | 'content'>): readonly Answer[] {
  const given: Given = { request: content.request, ...(represented ? { represented } : {}) };
  const found = (id: AnswerId, name: Value, read: Read): readonly Answer[] => (read ? [{ id, name, ...read }] : []);
  return [
    ...Object.entries(READ).flatMap(([id, read]) =>
      found(id as FieldId, { both: fieldWith(id as FieldId).label }, read(given)),
    ),
    ...Object.entries(BESIDE).flatMap(([id, [name, read]]) => found(id as AnswerId, name, read(given))),
  ];
}
