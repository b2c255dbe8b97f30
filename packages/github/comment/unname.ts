/** Takes the names of somebody who was erased out of the answers that stand on GitHub already, a few pages at a time. */

import { ANSWERS, type AnswersLeft, erasedTarget } from '@countersign/core/record/answersleft.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { z } from 'zod';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { unnamed } from '../markdown/unnamed.ts';
import { placeOfProject } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import type { Place } from '../translation.ts';

type Unname = Extract<FollowUp, { kind: 'unname' }>;

const PAGE = 100;
/** So many pages in one piece of work; the rest follows in the next, so that what was done is not done again for a limit that comes late. */
const MOST_PAGES = 5;
/** So many addresses are kept of what could not be edited, and how many there are. */
const MOST_TOLD = 100;
/** Every answer of ours begins so. */
const ANSWER = '<!-- countersign:reply ';

const comments = z.array(
  z.object({
    id: z.number(),
    body: z.string().nullish(),
    html_url: z.string(),
    user: z.object({ login: z.string() }).nullish(),
  }),
);

/**
 * Edits answers of one repository, from a page on. What GitHub does not let us edit (an archived repository, a locked conversation, one that the
 * app has left) is noted by its address, for the operator's command.
 * @throws Transient while GitHub does not answer, or there is no room for writing: the same pages are looked at again
 */
export async function unname(parts: Parts, job: Unname): Promise<void> {
  const { tenant, project, page: from = 1 } = job;
  const place = await placeOfProject(parts, tenant, project);
  if (!place) return noted(parts, job, [project]);
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  const left: string[] = [];
  const instead = await former(parts, place);
  for (let page = from; page < from + MOST_PAGES; page += 1) {
    const asked = { owner, repo, sort: 'created', direction: 'asc', per_page: PAGE, page };
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/comments', asked);
    const read = answer.ok ? comments.safeParse(answer.data) : undefined;
    if (!read?.success) return noted(parts, job, [...left, `${parts.tracker}/${owner}/${repo}`]);
    for (const { id, body, html_url, user } of read.data) {
      if (user?.login !== parts.self || !body?.startsWith(ANSWER)) continue;
      const now = unnamed(body, job.names, instead);
      if (now === body) continue;
      const edit = { owner, repo, comment_id: id, body: now };
      const edited = await ask(client, 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', edit);
      if (!edited.ok && edited.status !== 404) left.push(html_url);
    }
    if (read.data.length < PAGE) return noted(parts, job, left);
  }
  await noted(parts, job, left);
  const next = { ...job, page: from + MOST_PAGES };
  await enqueue(parts, tenant, [next], `unname/${job.person}/${job.at}/${next.page}`);
}

async function former(parts: Parts, place: Place): Promise<string> {
  const policy = await (await factsAt(parts, place)).policy();
  return catalogue(settingFor(policy, parts.now()).locale)('status.former-member');
}

/** By id, without any name. Done again for the same time, the same address is noted once. */
async function noted(parts: Parts, { tenant, project, person, at }: Unname, left: readonly string[]): Promise<void> {
  const target = { tenant, project, target: erasedTarget(person) };
  const before = (await parts.projections.written(target)).get(ANSWERS) as AnswersLeft | undefined;
  const known: Omit<AnswersLeft, 'at'> = before?.at === at ? before : { addresses: [], count: 0 };
  const more = left.filter((one) => !known.addresses.includes(one));
  const addresses = [...known.addresses, ...more].slice(0, MOST_TOLD);
  const data: AnswersLeft = { at, addresses, count: known.count + more.length };
  await parts.projections.remember(target, ANSWERS, data as unknown as Json);
}
