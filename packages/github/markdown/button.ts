/** The buttons of the check run: GitHub shows three at most, each with few words, to everybody who may write. */
import { missing, reasonOf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { type Speaker, words } from '@countersign/core/view/sentence.ts';

export type Button = 'recheck' | 'start-request' | 'explain' | `accept-${number}`;

export interface CheckButton {
  readonly label: string;
  readonly description: string;
  readonly identifier: Button;
}

const MOST = 3;
/** "Why?" stays beside them. */
const MOST_REMEDIES = MOST - 1;

interface Closed {
  readonly verdict: Verdict;
  /** Absent in the merge queue. */
  readonly base?: string;
}

/** What helps first; nothing to press on what is open but a second look. */
export function buttonsOf(closed: readonly Closed[], title: Speaker): readonly CheckButton[] {
  const lacks = closed.flatMap(({ verdict }) => missing(verdict));
  // The queue's commit is nobody's work.
  const works = closed.flatMap(({ verdict, base }) => (base === undefined ? [] : missing(verdict)));
  const requests = [...new Set(works.flatMap(waitingFor))];
  const starts = lacks.some((one) => reasonOf(one).wants === 'request');
  const remedies: readonly Button[] = [
    ...requests.map((number): Button => `accept-${number}`),
    ...(starts ? (['start-request'] as const) : []),
  ];
  const all: readonly Button[] = [
    ...remedies.slice(0, MOST_REMEDIES),
    ...(closed.length > 0 ? (['explain'] as const) : []),
    'recheck',
  ];
  return all.slice(0, MOST).map((identifier) => ({ ...saidOn(identifier, title), identifier }));
}

/** The request that work is to be accepted for, where its home is this repository. */
function waitingFor(one: Verdict): readonly number[] {
  const { request } = one.values;
  const [, number] = (reasonOf(one).wants === 'claim' && /^#(\d{1,8})$/.exec(String(request ?? ''))) || [];
  return number === undefined ? [] : [Number(number)];
}

function saidOn(button: Button, title: Speaker): Pick<CheckButton, 'label' | 'description'> {
  const number = acceptedBy(button);
  if (number !== undefined)
    return { label: acceptLabel(number, title), description: title(words('gate.button.accept.text')) };
  const word = button === 'recheck' ? 'recheck' : button === 'explain' ? 'explain' : 'start';
  return { label: title(words(`gate.button.${word}`)), description: title(words(`gate.button.${word}.text`)) };
}

export function acceptLabel(number: number, title: Speaker): string {
  return title(words('gate.button.accept', { request: { reference: `#${number}` } }));
}

/** The request that a button accepts work for. */
export function acceptedBy(button: string): number | undefined {
  const [, number] = /^accept-(\d{1,8})$/.exec(button) ?? [];
  return number === undefined ? undefined : Number(number);
}
