/** Whose word it is that work implements a request: its author's, or that of somebody else who wrote it into the description (`rules.md 6.4`). */
import { load } from '@countersign/core/change/decider.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { act } from '../act.ts';
import type { Parts } from '../desk.ts';
import { REST, saidWords } from '../named/reference.ts';
import { numbered } from '../record/home.ts';
import type { Place, PullSeen } from '../translation.ts';
import { seenOf } from './seen.ts';

/**
 * What it implements by the word of another account, or of nobody who is known, as long as it says so: an edit is its author's only where the
 * delivery of that very edit tells it. What was there when we first saw it is its author's.
 */
export function namedByOthers({ named, told }: PullSeen, known: PullSeen | undefined): Pick<PullSeen, 'namedByOthers'> {
  const before = new Set(known && saidWords(known.named));
  const others = saidWords(named).filter((word) => {
    if (before.has(word)) return known?.namedByOthers?.includes(word);
    return told?.wrote?.includes(word) ? told.by === 'other' : known !== undefined;
  });
  return others.length > 0 ? { namedByOthers: others } : {};
}

/** So much of what it once named is remembered, newest last. */
const MOST_FORMER = 50;

type Named = PullSeen['named'][number];
type Former = NonNullable<PullSeen['formerly']>[number];

/** What it was seen to say that it implements, and does not say any more, or less plainly. */
export function formerly({ named }: PullSeen, known: PullSeen | undefined): readonly Named[] {
  const now = plainest(named);
  const before = plainest(known ? [...(known.formerly ?? []).map(formerNamed), ...known.named] : []);
  return [...before].flatMap(([key, one]) => (isLess(now.get(key), one) ? [one] : [])).slice(-MOST_FORMER);
}

/** Each name once, as plainly as it is said; what is only mentioned is not among them. */
function plainest(named: readonly Named[]): ReadonlyMap<string, Named> {
  const said = new Map<string, Named>();
  for (const one of named) {
    if (one.kind === 'issue' && one.mention) continue;
    const key = one.kind === 'issue' ? `#${one.number}` : one.label;
    if (isLess(said.get(key), one)) said.set(key, one);
  }
  return said;
}

/** Outright, of an issue that may be any, and surely, of a word that may be no key. */
const isPlain = (one: Named): boolean => (one.kind === 'issue' ? one.outright : one.unsure !== true);

const isLess = (said: Named | undefined, one: Named): boolean => !said || (isPlain(one) && !isPlain(said));

/** A name as it is remembered. Versions before kept a word, and not how plainly it was said: a number may be an ordinary issue's, and a key is one. */
export function formerNamed(former: Former): Named {
  if (typeof former !== 'string') return former;
  const number = /^#(\d+)$/.exec(former)?.[1];
  return number === undefined
    ? { kind: 'elsewhere', label: former }
    : { kind: 'issue', number: Number(number), outright: false };
}

/** Whether it may have named others besides, which nobody remembers: then nobody can tell that none of them holds it back. */
export function isTooMany(former: readonly Former[] = []): boolean {
  const named = former.map(formerNamed);
  return named.length >= MOST_FORMER || named.some((one) => one.kind === 'elsewhere' && one.label.startsWith(REST));
}

export function isNamedByOthers({ namedByOthers: others = [] }: PullSeen, number: number | undefined): boolean {
  return others.includes(`#${number}`);
}

/**
 * Takes in that the author said so after all: that edit is told of after what showed it, or within the same second. On the record of a request
 * it is work anew; whoever accepted it meanwhile has said more.
 * @returns whether it was news, or somebody else told of the pull request meanwhile: then it has to be looked at anew
 */
export async function isToldLate(
  parts: Parts,
  place: Place,
  found: WorkFacts,
  { told }: PullSeen,
  cause: string,
): Promise<boolean> {
  const { namedByOthers: others = [], ...known } = seenOf(found);
  const own = others.filter((word) => told?.by === 'author' && told.wrote?.includes(word));
  if (own.length === 0) return false;
  // Before it is noted: whoever dies meanwhile has to find it again.
  for (const one of known.named)
    if (one.kind === 'issue' && own.includes(`#${one.number}`)) await linkAnew(parts, place, found, one.number, cause);
  const left = others.filter((word) => !own.includes(word));
  const data = { ...known, ...(left.length > 0 ? { namedByOthers: left } : {}) } as unknown as Json;
  const streams = await parts.work.changesOf(place.tenant, place.project, found.id);
  await parts.work.see({ ...found, data }, streams, found);
  return true;
}

async function linkAnew(parts: Parts, place: Place, { id, data }: WorkFacts, number: number, cause: string) {
  const row = await numbered(parts, place, number);
  const state = row && (await load(parts.ledger, row.ref));
  const work = state?.work.find((one) => one.id === id);
  // What others pushed to has to be accepted anyway.
  if (!row || !work?.namedByOthers || work.accepted || work.merged || work.pushedByOthers) return;
  const { label, origin = 'own', since } = work;
  const asked = { place, ref: row.ref, number, actor: seenOf({ data }).author, line: '' };
  const why = `${cause}/${id}/${row.ref.stream}`;
  await act(parts, { ...asked, command: { type: 'unlink-work', work: id }, cause: `${why}/not-others` });
  const command = {
    ...({ type: 'link-work', work: id, label, origin } as const),
    ...(since === undefined ? {} : { at: since }),
  };
  await act(parts, { ...asked, command, cause: `${why}/own` });
}
