/** The policy of a repository: read from its default branch, kept until a push touches it, pinned by requests that were put to a board (`rules.md 7.2`). */
import { posix } from 'node:path';
import { Transient } from '@countersign/core/failure.ts';
import { goneState, type PolicyState } from '@countersign/core/gate/merge.ts';
import { kept, Unreadable } from '@countersign/core/kept.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { problemSentence } from '@countersign/core/policy/problem.ts';
import { policyVersion, resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { z } from 'zod';
import { ask } from '../client.ts';
import { blobSha } from '../facts/onefile.ts';
import type { PolicyAway, Reader } from '../facts/reader.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import type { FactsChanged, Place } from '../translation.ts';
import { notePush, pushedLately } from './pushed.ts';

/** A push says when the file changes; this only bounds how long a lost push could matter to what stands (`policystands.ts`: to what opens). */
const MAX_AGE_MS = 15 * 60_000;
/** Once more after so long, before a gate is closed for it; and from then on as often, for a minute. */
const RETRY_MS = 4000;
const RETRY_LATER_MS = 15_000;
/** Nobody here has asked for so long: whatever was known of an outage is over, and another server may have seen its end. */
const FORGOTTEN_MS = 30_000;

/** Where it is noted what stands. */
export const currentKey = ({ tenant, project }: Pick<Place, 'tenant' | 'project'>) => ({
  ...{ tenant, project },
  kind: 'policy',
  id: 'current',
});

/** The name of a repository among those whose policy is away. */
export const awayName = ({ tenant, project }: Place): string => `${tenant}/${project}`;

/** What stands there, as it is noted: of a text its version, under which the text itself is kept, and how Git names it. */
export type Source =
  | { readonly version: string; readonly sha?: string; readonly erased?: true }
  | { readonly missing: true }
  | { readonly irregular: true };

/**
 * The policy has changed: what was read of it counts no more.
 * @param changed with that by which it is read for as long as copies of GitHub may show the former one: the commit that was pushed, or the branch
 * @param cause the delivery that tells it
 */
export async function policyChanged(
  { facts, now }: Pick<Reader, 'facts' | 'now'>,
  place: Pick<Place, 'tenant' | 'project'>,
  { at, push }: Omit<Extract<FactsChanged, { kind: 'policy' }>, 'kind'>,
  cause?: string,
): Promise<void> {
  if (at !== undefined) await notePush({ facts, now }, place, { at, push, cause });
  await facts.forget(currentKey(place));
}

/**
 * The policy that stands on the default branch now.
 * @returns `unreadable` while GitHub does not give it; then it is asked again every few seconds at most, by whoever comes.
 */
export async function currentPolicy(reader: Reader, place: Place): Promise<PolicyState> {
  const name = awayName(place);
  const found = reader.away.get(name);
  const before = found && !found.asking && reader.now() > found.next + FORGOTTEN_MS ? undefined : found;
  if (found && !before) reader.away.delete(name);
  if (before?.asking) return before.asking;
  if (before && reader.now() < before.next) return awayState(before, reader.now());
  if (!before) return readPolicy(reader, place, name, before);
  // Noted before it begins: its end replaces the note.
  const asking = Promise.resolve().then(() => readPolicy(reader, place, name, before));
  reader.away.set(name, { ...before, asking });
  return asking;
}

async function readPolicy(
  reader: Reader,
  place: Place,
  name: string,
  before: PolicyAway | undefined,
): Promise<PolicyState> {
  const key = currentKey(place);
  try {
    if (before?.silentUntil !== undefined && reader.now() < before.silentUntil)
      throw new Transient('GitHub asks us to wait', { retryAfterMs: before.silentUntil - reader.now() });
    const found = await kept<Source>({ ...reader, patient: true }, key, MAX_AGE_MS, () => readSource(reader, place));
    reader.away.delete(name);
    if (found === 'unreadable') return { kind: 'unreadable', detail: POLICY_PATH };
    if ('missing' in found.value) return { kind: 'missing' };
    if ('irregular' in found.value) return notAFile((await lastPolicy(reader, place))?.locale ?? 'en');
    const { version, erased } = found.value;
    const state = erased ? goneState(version, 'erased') : await stateOf(reader, place, version);
    if (state) return state;
    await reader.facts.forget(key);
    throw new Transient(`the text of version ${version} came to harm`);
  } catch (error) {
    if (!(error instanceof Transient)) {
      reader.away.delete(name);
      throw error;
    }
    const now = reader.now();
    const known = before ?? reader.away.get(name);
    // Several may have asked at once for the first time: together they are one try.
    const tries = known && (before || now >= known.next) ? known.tries + 1 : 1;
    const since = known?.since ?? now;
    const retryMs = now - since < 60_000 ? RETRY_MS : RETRY_LATER_MS;
    const silentMs = error.retryAfterMs ?? 0;
    const away: PolicyAway = {
      since,
      watched: known?.watched === true,
      tries,
      // Where GitHub names a time it is not asked before, and once it is clear that it stays silent nobody else need come before.
      next: now + (tries > 1 ? Math.max(retryMs, silentMs) : retryMs),
      ...(silentMs > 0 ? { silentUntil: now + silentMs } : {}),
    };
    reader.away.set(name, away);
    return awayState(away, now);
  }
}

function awayState({ tries, next }: PolicyAway, now: number): PolicyState {
  const away = { isFirst: tries < 2, retryAfterMs: Math.max(100, next - now) };
  return { kind: 'unreadable', detail: POLICY_PATH, away };
}

/** The text that was last read, however long ago: for the language to speak in, and for whoever only closes. Nothing opens by it. */
export async function lastPolicy(reader: Reader, place: Place): Promise<Policy | undefined> {
  const key = { tenant: place.tenant, project: place.project, kind: 'policy', id: 'last' };
  const version = (await reader.facts.find(key))?.data;
  const state = typeof version === 'string' ? await pinnedPolicy(reader, place, version) : undefined;
  return state?.kind === 'in-force' ? state.policy : undefined;
}

/**
 * Sees to it that requests may rest on this version: its text was kept before anything was decided by it.
 * @throws Transient when it is there no more; then the file is read again
 */
export async function pinPolicy(
  { facts, texts }: Pick<Reader, 'facts' | 'texts'>,
  place: Place,
  { version }: Policy,
): Promise<void> {
  const found = await texts.read(place.tenant, version);
  if (found && found !== 'erased') return;
  await facts.forget(currentKey(place));
  throw new Transient(`the text of version ${version} is there no more`);
}

/** The policy of a version; gone when its text was never kept or was erased, which closes every gate that asks for it. */
export async function pinnedPolicy(reader: Reader, { tenant }: Place, version: string): Promise<PolicyState> {
  const found = await reader.texts.read(tenant, version);
  if (!found || found === 'erased') return goneState(version, found ?? 'lost');
  return policyIn(reader, found.text);
}

/** What the file says at a commit, for what is told of it afterwards; nothing is decided by it, and a link is what it leads to. */
export async function policyAtCommit(reader: Reader, place: Place, ref: string): Promise<PolicyState> {
  const text = await readText(reader, place, ref).catch((error: unknown) => {
    if (error instanceof Unreadable) return 'irregular' as const;
    throw error;
  });
  if (text === 'missing') return { kind: 'missing' };
  return text === 'irregular' ? notAFile('en') : policyIn(reader, text.toString('utf8'));
}

/** @returns `undefined` where its text is not there */
async function stateOf(reader: Reader, place: Place, version: string): Promise<PolicyState | undefined> {
  const state = reader.policies.get(version) ?? (await pinnedPolicy(reader, place, version));
  return state.kind === 'unreadable' && state.gone === 'lost' ? undefined : state;
}

/** Kept as it is read, before anything is decided by it: a request that pins it later finds it, whatever the file says by then. */
async function keepVersion(
  reader: Reader,
  { tenant, project }: Place,
  { source, sha }: { readonly source: string; readonly sha: string },
  at: string,
): Promise<Source> {
  const version = policyVersion(source);
  if ((await reader.texts.keep(tenant, source)) === 'erased') return { version, sha, erased: true };
  if ('policy' in resolvePolicy(source))
    await reader.facts.keep({ tenant, project, kind: 'policy', id: 'last', data: version, fetchedAt: at });
  return { version, sha };
}

/** So many policies are remembered; the oldest makes room. */
const REMEMBERED = 500;

/** What a text says as a policy, wherever it stands. */
export function policyIn({ policies }: Reader, source: string): PolicyState {
  const version = policyVersion(source);
  const known = policies.get(version);
  if (known) return known;
  const state = read(source);
  const [oldest] = policies.keys();
  if (policies.size >= REMEMBERED && oldest !== undefined) policies.delete(oldest);
  policies.set(version, state);
  return state;
}

function read(source: string): PolicyState {
  const resolved = resolvePolicy(source);
  if ('policy' in resolved) return { kind: 'in-force', policy: resolved.policy };
  // In the language of whoever wrote the file, as far as it can be told.
  const say = catalogue(/^language:\s*zh/m.test(source) ? 'zh-CN' : 'en');
  return { kind: 'broken', problems: resolved.problems.map((problem) => problemSentence(problem, say)) };
}

function notAFile(locale: Locale): PolicyState {
  const problem = { code: 'not-a-file', path: '', line: 0, values: {} } as const;
  return { kind: 'broken', problems: [problemSentence(problem, catalogue(locale))] };
}

/**
 * The text, and what stands under its name in the folder: GitHub follows a symbolic link and gives what it leads to, which no gate guards.
 * Soon after a push the text is read by what was pushed, and has to be what the default branch shows: one of both may be of another time.
 * Where it does not show which of several pushes came last, all of them have to hold it.
 * @throws Transient while they differ
 */
async function readSource(reader: Reader, place: Place): Promise<Source> {
  for (let readings = 0; readings < MOST_READINGS; readings += 1) {
    const source = await readOnce(reader, place);
    if (source) return source;
  }
  throw new Transient(`GitHub shows ${POLICY_PATH} of two times`);
}

/** What was pushed between two questions is there at the next. */
const MOST_READINGS = 3;

/** @returns `undefined` where text and name differ */
async function readOnce(reader: Reader, place: Place): Promise<Source | undefined> {
  const fetchedAt = new Date(reader.now()).toISOString();
  const refs = await pushedLately(reader, place);
  const [text = await readText(reader, place, undefined), ...others] = await Promise.all(
    refs.map((ref) => readText(reader, place, ref)),
  );
  if (others.some((other) => !isSame(text, other))) return undefined;
  if (text === 'missing' && refs.length === 0) return { missing: true };
  const stands = await readEntry(reader, place);
  if (text === 'missing' && stands === 'missing') return { missing: true };
  if (stands !== 'missing' && stands.type !== 'file') return { irregular: true };
  if (text === 'irregular') return { irregular: true };
  if (text === 'missing' || stands === 'missing' || blobSha(text) !== stands.sha) return undefined;
  return keepVersion(reader, place, { source: text.toString('utf8'), sha: stands.sha }, fetchedAt);
}

function isSame(one: Text, other: Text): boolean {
  return typeof one === 'string' || typeof other === 'string' ? one === other : one.equals(other);
}

type Text = Buffer | 'missing' | 'irregular';

/** @param ref absent for the default branch */
async function readText({ client }: Reader, { owner, repo }: Place, ref: string | undefined): Promise<Text> {
  const at = { owner, repo, path: POLICY_PATH, ...(ref === undefined ? {} : { ref }) };
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/contents/{path}', at);
  if (!answer.ok) {
    if (answer.status === 404) return 'missing';
    throw new Unreadable(answer.message);
  }
  const { content, encoding, type } = answer.data as { content?: string; encoding?: string; type?: string };
  if (type !== 'file') return 'irregular';
  if (content === undefined || encoding !== 'base64') throw new Unreadable(`${POLICY_PATH} is too large`);
  return Buffer.from(content, 'base64');
}

const FOLDER = posix.dirname(POLICY_PATH);
/** So many names GitHub lists of a folder. */
const MOST_LISTED = 1000;
const listing = z.array(z.object({ path: z.string(), type: z.string(), sha: z.string() }));

/** What stands under the name of the policy, without its text. @throws Transient | Unreadable */
export async function readEntry(
  { client }: Reader,
  { owner, repo }: Place,
): Promise<{ readonly type: string; readonly sha: string } | 'missing'> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/contents/{path}', { owner, repo, path: FOLDER });
  if (!answer.ok && answer.status === 404) return 'missing';
  const read = answer.ok ? listing.safeParse(answer.data) : undefined;
  // The folder itself may be a link.
  if (!read?.success) throw new Unreadable(`${FOLDER} is not a folder`);
  const found = read.data.find((one) => one.path === POLICY_PATH);
  if (!found && read.data.length >= MOST_LISTED) throw new Unreadable(`${FOLDER} has too many files`);
  return found ?? 'missing';
}
