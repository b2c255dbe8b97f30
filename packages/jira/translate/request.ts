/** A Jira issue → what its request says: our questions' fields, the links to requirements, the attachments. Pure; what cannot be read is absent and has its sentence. */
import type { AssessedInput } from '@countersign/core/change/command.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { AffectedItem, Cause, CauseCode, RequestContent } from '@countersign/core/content/request.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import { isBlank, type Text } from '@countersign/core/text/block.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { readAffected } from '@countersign/core/typed/affected.ts';
import { readImpact } from '@countersign/core/typed/impact.ts';
import { isMisread, type Misunderstanding, misread } from '@countersign/core/typed/reading.ts';
import { FIELDS, type FieldId, fieldWith, optionNamed } from '@countersign/core/view/field.ts';
import type { JiraIssue } from '../schema.ts';
import { adfToText, DEEPEST, isTooDeep } from '../text/adf.ts';
import { answerIn, wordsOf } from '../text/answer.ts';
import { mentions } from '../text/typed.ts';
import { peopleIn } from './comment.ts';

export interface RequestRead {
  readonly request: RequestContent;
  readonly impacts: readonly Answered<AssessedInput>[];
  readonly problems: readonly Wrong[];
}

/** What could not be read as it was meant; also in Jira's own description, which no question of ours asks. */
type Wrong = Answered<Misunderstanding, FieldId | 'besides'>;

/** What was read, and the question that it was read from. */
export interface Answered<Value, Field = FieldId> {
  readonly field: Field;
  readonly value: Value;
}

export interface RequestFacts {
  readonly locale: Locale;
  readonly currency: string;
  /** What is on record already; it stands for every question that Jira asks no more. */
  readonly recorded?: Pick<ChangeState, 'content' | 'openedAt'> | undefined;
  /** The questions that this edit answered; absent where nobody says. */
  readonly touched?: ReadonlySet<FieldId> | undefined;
  /** What Jira calls whom the estimates mention, by account; who has none is called by the account. */
  readonly names?: ReadonlyMap<string, string>;
}

/** Accounts that the estimates in an issue's fields mention, such as whoever sees to a risk. */
export function mentionedBy(issue: JiraIssue | undefined, site: Site): readonly string[] {
  const fields = (issue?.fields ?? {}) as Readonly<Record<string, unknown>>;
  return [...new Set(DIMENSIONS.flatMap((dimension) => mentions(fields[site.fields[dimension] ?? ''])))];
}

/** Words for "nothing" that people write into a field they must fill. */
const NOTHING = new Set(['', 'none', 'n/a', '-', '无']);

