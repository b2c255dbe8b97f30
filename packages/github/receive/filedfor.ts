/** What somebody files on our pages: noted before it is written, so that it is filed once, and is a change request although GitHub drops the label of whoever may not set one. */
import { z } from 'zod';
import type { Parts } from '../desk.ts';
import { CHANGE_LABEL } from '../form/template.ts';
import { isChangeRequest, personOf, placeOf } from '../place.ts';
import { streamOf } from '../record/home.ts';
import { enqueue } from '../record/job.ts';
import type { Payload } from '../schema.ts';
import type { Place } from '../translation.ts';
import { textDigest } from './writtenfor.ts';

const filing = z.object({
  /** Of the text as it was sent. */
  text: z.string(),
  /** Number of the newest issue that they had written before. */
  after: z.number(),
  /** As soon as it is known to be written. */
  issue: z.object({ id: z.string(), number: z.number() }).optional(),
});
export type Filing = z.infer<typeof filing>;

type Noting = Pick<Parts, 'documents' | 'now'>;
type Within = Pick<Place, 'tenant' | 'project'>;

/** Of one person: what another presses under the same name is another's. */
export interface Pressed {
  /** Their id. */
  readonly by: string;
  readonly press: string;
}

const byPress = ({ tenant, project }: Within, { by, press }: Pressed) => ({
  ...{ tenant, project, kind: 'filing' },
  id: `${by} ${press}`,
});

const byText = ({ tenant, project }: Within, by: string, text: string) => ({
  ...{ tenant, project, kind: 'filing-of' },
  id: `${by} ${text}`,
});

export async function filingNoted({ documents }: Noting, place: Within, pressed: Pressed): Promise<Filing | undefined> {
  const noted = await documents.find(byPress(place, pressed));
  return filing.safeParse(noted?.data).data;
}

export async function noteFiling(
  { documents, now }: Noting,
  place: Within,
  pressed: Pressed,
  of: Filing,
): Promise<void> {
  const fetchedAt = new Date(now()).toISOString();
  await documents.keep({ ...byText(place, pressed.by, of.text), data: { press: pressed.press }, fetchedAt });
  const { text, after, issue } = of;
  await documents.keep({ ...byPress(place, pressed), data: { text, after, ...(issue ? { issue } : {}) }, fetchedAt });
}

const pressNoted = z.object({ press: z.string() });

/** A delivery of exactly the issue that its author filed here, with the mark that GitHub dropped; every other as it is. */
export async function markedAsFiled(parts: Parts, payload: Payload): Promise<Payload> {
  const { action, issue, repository, installation } = payload;
  if (action !== 'opened' || !issue?.user || !repository || !installation) return payload;
  const place = placeOf(payload, repository);
  const by = personOf(issue.user).id;
  const text = textDigest({ title: issue.title, body: issue.body ?? '' });
  const press = pressNoted.safeParse((await parts.documents.find(byText(place, by, text)))?.data).data?.press;
  const noted = press === undefined ? undefined : await filingNoted(parts, place, { by, press });
  if (press === undefined || !noted || issue.number <= noted.after) return payload;
  // Its text may be another by the time at which somebody looks for it.
  const known = { id: issue.node_id, number: issue.number };
  if (!noted.issue) await noteFiling(parts, place, { by, press }, { ...noted, issue: known });
  if (isChangeRequest(issue)) return payload;
  const ref = await streamOf(parts, place, issue.node_id);
  const job = { kind: 'restore-mark', place, ref, number: issue.number } as const;
  await enqueue(parts, place.tenant, [job], `filed/${issue.node_id}/mark`);
  return { ...payload, issue: { ...issue, labels: [...(issue.labels ?? []), CHANGE_LABEL] } };
}
