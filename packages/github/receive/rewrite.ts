/** A request's own fields, edited on our pages: what stands in the issue, and how it is written, by whoever edits or by our hand for them. */
import { changedFacets, type Facet, facetDigests } from '@countersign/core/approval/facet.ts';
import { missingInRequest } from '@countersign/core/change/requirement.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { type FieldId, FORM_FIELDS } from '@countersign/core/view/field.ts';
import { ask, type GitHubClient } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { answersIn, type RawAnswers, withAnswers } from '../form/write.ts';
import type { Home } from '../record/home.ts';
import type { TranslationFacts } from '../translation.ts';
import {
  accountOf,
  deliveryOf,
  type EditedField,
  factsOf,
  formOf,
  misreadIn,
  type Read,
  standing,
  titleWrong,
  type Wrong,
} from './asissue.ts';
import { handle } from './line.ts';
import { noteWrittenFor, textDigest } from './writtenfor.ts';

/** Whoever edits. */
export interface Writer {
  readonly by: Person;
  /** With their own token; absent where their session holds none. */
  readonly client?: GitHubClient;
  /** Whether they may write to the repository, as GitHub tells them. */
  readonly mayWrite: () => Promise<'yes' | 'no' | 'unknown'>;
}

/** What stands in the issue at the moment. */
export interface Standing {
  readonly title: string;
  readonly answers: RawAnswers;
  /** Of all that the issue reads, beside the answers too. */
  readonly seen: string;
  readonly profile: TranslationFacts['profile'];
  /** What the request lacks before it can be submitted. */
  readonly missing: readonly EditedField[];
}

export interface Typed {
  readonly title: string;
  /** Of every question of the form. */
  readonly answers: RawAnswers;
  /** `Standing.seen` of the page that it was typed on. */
  readonly seen: string;
  /** Names the press: twice is once. */
  readonly press: string;
  /** Nothing of what a submission needs may be missing. */
  readonly submits: boolean;
}

export type Rewritten =
  | { readonly kind: 'done' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'invalid'; readonly wrong: readonly Wrong[] }
  | { readonly kind: 'not-allowed' }
  /** GitHub's own no, in its words. */
  | { readonly kind: 'declined'; readonly message: string }
  | { readonly kind: 'gone' };

/** @returns `gone` for an issue that is there no more, or is something else by now. @throws Transient while GitHub does not answer */
async function read(parts: Parts, { place, issue, number }: Home): Promise<Read | 'gone'> {
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', {
    owner,
    repo,
    issue_number: number,
  });
  const found = answer.ok ? standing.safeParse(answer.data).data : undefined;
  if (found?.node_id !== issue || found.pull_request) return 'gone';
  return { issue: found, body: found.body ?? '', facts: await factsOf(parts, place, found) };
}

/** What the form begins with. */
export async function standingText(parts: Parts, home: Home): Promise<Standing | 'gone'> {
  const found = await read(parts, home);
  if (found === 'gone') return found;
  const { issue, body, facts } = found;
  const { request } = formOf(home.place, found, issue.title, body);
  return {
    title: issue.title,
    answers: answersIn(body, facts.profile),
    seen: textDigest({ title: issue.title, body }),
    profile: facts.profile,
    missing: missingInRequest(request, facts.profile),
  };
}

/** What would be written, and what of the content would be another by it. */
export interface Prepared {
  readonly kind: 'ready';
  readonly text: { readonly title: string; readonly body: string };
  readonly from: { readonly title?: string; readonly body?: string };
  readonly facets: readonly Facet[];
  readonly issue: Read['issue'];
}