export function requestOf(issue: JiraIssue, site: Site, facts: RequestFacts): RequestRead {
  const problems: Wrong[] = [];
  const fields = issue.fields as Readonly<Record<string, unknown>>;
  const raw = (id: FieldId): unknown => fields[site.fields[id] ?? ''];
  const recorded = facts.recorded?.content.request;
  /** An administrator's hand on a field is no answer: what was said stands until somebody says something else. */
  const stands = (id: FieldId): boolean =>
    recorded !== undefined && (isGone(issue, site, id) || isEmptyAnew(id, raw(id), site, facts));
  const text = (id: FieldId): Text | undefined => {
    const blocks = adfToText(raw(id));
    if (isTooDeep(raw(id))) problems.push(nestedIn(id, fieldWith(id).label[facts.locale]));
    return isBlank(blocks) ? undefined : blocks;
  };
  const choice = (id: FieldId): string | undefined => {
    const answer = wordsOf(raw(id));
    if (answer === undefined) return undefined;
    const field = fieldWith(id);
    const [code] = codesOf(id, raw(id), site);
    if (code === undefined)
      problems.push({
        field: id,
        value: misread(
          'form-option',
          answer,
          { field: field.label[facts.locale], answer: answer.slice(0, 80) },
          field.options?.[0]?.label[facts.locale] ?? '',
        ),
      });
    return code;
  };
  const written = (id: FieldId): string | undefined => {
    const { words, unread } = answerIn(raw(id));
    if (unread) problems.push(unreadIn(id, words, facts.locale));
    return unread ? undefined : words;
  };
  const request: Record<string, unknown> = {
    // Where Jira shows no links or attachments at all, it was told to, and none was taken away.
    items:
      recorded && issue.fields.issuelinks === undefined
        ? recorded.items
        : itemsOf(issue, site, written('items'), problems),
    attachments:
      recorded && issue.fields.attachment === undefined
        ? recorded.attachments
        : (issue.fields.attachment ?? []).map(({ id }) => `jira-attachment:${id}`).sort(),
  };
  const set = (key: keyof RequestContent, value: unknown) => {
    if (value !== undefined) request[key] = value;
  };
  set('title', issue.fields.summary?.trim() || undefined);
  for (const id of ['before', 'after', 'motive', 'outcome', 'notChanging'] as const)
    set(id, stands(id) ? recorded?.[id] : text(id));
  // Jira's own description stands before everybody's eyes, too.
  const besides = adfToText(fields.description);
  if (isTooDeep(fields.description)) problems.push(nestedIn('besides', DESCRIPTION[facts.locale]));
  if ('description' in fields) set('besides', isBlank(besides) ? undefined : besides);
  else set('besides', recorded?.besides);
  const said = stands('causeText') ? recorded?.cause?.text : written('causeText');
  set('cause', stands('cause') ? recorded?.cause : causeOf(choice('cause'), said, problems, facts));
  for (const id of ['origin', 'source', 'urgency'] as const) set(id, stands(id) ? recorded?.[id] : choice(id));
  if (!recorded) problems.push(...goneOf(issue, site, facts));
  return { request: request as RequestContent, impacts: impactsOf(raw, site, facts, problems), problems };
}

/** True for a question whose field an administrator removed from Jira or from this project: Jira leaves it out, where it says `null` of an empty one. */
export function isGone({ fields }: { readonly fields: object }, site: Site, id: FieldId): boolean {
  const field = site.fields[id];
  return field !== undefined && !(field in fields);
}

/** A field that set-up made again after the request was recorded is empty without anybody's hand. */
function isEmptyAnew(id: FieldId, value: unknown, site: Site, { recorded, touched }: RequestFacts): boolean {
  const made = site.madeAgain?.[id];
  if (made === undefined || !recorded || recorded.openedAt >= made || touched?.has(id)) return false;
  const { words, unread } = answerIn(value);
  return words === undefined && !unread;
}

/** For whoever wrote into a field what cannot be read there; none of it is taken. */
function unreadIn(field: FieldId, words: string | undefined, locale: Locale): Answered<Misunderstanding> {
  return { field, value: misread('form-unread', words ?? '', { field: fieldWith(field).label[locale] }, '') };
}

/** As Jira calls its own field. */
const DESCRIPTION: Readonly<Record<Locale, string>> = { en: 'Description', 'zh-CN': '描述' };

/** For whoever nests what nobody reads: it is governed as its letters. */
function nestedIn(field: Wrong['field'], name: string): Wrong {
  return { field, value: misread('form-nested', '', { field: name, limit: DEEPEST }, '') };
}

/** One sentence for all questions that could not be asked of a new request, though it needs their answers. */
function goneOf(issue: JiraIssue, site: Site, { locale }: RequestFacts): readonly Answered<Misunderstanding>[] {
  const gone = FIELDS.filter(({ id, standard }) => standard === 'must' && isGone(issue, site, id));
  const [first] = gone;
  if (!first) return [];
  const names = gone.map(({ label }) => label[locale]);
  return [{ field: first.id, value: misread('form-gone', '', { fields: names }, '') }];
}

/** The codes of what was chosen: by the choice's id, which stays when an administrator renames it, or else by its words. */
function codesOf(id: FieldId, value: unknown, site: Site): readonly (string | undefined)[] {
  const chosen = Array.isArray(value) ? value : [value];
  return chosen.map((one) => {
    const kept = site.choices?.[String((one as { id?: unknown } | null)?.id)];
    return kept ?? optionNamed(fieldWith(id), wordsOf(one) ?? '');
  });
}

