/** An answer on a request's issue: a comment of ours to whoever typed something there, written once. */
import { Transient } from '@countersign/core/failure.ts';
import { clip } from '@countersign/core/view/sentence.ts';
import { z } from 'zod';
import { isGone, path } from '../client.ts';
import type { Desk } from '../desk.ts';
import { accountOf } from '../place.ts';
import type { FollowUp } from '../queue/job.ts';

/** Names the answer on its comment, so that one whose writing was lost on the way is found again. */
const CAUSE = 'countersign.cause';

/** Characters of a comment. Jira takes 32,767, and counts one outside the basic plane, such as 😀, as two. */
const LONGEST = 30_000;

function fitting(text: string): string {
  const cut = clip(text, LONGEST);
  return cut.length > LONGEST ? clip(text, LONGEST / 2) : cut;
}

/** A comment of ours, once for its cause: what is uncertain is looked for before it is written again. */
export async function answer(
  desk: Desk,
  { ref, text, cause, to = [], visibility, isInternal }: Extract<FollowUp, { kind: 'answer' }>,
): Promise<void> {
  const key = { tenant: ref.tenant, project: ref.project, kind: 'answered', id: cause };
  const note = async (data: 'uncertain' | true) =>
    void (await desk.documents.keep({ ...key, data, fetchedAt: new Date(desk.now()).toISOString() }));
  const last = (await desk.documents.find(key))?.data;
  if (last === true) return;
  if (last === 'uncertain' && (await isAnswered(desk, ref.stream, cause))) return note(true);
  const paragraph = (content: readonly object[]) => ({ type: 'paragraph', content });
  const lines = fitting(text).split('\n').filter(Boolean);
  const mentions = to.flatMap((person) => [
    { type: 'mention', attrs: { id: accountOf(person), text: `@${person.name}` } },
    { type: 'text', text: ' ' },
  ]);
  const content = lines.map((line) => paragraph([{ type: 'text', text: line }]));
  const body = { type: 'doc', version: 1, content: mentions.length > 0 ? [...content, paragraph(mentions)] : content };
  await note('uncertain');
  const internal = isInternal ? [{ key: 'sd.public.comment', value: { internal: true } }] : [];
  const properties = [{ key: CAUSE, value: { cause } }, ...internal];
  const posted = await desk.client.request('POST', path`/rest/api/3/issue/${ref.stream}/comment`, {
    ...{ body, properties },
    ...(visibility ? { visibility } : {}),
  });
  // What Jira refuses it refuses again; whoever waits behind it is not kept waiting.
  if (!posted.ok && !isGone(posted)) console.error(`the answer on ${ref.stream} was refused: ${posted.message}`);
  await note(true);
}

/** Looks at the newest comments: an answer is tried again within minutes, or not at all. */
async function isAnswered(desk: Desk, issue: string, cause: string): Promise<boolean> {
  const asked = path`/rest/api/3/issue/${issue}/comment?orderBy=-created&maxResults=100&expand=properties`;
  const found = await desk.client.request('GET', asked);
  if (isGone(found)) return true;
  const read = found.ok ? commentsSchema.safeParse(found.data) : undefined;
  if (!read?.success) throw new Transient(`the comments of ${issue} could not be read`);
  return read.data.comments.some(({ properties }) =>
    properties?.some((one) => one.key === CAUSE && one.value?.cause === cause),
  );
}

const commentsSchema = z.object({
  comments: z.array(
    z.object({
      properties: z
        .array(z.object({ key: z.string(), value: z.object({ cause: z.string().optional() }).nullish().catch(null) }))
        .optional(),
    }),
  ),
});
