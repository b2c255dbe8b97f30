/** The buttons of the check run: GitHub shows three at most, each with few words, to everybody who may write. */
import { missing, reasonOf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { type Speaker, words } from '@countersign/core/view/sentence.ts';

export type Button = 'recheck' | 'start-request' | 'explain' | Accepting;
type Accepting = `accept-${number}-${number}`;

export interface CheckButton {
  readonly label: string;
  readonly description: string;
  readonly identifier: Button;
}

const MOST = 3;
/** Letters of the name that GitHub tells us when it was pressed. */
const IDENTIFIER = 20;
/** "Why?" stays beside them. */
const MOST_REMEDIES = MOST - 1;

interface Judged {
  readonly pull: number;
  readonly verdict: Verdict;
  /** Absent in the merge queue. */
  readonly base?: string;
}

/** What helps first; nothing to press on what is open but a second look. @param judged everything that stands on the commit */
export function buttonsOf(judged: readonly Judged[], title: Speaker): readonly CheckButton[] {
  const closed = judged.filter(({ verdict }) => !verdict.open);
  const lacks = closed.flatMap(({ verdict }) => missing(verdict));
  // The same check stands on the pages of all pull requests of its commit: nobody could tell which of them one button is for.
  const [only, ...more] = judged;
  const accepts = only?.base === undefined || more.length > 0 ? [] : acceptingIn(only);
  const starts = lacks.some((one) => reasonOf(one).wants === 'request');
  const remedies: readonly Button[] = [...accepts, ...(starts ? (['start-request'] as const) : [])];
  const all: readonly Button[] = [
    ...remedies.slice(0, MOST_REMEDIES),
    ...(closed.length > 0 ? (['explain'] as const) : []),
    'recheck',
  ];
  return all.slice(0, MOST).map((identifier) => ({ ...saidOn(identifier, title), identifier }));
}

function acceptingIn({ pull, verdict }: Judged): readonly Accepting[] {
  const requests = [...new Set(missing(verdict).flatMap(waitingFor))];
  return requests.map((request): Accepting => `accept-${request}-${pull}`).filter((one) => one.length <= IDENTIFIER);
}

/** The request that work is to be accepted for, where its home is this repository. */
function waitingFor(one: Verdict): readonly number[] {
  const { request } = one.values;
  const [, number] = (reasonOf(one).wants === 'claim' && /^#(\d{1,8})$/.exec(String(request ?? ''))) || [];
  return number === undefined ? [] : [Number(number)];
}

function saidOn(button: Button, title: Speaker): Pick<CheckButton, 'label' | 'description'> {
  const accepted = acceptedBy(button);
  if (accepted)
    return { label: acceptLabel(accepted.request, title), description: title(words('gate.button.accept.text')) };
  const word = button === 'recheck' ? 'recheck' : button === 'explain' ? 'explain' : 'start';
  return { label: title(words(`gate.button.${word}`)), description: title(words(`gate.button.${word}.text`)) };
}

export function acceptLabel(number: number, title: Speaker): string {
  return title(words('gate.button.accept', { request: { reference: `#${number}` } }));
}

/** What a button accepts, and for which request: whatever else stands on the commit by the time it is pressed, this one was shown. */
export function acceptedBy(button: string): { readonly request: number; readonly pull: number } | undefined {
  const [, request, pull] = /^accept-(\d{1,8})-(\d{1,9})$/.exec(button) ?? [];
  return request === undefined ? undefined : { request: Number(request), pull: Number(pull) };
}
