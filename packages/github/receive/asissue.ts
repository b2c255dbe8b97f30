/** What is typed on our pages, read as the issue that says it, and told as GitHub would tell of that issue. */
import type { Person } from '@countersign/core/content/person.ts';
import type { Misunderstanding } from '@countersign/core/typed/reading.ts';
import { type FieldId, fieldWith } from '@countersign/core/view/field.ts';
import { z } from 'zod';
import type { Parts } from '../desk.ts';
import { type FormRead, readForm } from '../form/read.ts';
import { isHeld, LONGEST_TITLE, type RawAnswers, type Unwritable } from '../form/write.ts';
import { homeOf } from '../place.ts';
import { issueSchema } from '../schema.ts';
import type { Place, TranslationFacts } from '../translation.ts';
import { gather } from './gather.ts';

export const standing = issueSchema.extend({ locked: z.boolean().optional() });
export type Standing = z.infer<typeof standing>;

export type EditedField = FieldId | 'title';

/** One field, and why it cannot be written, or not be submitted, as it is. */
export interface Wrong {
  readonly field: EditedField;
  readonly why: Unwritable | 'missing' | { readonly misread: Misunderstanding };
}

/** An issue, with the facts that it is read by. */
export interface Read {
  readonly issue: Standing;
  readonly body: string;
  readonly facts: TranslationFacts;
}

interface Told {
  readonly action: 'opened' | 'edited';
  readonly by: Person;
  readonly from?: Partial<Record<'title' | 'body', string>>;
}

/** What a delivery of it would tell. */
export function deliveryOf({ tenant, project, installation, owner, repo }: Place, issue: Standing, told: Told) {
  const { action, by, from = {} } = told;
  return {
    action,
    issue,
    changes: Object.fromEntries(Object.entries(from).map(([name, text]) => [name, { from: text }])),
    sender: { ...accountOf(by), type: 'User' },
    installation: { id: installation },
    // No number of it is needed to read an issue by.
    repository: {
      id: 0,
      node_id: project,
      name: repo,
      full_name: `${owner}/${repo}`,
      owner: { id: Number(tenant.split(':')[1]) },
    },
  };
}

export const accountOf = ({ id, name }: Person) => ({ id: Number(id.split(':')[1]), login: name });

const NOBODY: Person = { id: 'github:0', name: 'ghost' };

export const factsOf = (parts: Parts, place: Place, issue: Standing): Promise<TranslationFacts> =>
  gather(parts, 'issues', deliveryOf(place, issue, { action: 'edited', by: NOBODY }));

export const formOf = (place: Place, { issue, facts }: Read, title: string, body: string): FormRead =>
  readForm(title, body, facts, homeOf(place, issue));

export function titleWrong(title: string): Wrong[] {
  const why =
    title === '' ? 'missing' : !isHeld(title) ? 'not-held' : [...title].length > LONGEST_TITLE ? 'too-long' : undefined;
  return why ? [{ field: 'title', why }] : [];
}

/** What of the edited answers cannot be read, each by itself: what stood there before is told to nobody again. */
export function misreadIn(place: Place, found: Read, edited: RawAnswers, all: RawAnswers): readonly Wrong[] {
  const { profile, locale } = found.facts;
  return [...edited.keys()].flatMap((field) => {
    const beside = field === 'cause' || field === 'causeText' ? (['cause', 'causeText'] as const) : [field];
    const alone = beside.map((id) => `### ${fieldWith(id).label[locale]}\n\n${all.get(id) || '_No response_'}`);
    if (profile === 'light' && all.get(field) === '') return [];
    const { problems } = formOf(place, found, 'Title', alone.join('\n\n'));
    return problems.map((misread): Wrong => ({ field, why: { misread } }));
  });
}