function impactsOf(
  raw: (id: FieldId) => unknown,
  site: Site,
  facts: RequestFacts,
  problems: Wrong[],
): readonly Answered<AssessedInput>[] {
  const impacts: Answered<AssessedInput>[] = [];
  const ticked = codesOf('noImpact', raw('noImpact') ?? [], site);
  for (const dimension of DIMENSIONS) {
    // One tick says that there is none; words beside it say more, and are the safer reading (2.2).
    const { words: said, unread } = answerIn(raw(dimension));
    if (unread) {
      problems.push(unreadIn(dimension, said, facts.locale));
      continue;
    }
    const answer = said ?? (ticked.includes(dimension) ? 'none' : undefined);
    if (answer === undefined) continue;
    const field = said === undefined ? 'noImpact' : dimension;
    const reading = {
      facts: {
        ...{ locale: facts.locale, currency: facts.currency },
        people: peopleIn(raw(dimension), facts.names ?? new Map()),
      },
      line: answer.slice(0, 200),
      block: undefined,
    };
    const input = readImpact(dimension, answer, reading);
    if (isMisread(input)) problems.push({ field, value: input });
    else impacts.push({ field, value: input });
  }
  return impacts;
}

/** What each of our links says of the requirement at its end (`rules.md 5.4`); of two links to one the first says more. */
const ACTIONS = [
  ['retires', 'delete'],
  ['affects', 'modify'],
  ['introduces', 'add'],
] as const;

function linkedItems({ fields }: JiraIssue, site: Site): readonly AffectedItem[] {
  const found = new Map<string, AffectedItem>();
  for (const [link, action] of ACTIONS)
    for (const { type, outwardIssue } of fields.issuelinks ?? [])
      if (outwardIssue && type.id === site[link] && !found.has(outwardIssue.id))
        found.set(outwardIssue.id, { id: outwardIssue.id, label: outwardIssue.key, action });
  return [...found.values()];
}

/** Which requirements a request names and what becomes of each, for comparison. */
export function namedItems({ items }: RequestContent): readonly string[] {
  return items.map(({ id, action }) => `${action} ${id}`).sort();
}

/** Keys of the requirements that an issue names now, or its request named on record. */
export function itemKeys(
  issue: JiraIssue | undefined,
  site: Site,
  recorded: ChangeState | undefined,
): ReadonlySet<string> {
  const now = issue ? linkedItems(issue, site) : [];
  return new Set([...now, ...(recorded?.content.request.items ?? [])].map(({ label }) => label));
}

/** Requirements by our links; one that does not exist yet by the words "new requirement" in the field. Other words name nothing, and say so. */
function itemsOf(issue: JiraIssue, site: Site, words: string | undefined, problems: Wrong[]): readonly AffectedItem[] {
  const linked = linkedItems(issue, site);
  const { added, strange, unsure, more } = readAffected(words ?? '', {
    isName: (name) => linked.some(({ label }) => label === name.toUpperCase()),
    isNothing: (part) => NOTHING.has(part.toLowerCase()),
  });
  for (const part of new Set([...strange, ...more, ...unsure]))
    problems.push({ field: 'items', value: misread('form-no-link', part, { part: part.slice(0, 80) }, '') });
  return [...linked, ...added];
}

function causeOf(
  code: string | undefined,
  words: string | undefined,
  problems: Wrong[],
  { locale }: RequestFacts,
): Cause | undefined {
  if (code === undefined) return undefined;
  const [cause, kind] = code.split('/');
  const said = words !== undefined && !NOTHING.has(words.toLowerCase()) ? words : undefined;
  if (cause === 'other' && said === undefined) {
    const value = misread('form-other-cause', code, {}, fieldWith('causeText').label[locale]);
    problems.push({ field: 'causeText', value });
    return undefined;
  }
  return { code: cause as CauseCode, ...(kind ? { kind } : {}), ...(said ? { text: said } : {}) };
}
