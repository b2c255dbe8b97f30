/** Asks a Jira site whether work that names one of its requests may be merged, and brings it what mirrors propose: signed, and closed whenever there is no clear yes. */
import { createHmac } from 'node:crypto';
import type { GateAtMerge } from '@countersign/core/change/event.ts';
import type { WorkOrigin } from '@countersign/core/change/origin.ts';
import type { Person } from '@countersign/core/content/person.ts';

/** Ways to be closed: `unclaimed` and `unstarted` say what an approved request lacks. */
const SHUT = ['closed', 'unclaimed', 'unstarted'] as const;
type Shut = (typeof SHUT)[number];

/** `refused`: Jira does not believe that it was asked by us. */
export type JiraAnswer = 'open' | Shut | 'refused' | 'unreachable';

/** What became of something that Jira was told. */
export type Taken = 'recorded' | 'closed' | 'refused' | 'unreachable';

export interface Proposal {
  /** The mirror, such as `acme/shop#7`. */
  readonly from: string;
  readonly address: string;
  readonly text: string;
  readonly by: Person;
  /** The delivery that told of it. */
  readonly cause: string;
  /** GitHub's own ids of the mirror, that of now first, then those that it had before it was transferred. */
  readonly mirrors?: readonly string[];
}

export interface Merge {
  /** GitHub's own id of the pull request. */
  readonly id: string;
  readonly address: string;
  /** `acme/shop#7` */
  readonly title: string;
  /** What the check said when it was merged. */
  readonly gate: GateAtMerge;
  readonly by: Person;
  /** Names this merge, so that it is recorded once. */
  readonly cause: string;
}

export interface AskingPull {
  /** GitHub's own id of it: its address is another after a rename of the repository. */
  readonly id: string;
  readonly address: string;
  readonly title: string;
  /** Whose work it is, for whoever there may say that it is this request's (`rules.md 6.4`). */
  readonly claim?: {
    readonly author: Person;
    readonly origin: WorkOrigin;
    readonly head: string;
    /** Its author was seen to bring that commit. */
    readonly isSeen: boolean;
    /** How many commits others are known to have pushed to it. */
    readonly others: number;
  };
  /** Waits in the merge queue, which is over before anybody asks again, or was merged: Jira is asked each time. */
  readonly isMerging?: boolean;
}

/** A pull request that changes guarded files, by their paths. */
export interface AskingPaths {
  readonly address: string;
  readonly paths: readonly string[];
}

export interface JiraGate {
  /** @param pull the pull request that asks; Jira shows it on the issue */
  ask(key: string, pull: AskingPull): Promise<JiraAnswer>;
  /** Whether every one of these paths stands in what the request governs (`rules.md 6.4`): `open` when it does. */
  standing(key: string, asking: AskingPaths): Promise<JiraAnswer>;
  /** Has what a mirror says recorded on its request; `closed` when there is no such request, or it is over. */
  propose(key: string, proposal: Proposal): Promise<Taken>;
  /** Has it put on the request's record that work which names it was merged; `closed` when there is no such request. */
  merged(key: string, merge: Merge): Promise<Taken>;
}

/** So many paths are asked for one by one, where not all of them stand. */
const MOST_PATHS = 20;

/** Of these paths, those that stand in a request of Jira's; none while it does not say so. */
export async function pathsElsewhere(jira: JiraGate, key: string, asking: AskingPaths): Promise<readonly string[]> {
  const { address, paths } = asking;
  const answer = await jira.standing(key, asking);
  if (answer !== 'closed' || paths.length === 1) return answer === 'open' ? paths : [];
  const found: string[] = [];
  for (const path of paths.slice(0, MOST_PATHS))
    if ((await jira.standing(key, { address, paths: [path] })) === 'open') found.push(path);
  return found;
}

const KEY = /^([A-Z][A-Z0-9_]{1,30})-\d{1,9}$/;

/** `PROJ` of `PROJ-12`; `undefined` for what is no key of Jira's. */
export function projectOfKey(label: string): string | undefined {
  return KEY.exec(label)?.[1];
}

export interface JiraGateOptions {
  /** Address of the app's web trigger, as `forge webtrigger` prints it. */
  readonly url: string;
  readonly secret: string;
  readonly now?: () => number;
}

/** What the app's web trigger answers, word and status, as its manifest fixes them. */
const STATUS = { open: 200, recorded: 202, closed: 409, unclaimed: 409, unstarted: 409, refused: 403 } as const;
type Said = keyof typeof STATUS;
const SAID = Object.keys(STATUS) as readonly Said[];

/** Characters of a proposal that Jira takes. */
const LONGEST = 20_000;
const TIMEOUT_MS = 10_000;
/** Only a no is ever remembered: a yes is asked for each time. */
const CLOSED_MS = 20_000;
const MOST_CLOSED = 2000;

/** What is cut off is seen to be. */
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

export function jiraGate({ url, secret, now = Date.now }: JiraGateOptions): JiraGate {
  const closed = new Map<string, { readonly until: number; readonly said: Shut }>();
  return {
    async ask(key, pull) {
      const { id, address, title, claim, isMerging = false } = pull;
      const question = `${key} ${address}`;
      const last = closed.get(question);
      if (!isMerging && last && last.until > now()) return last.said;
      const said = await sent({
        issue: key,
        at: now(),
        pull: { id, address, title: title.slice(0, 300), ...(claim ? { claim } : {}) },
      });
      // A newer answer, whatever it says, takes the place of what is remembered.
      closed.delete(question);
      if (said === 'open' || said === 'refused') return said;
      const shut = SHUT.find((one) => one === said);
      if (!shut) return 'unreachable';
      if (closed.size >= MOST_CLOSED) closed.clear();
      closed.set(question, { until: now() + CLOSED_MS, said: shut });
      return shut;
    },
    async standing(key, { address, paths }) {
      const said = await sent({ issue: key, at: now(), standing: { address, paths } });
      return said === 'open' || said === 'closed' || said === 'refused' ? said : 'unreachable';
    },
    propose: (key, { text, ...proposal }) =>
      told({ issue: key, at: now(), proposal: { ...proposal, text: cut(text) } }),
    merged: (key, merge) => told({ issue: key, at: now(), merged: merge }),
  };

  async function told(news: object): Promise<Taken> {
    const said = await sent(news);
    return said === 'recorded' || said === 'refused' || said === 'closed' ? said : 'unreachable';
  }

  /** @returns `undefined` when there was no answer, or another than one of the app's: a sign-in page comes with status 200, too */
  async function sent(question: object): Promise<Said | undefined> {
    const body = JSON.stringify(question);
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    try {
      const headers = { 'content-type': 'application/json', 'x-countersign-signature': signature };
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      const text = (await answer.text()).trim();
      return SAID.find((one) => one === text && STATUS[one] === answer.status);
    } catch {
      return undefined;
    }
  }
}