/** Compares what was typed with what stands now, and what that was when it was typed. Nothing is written. @throws Transient while GitHub does not answer */
export async function prepared(
  parts: Parts,
  home: Home,
  typed: Typed,
): Promise<Prepared | Exclude<Rewritten, { kind: 'done' }> | { readonly kind: 'same' }> {
  const found = await read(parts, home);
  if (found === 'gone') return { kind: 'gone' };
  const { issue, body, facts } = found;
  const stands = answersIn(body, facts.profile);
  const asked = FORM_FIELDS.filter((field) => field[facts.profile] !== 'no').map(({ id }) => id);
  const edited = new Map(
    asked.flatMap((id): [FieldId, string][] => {
      const answer = typed.answers.get(id);
      return answer === undefined || answer === (stands.get(id) ?? '') ? [] : [[id, answer]];
    }),
  );
  const isSame = edited.size === 0 && typed.title === issue.title;
  // The same form sent twice has nothing to do the second time, and is of another text by then.
  if (!isSame && typed.seen !== textDigest({ title: issue.title, body })) return { kind: 'changed' };
  const wrong: Wrong[] = titleWrong(typed.title);
  const written = withAnswers(body, edited, { profile: facts.profile, locale: facts.locale });
  if ('why' in written) return { kind: 'invalid', wrong: [...wrong, written] };
  const next = { title: typed.title, body: written.body };
  const after = { ...found, facts: await factsOf(parts, home.place, { ...issue, ...next }) };
  wrong.push(...misreadIn(home.place, after, edited, typed.answers));
  const [was, is] = [formOf(home.place, found, issue.title, body), formOf(home.place, after, next.title, next.body)];
  if (typed.submits)
    for (const field of missingInRequest(is.request, facts.profile))
      if (!wrong.some((one) => one.field === field)) wrong.push({ field, why: 'missing' });
  if (wrong.length > 0) return { kind: 'invalid', wrong };
  if (isSame) return { kind: 'same' };
  const digests = (request: typeof is.request) =>
    facetDigests({ request, type: 'normal', impacts: {}, alternatives: [], conditions: [] });
  const known = new Set(was.impacts.map((one) => digestOf(one)));
  const impacts = is.impacts.filter((one) => !known.has(digestOf(one))).map(({ dimension }) => dimension);
  return {
    kind: 'ready',
    text: next,
    from: {
      ...(next.title === issue.title ? {} : { title: issue.title }),
      ...(next.body === body ? {} : { body }),
    },
    facets: [...changedFacets(digests(was.request), digests(is.request)), ...impacts],
    issue,
  };
}

/** Writes what was prepared. @throws Transient after which nobody knows whether it was written: what stands then is compared anew */
export async function rewrite(
  parts: Parts,
  home: Home,
  writer: Writer,
  { text, from, issue }: Prepared,
  press: string,
): Promise<Rewritten> {
  const isAuthor = issue.user?.id === accountOf(writer.by).id && issue.locked !== true;
  if (!isAuthor) {
    const may = await writer.mayWrite();
    if (may === 'unknown') throw new Transient('GitHub does not say who may edit the issue');
    if (may === 'no') return { kind: 'not-allowed' };
  }
  const { owner, repo } = home.place;
  const parameters = {
    ...{ owner, repo, issue_number: home.number },
    ...(from.title === undefined ? {} : { title: text.title }),
    ...(from.body === undefined ? {} : { body: text.body }),
  };
  const PATCH = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';
  let answer = writer.client && (await ask(writer.client, PATCH, parameters));
  // The token may not write though its owner may: then our hand does, and whoever asked for it is its author.
  if (!answer || (!answer.ok && answer.status === 403 && /not accessible by integration/i.test(answer.message))) {
    const { client } = await readerFor(parts, home.place);
    client.room?.();
    await noteWrittenFor(parts, home.place, { issue: home.issue, text, by: accountOf(writer.by) });
    answer = await ask(client, PATCH, parameters);
  }
  if (!answer.ok)
    return answer.status === 404 || answer.status === 410
      ? { kind: 'gone' }
      : { kind: 'declined', message: answer.message };
  const now = standing.safeParse(answer.data).data ?? { ...issue, ...text };
  // At once: whoever comes back to the page reads what they wrote. The delivery that tells of it finds it on record.
  await handle(parts, {
    guid: `press:${writer.by.id}:${press}/edit`,
    event: 'issues',
    payload: deliveryOf(home.place, now, { action: 'edited', by: writer.by, from }),
  });
  return { kind: 'done' };
}
