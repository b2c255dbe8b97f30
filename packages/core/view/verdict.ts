/** A gate's answer for people: one title, what is required and met, and what would open it (`rules.md 6.1`). */
import { isClosing, missing, reasonOf, type Verdict } from '../gate/verdict.ts';
import { SEAT_ROLES } from '../policy/role.ts';
import { read, theRole } from './names.ts';
import { and, commas, type Sentence, type Value, words } from './sentence.ts';

export interface VerdictLine {
  readonly open: boolean;
  readonly sentence: Sentence;
  /** What would open it; only for what is closed and has no line below that says it better. */
  readonly remedy?: Sentence;
  readonly depth: number;
  /** The change request that it is about. */
  readonly label?: string;
}

const isVote = (verdict: Verdict): boolean => reasonOf(verdict).kind === 'vote';

function valuesOf(verdict: Verdict): Record<string, Value> {
  const values = read(verdict.values, reasonOf(verdict).says ?? {});
  if (verdict.values.second === 'yes') values.seat = words('status.seat.second', { role: values.seat ?? '' });
  if (verdict.code === 'seat-voided') values.why = whyGone(verdict.values, values);
  return values;
}

/** Why a vote is gone, by the word that the gate hands over; an edit is named with its author and day. */
function whyGone({ why, editor }: Verdict['values'], read: Readonly<Record<string, Value>>): Sentence {
  if (why === 'edited' && typeof editor === 'string') {
    return words('status.void.edited', {
      ...{ facets: read.facets ?? '', on: read.at ?? '', by: read.editor ?? '' },
      ...{ changes: '', changesCount: 0 },
    });
  }
  const known = (['edited', 'ineligible', 'item-changed'] as const).find((one) => one === why);
  return words(known ? `gate.gone.${known}` : 'gate.gone.voided');
}

export function verdictSentence(verdict: Verdict): Sentence {
  return words(`gate.${verdict.code}`, valuesOf(verdict));
}

export function remedySentence(verdict: Verdict): Sentence | undefined {
  const { code } = verdict;
  return isClosing(code) ? words(`gate.${code}.remedy`, valuesOf(verdict)) : undefined;
}

/** The whole tree, top down: a line for each node, with how deep it lies. */
export function verdictLines(verdict: Verdict, depth = 0, label?: string, alone = true): readonly VerdictLine[] {
  const own = typeof verdict.values.label === 'string' ? verdict.values.label : label;
  // "Not decided yet" has no remedy of its own where the votes beside it say what is missing.
  const said = verdict.because.length > 0 || (verdict.code === 'not-decided' && !alone);
  const remedy = !verdict.open && !said ? remedySentence(verdict) : undefined;
  const line: VerdictLine = {
    open: verdict.open,
    sentence: verdictSentence(verdict),
    depth,
    ...(remedy ? { remedy } : {}),
    ...(own ? { label: own } : {}),
  };
  return [line, ...verdict.because.flatMap((one) => verdictLines(one, depth + 1, own, verdict.because.length === 1))];
}

/** What is missing, each with the change request it is about. */
function missingWithLabels(
  verdict: Verdict,
  label?: string,
): readonly { readonly verdict: Verdict; readonly label: string | undefined }[] {
  if (verdict.open) return [];
  const own = typeof verdict.values.label === 'string' ? verdict.values.label : label;
  const below = verdict.because.flatMap((one) => missingWithLabels(one, own));
  return below.length > 0 ? below : [{ verdict, label: own }];
}

/** One sentence without a full stop: "Waiting for the customer on #12". */
export function verdictTitle(verdict: Verdict): Sentence {
  if (verdict.open) return openTitle(verdict);
  const gaps = missingWithLabels(verdict);
  const safety = gaps.find((one) => reasonOf(one.verdict).kind === 'safety');
  if (safety) return words('gate.title.safety', { reason: verdictSentence(safety.verdict) });
  const bare = gaps.find((one) => one.verdict.code === 'needs-change-request');
  if (bare) return words('gate.title.not-covered', { files: filesOf(bare.verdict) });
  // A request in review is "not decided" because of the votes; the votes say it better.
  const reasons = gaps.filter(
    (one) => one.verdict.code !== 'not-decided' || !gaps.some((other) => other.label === one.label && other !== one),
  );
  // While votes are missing, they are what is waited for; a concern beside them has its own line.
  const isAsked = reasons.some((one) => isVote(one.verdict)) && reasons.length < gaps.length;
  const telling = reasons.filter((one) => !isAsked || one.verdict.code !== 'open-concern');
  const labels = [...new Set(telling.map((one) => one.label).filter((one) => one !== undefined))];
  if (labels.length > 0 && telling.every((one) => isVote(one.verdict))) {
    const seats = [...new Set(telling.map((one) => String(one.verdict.values.seat)))];
    const roles = seats.map((seat): Value => {
      const role = SEAT_ROLES.find((one) => one === seat);
      return role ? theRole(role) : seat;
    });
    return words('gate.title.waiting', { seats: and(roles), labels: references(labels) });
  }
  const first = telling.find((one) => !isVote(one.verdict)) ?? telling[0];
  if (!first) return words('gate.closed', { reason: verdictSentence(verdict) });
  const reason = verdictSentence(first.verdict);
  if (first.label === undefined || 'label' in first.verdict.values) return words('gate.closed', { reason });
  const label = { reference: first.label };
  const count = telling.length - 1;
  return count > 0 ? words('gate.title.on-more', { label, reason, count }) : words('gate.title.on', { label, reason });
}

function openTitle(verdict: Verdict): Sentence {
  if (reasonOf(verdict).kind === 'free') return words('gate.title.not-needed', { reason: verdictSentence(verdict) });
  const lines = verdictLines(verdict);
  const labels = [...new Set(lines.map((one) => one.label).filter((one) => one !== undefined))];
  if (labels.length === 0) return words('gate.open');
  const says = (code: Verdict['code']) =>
    verdict.because.some((one) => one.code === code || one.because.some((below) => below.code === code));
  const emergency = says('emergency-late') ? 'gate.title.emergency-late' : 'gate.title.emergency';
  return words(says('emergency-record') ? emergency : 'gate.title.approved', { labels: references(labels) });
}

function references(labels: readonly string[]): Value {
  const shown: Value[] = labels.slice(0, 5).map((label) => ({ reference: label }));
  if (labels.length > 5) shown.push(words('status.more', { count: labels.length - 5 }));
  return shown.length > 5 ? commas(shown) : and(shown);
}

/** "3 files under `billing/` need a change request", when they lie in one folder. */
function filesOf(verdict: Verdict): Sentence {
  const files = verdict.values.files;
  const named = Array.isArray(files) ? files : [];
  const folder = commonFolder(named);
  if (folder === '') return words('gate.title.files', { count: named.length });
  return words('gate.title.files-below', { count: named.length, folder });
}

function commonFolder(files: readonly string[]): string {
  const [first, ...rest] = files.map((file) => file.split('/').slice(0, -1));
  if (!first) return '';
  let depth = first.length;
  for (const parts of rest) {
    while (depth > 0 && parts.slice(0, depth).join('/') !== first.slice(0, depth).join('/')) depth -= 1;
  }
  return depth === 0 ? '' : `${first.slice(0, depth).join('/')}/`;
}

/** Whether it is closed because something could not be known, rather than because people have still to act. */
export function isForSafety(verdict: Verdict): boolean {
  return missing(verdict).some((one) => reasonOf(one).kind === 'safety');
}
