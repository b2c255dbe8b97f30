/** By what the gates of a repository were last judged, and how far that is on record: whoever finds something else has all of them judged anew (`rules.md 4.4`). */
import type { Json } from '@countersign/core/record/port.ts';
import type { Parts } from '../desk.ts';
import type { Place } from '../translation.ts';

interface JudgedBy {
  readonly says: string;
  readonly recorded: boolean;
  /** With the accounts that it names; absent in notes of servers that did not. */
  readonly named?: true;
  /** With the teams, too. */
  readonly teams?: true;
}

type Noting = Pick<Parts, 'documents' | 'now'>;
type Repository = Pick<Place, 'tenant' | 'project'>;

const KIND = 'policy';
const JUDGED_BY = 'judged-by';
/** Of some names of the policy that stands GitHub refused to show whom they mean. */
const UNREAD = 'unread';

/** So often GitHub is asked again. */
const UNREAD_MS = 5 * 60_000;

/** As servers wrote it that put no policy on record, it is the words alone. */
function judgedBy(data: Json | undefined): JudgedBy | undefined {
  if (typeof data === 'string') return { says: data, recorded: false };
  return data as JudgedBy | undefined;
}

interface Judging {
  /** Absent before the first time. ISO 8601. */
  readonly notedAt?: string;
  /** Everything was judged by what stands now. */
  readonly isSame: boolean;
  /** Nothing is left to put on record of it. */
  readonly isDone: boolean;
  /** It is time to ask again whom some of its names mean. */
  readonly isAskedAgain: boolean;
}

/** @param says what stands now */
export async function judging(
  { documents, now }: Noting,
  { tenant, project }: Repository,
  says: string,
): Promise<Judging> {
  const found = await documents.findMany(tenant, project, KIND, [JUDGED_BY, UNREAD]);
  const [known, unread] = [JUDGED_BY, UNREAD].map((id) => found.find((one) => one.id === id));
  const note = judgedBy(known?.data);
  const isSame = note?.says === says;
  const isAskedAgain = unread !== undefined && now() - Date.parse(unread.fetchedAt) >= UNREAD_MS;
  const isDone = isSame && note.recorded && note.named === true && note.teams === true && !isAskedAgain;
  return { isSame, isDone, isAskedAgain, ...(known ? { notedAt: known.fetchedAt } : {}) };
}

/** @param at UTC instant, ISO 8601 */
export async function noteJudged(
  { documents }: Noting,
  { tenant, project }: Repository,
  says: string,
  at: string,
): Promise<void> {
  const data = { says, recorded: true, named: true, teams: true };
  await documents.keep({ tenant, project, kind: KIND, id: JUDGED_BY, data, fetchedAt: at });
}

/** Takes note whether names of the policy that stands could not be bound: they are asked for again. */
export async function noteUnread(
  { documents, now }: Noting,
  { tenant, project }: Repository,
  isUnread: boolean,
): Promise<void> {
  const key = { tenant, project, kind: KIND, id: UNREAD };
  if (isUnread) await documents.keep({ ...key, data: true, fetchedAt: new Date(now()).toISOString() });
  else if (await documents.find(key)) await documents.forget(key);
}
