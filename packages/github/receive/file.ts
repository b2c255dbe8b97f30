/** A new change request, filed on our pages: what its form begins with, and how it becomes an issue of whoever files it, once for each press. */
import { load } from '@countersign/core/change/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { Conflict, Transient } from '@countersign/core/failure.ts';
import type { Profile } from '@countersign/core/policy/policy.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { FieldId } from '@countersign/core/view/field.ts';
import { ask, type GitHubClient } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { CHANGE_LABEL } from '../form/template.ts';
import { answersIn, blankBody, type RawAnswers, withAnswers } from '../form/write.ts';
import { streamOf } from '../record/home.ts';
import type { Place } from '../translation.ts';
import {
  accountOf,
  deliveryOf,
  factsOf,
  misreadIn,
  type Standing,
  standing,
  titleWrong,
  type Wrong,
} from './asissue.ts';
import { type Filing, filingNoted, noteFiling } from './filedfor.ts';
import { handle } from './line.ts';
import { type IssueText, textDigest } from './writtenfor.ts';

export interface Typed {
  readonly title: string;
  readonly answers: RawAnswers;
  /** Names the press: twice is once. */
  readonly press: string;
}

/** Whoever files, with their own token. */
export interface Filer {
  readonly by: Person;
  readonly client: GitHubClient;
}

export type Filed =
  | { readonly kind: 'done' }
  /** The same press was filed before, with another text. */
  | { readonly kind: 'filed-before'; readonly number: number }
  | { readonly kind: 'invalid'; readonly wrong: readonly Wrong[] }
  /** GitHub's own no, in its words. */
  | { readonly kind: 'declined'; readonly message: string };

/** What every question begins with. */
export const blankAnswers = (profile: Profile, locale: Locale): RawAnswers =>
  answersIn(blankBody({ profile, locale }), profile);

/** An issue that nobody has written yet. */
const unwritten = (text: IssueText): Standing => ({ node_id: '', number: 0, ...text, labels: [CHANGE_LABEL] });

/** The text that would be filed, or what of it cannot be. @throws Transient while GitHub does not answer */
async function textOf(
  parts: Parts,
  place: Place,
  { title, answers }: Typed,
): Promise<IssueText | { readonly wrong: readonly Wrong[] }> {
  const first = await factsOf(parts, place, unwritten({ title, body: '' }));
  const { profile, locale } = first;
  const blank = blankBody({ profile, locale });
  const before = answersIn(blank, profile);
  const given = new Map<FieldId, string>([...answers].filter(([id, answer]) => answer !== (before.get(id) ?? '')));
  const written = withAnswers(blank, given, { profile, locale });
  if ('why' in written) return { wrong: [...titleWrong(title), written] };
  const text = { title, body: written.body };
  const issue = unwritten(text);
  const read = { issue, body: text.body, facts: await factsOf(parts, place, issue) };
  const wrong = [...titleWrong(title), ...misreadIn(place, read, given, answers)];
  return wrong.length > 0 ? { wrong } : text;
}

/** @throws Transient after which nobody knows whether it was filed: the same press looks for it before it files anything */
export async function fileIssue(parts: Parts, place: Place, filer: Filer, typed: Typed): Promise<Filed> {
  const pressed = { by: filer.by.id, press: typed.press };
  const noted = await filingNoted(parts, place, pressed);
  const known = noted && (noted.issue ?? (await looked(parts, place, filer, noted, pressed)));
  const text = await textOf(parts, place, typed);
  if (noted && known) {
    const isSame = !('wrong' in text) && textDigest(text) === noted.text;
    if (!isSame) return { kind: 'filed-before', number: known.number };
    await recordFiled(parts, place, filer.by, typed.press);
    return { kind: 'done' };
  }
  if ('wrong' in text) return { kind: 'invalid', wrong: text.wrong };
  const { owner, repo } = place;
  const [newest] = await writtenBy(place, filer, 1);
  const filing: Filing = { text: textDigest(text), after: newest?.number ?? 0 };
  await noteFiling(parts, place, pressed, filing);
  const parameters = { owner, repo, ...text, labels: [CHANGE_LABEL] };
  const answer = await ask(filer.client, 'POST /repos/{owner}/{repo}/issues', parameters);
  if (!answer.ok) return { kind: 'declined', message: answer.message };
  const made = standing.safeParse(answer.data).data;
  if (!made) throw new Transient('GitHub does not say what was filed');
  await noteFiling(parts, place, pressed, { ...filing, issue: { id: made.node_id, number: made.number } });
  await told(parts, place, filer.by, made, typed.press);
  return { kind: 'done' };
}

/** The newest first. */
async function writtenBy({ owner, repo }: Place, { by, client }: Filer, most: number): Promise<readonly Standing[]> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues', {
    ...{ owner, repo, creator: by.name, state: 'all', sort: 'created', direction: 'desc', per_page: most },
  });
  const found = answer.ok ? standing.array().safeParse(answer.data).data : undefined;
  if (!found) throw new Transient('GitHub does not list the issues of whoever files');
  return found.filter(({ user }) => user?.id === accountOf(by).id);
}

/** What a press wrote whose answer was lost. */
async function looked(
  parts: Parts,
  place: Place,
  filer: Filer,
  noted: Filing,
  pressed: Parameters<typeof noteFiling>[2],
): Promise<Filing['issue']> {
  const found = (await writtenBy(place, filer, 100)).find(
    ({ number, title, body }) => number > noted.after && textDigest({ title, body: body ?? '' }) === noted.text,
  );
  const issue = found && { id: found.node_id, number: found.number };
  if (issue) await noteFiling(parts, place, pressed, { ...noted, issue });
  return issue;
}

/** At once: whoever filed it goes on with it. The delivery that tells of it finds it on record, or records it where this could not. */
async function told(parts: Parts, place: Place, by: Person, issue: Standing, press: string): Promise<void> {
  try {
    const payload = deliveryOf(place, { ...issue, user: accountOf(by) }, { action: 'opened', by });
    await handle(parts, { guid: `press:${by.id}:${press}/file`, event: 'issues', payload });
  } catch (error) {
    if (!(error instanceof Transient || error instanceof Conflict)) throw error;
  }
}

/** Where what somebody filed is on record; `coming` while it is not. */
export type Recorded =
  | { readonly kind: 'recorded'; readonly ref: StreamRef }
  | { readonly kind: 'coming'; readonly number: number }
  | 'nowhere';

export async function recordFiled(parts: Parts, place: Place, by: Person, press: string): Promise<Recorded> {
  const noted = await filingNoted(parts, place, { by: by.id, press });
  if (!noted?.issue) return 'nowhere';
  const { id, number } = noted.issue;
  const ref = await streamOf(parts, place, id);
  if (await load(parts.ledger, ref)) return { kind: 'recorded', ref };
  await toldAgain(parts, place, by, press, noted);
  return (await load(parts.ledger, ref)) ? { kind: 'recorded', ref } : { kind: 'coming', number };
}

/** No delivery need have told of it. What somebody has edited since is told by the edit's own. */
async function toldAgain(parts: Parts, place: Place, by: Person, press: string, noted: Filing): Promise<void> {
  const { owner, repo } = place;
  const parameters = { owner, repo, issue_number: noted.issue?.number };
  try {
    const { client } = await readerFor(parts, place);
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', parameters);
    const issue = answer.ok ? standing.safeParse(answer.data).data : undefined;
    if (issue?.node_id !== noted.issue?.id || !issue) return;
    if (textDigest({ title: issue.title, body: issue.body ?? '' }) === noted.text)
      await told(parts, place, by, issue, press);
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
  }
}
