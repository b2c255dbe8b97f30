/** What our status comment showed when: a vote is for what stood there before it was cast (`rules.md 4.1`). */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { ask, type GitHubClient } from '../client.ts';
import type { Place } from '../translation.ts';
import { field, type Ports, type Target, type Written } from './written.ts';

export const STATUS_COMMENT = 'status-comment';

/** From this instant of GitHub's clock, in whole seconds, the comment showed the stream as it was at this version; 0: nothing of ours. */
interface Showing {
  readonly version: number;
  readonly at: string;
}

/** So many are kept, newest last. Whoever wrote before the oldest of them is asked again. */
const MOST = 50;

type Shown = { readonly shown: Json };

function showingsIn(note: Json | undefined): readonly Showing[] {
  const shown = field(note, 'shown');
  return Array.isArray(shown) ? (shown as unknown as readonly Showing[]) : [];
}

/** What a note of the comment says of when it showed what. */
export function shownIn(note: Json | undefined): Shown {
  return { shown: showingsIn(note) as unknown as Json };
}

/** The same after one more showing; one whose time nobody knows shows nobody anything. */
export function showing(
  note: Json | undefined,
  { version, at }: { readonly version: number; readonly at: string | undefined },
): Shown {
  const before = showingsIn(note);
  return { shown: (at === undefined ? before : [...before, { version, at }].slice(-MOST)) as unknown as Json };
}

/** Somebody else's hand was on the comment: from then on nobody has seen anything of ours, until it is written anew. */
export async function nothingShown(written: Written, target: Target, at: string | undefined): Promise<void> {
  const note = (await written.written(target)).get(STATUS_COMMENT);
  const { shown } = at === undefined ? { shown: [] } : showing(note, { version: 0, at });
  await written.remember(target, STATUS_COMMENT, { ...(note as object | undefined), shown });
}

/**
 * The version that the comment showed in the second before, or earlier: GitHub's clock shows whole seconds, and what came within the same
 * second may have come after. Where nobody knows whether our last text arrived, GitHub is asked once.
 * @param at UTC instant, ISO 8601, by GitHub's clock
 * @returns 0 where it showed nothing
 * @throws Transient while GitHub does not answer that question
 */
export async function shownBefore(
  { client, written }: Asking,
  target: Target,
  place: Place,
  at: string,
): Promise<number> {
  const note = (await written.written(target)).get(STATUS_COMMENT);
  const second = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  const last = await arrived(client, place, note);
  const earlier = [...showingsIn(note), ...last].filter((one) => second(one.at) < second(at));
  return earlier.at(-1)?.version ?? 0;
}

interface Asking {
  readonly client: GitHubClient;
  readonly written: Pick<Written, 'written'>;
}

/**
 * Before another text is sent: keeps that the last one arrived, if nobody knew.
 * @throws Transient while GitHub does not say
 */
export async function noteArrived({ client, written }: Ports, target: Target, place: Place): Promise<void> {
  const note = (await written.written(target)).get(STATUS_COMMENT);
  const [one] = await arrived(client, place, note);
  if (one) await written.remember(target, STATUS_COMMENT, { ...(note as object), ...showing(note, one) });
}

/** What was sent and never confirmed, if it stands there letter by letter. */
async function arrived(
  client: GitHubClient,
  { owner, repo }: Place,
  note: Json | undefined,
): Promise<readonly Showing[]> {
  const [id, trying] = [field(note, 'id'), field(note, 'trying')];
  const version = field(trying, 'version');
  if (field(note, 'uncertain') !== true || typeof id !== 'number' || typeof version !== 'number') return [];
  const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
  const answer = await ask(client, route, { owner, repo, comment_id: id });
  const { body, updated_at: at } = (answer.ok ? answer.data : {}) as { body?: string; updated_at?: string };
  return at !== undefined && digestOf({ body: body ?? '' }) === field(trying, 'digest') ? [{ version, at }] : [];
}
