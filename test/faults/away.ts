/** The line over memory, with a clock of its own and a GitHub whose policy can be away: cheap enough to play hundreds of histories. */

import { createHash, randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import { happenings } from '@countersign/core/change/decider.ts';
import type { ChangeEvent } from '@countersign/core/change/event.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import { memoryLedger } from '@countersign/core/ledger/memory.ts';
import { memoryPeople } from '@countersign/core/ledger/memorypeople.ts';
import { memoryTexts } from '@countersign/core/ledger/memorytexts.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import type { ProjectionTarget } from '@countersign/core/record/projections.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import type { GitHubClient } from '@countersign/github/client.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { show } from '@countersign/github/jobs.ts';
import { takeAhead } from '@countersign/github/receive/ahead.ts';
import type { Received } from '@countersign/github/receive/delivered.ts';
import { handle } from '@countersign/github/receive/line.ts';
import type { FollowUp } from '@countersign/github/record/job.ts';
import { laneOf } from '@countersign/github/record/lane.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { pino } from 'pino';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS } from '../instruments/line.ts';

export const PEOPLE = { rosa: 11, 'pan-wei': 12, theo: 13, 'chen-li': 14, dara: 15 } as const;
export type Login = keyof typeof PEOPLE;

const TENANT = 'github:1';
const PROJECT = 'R_1';
const REPOSITORY = {
  id: 1,
  node_id: PROJECT,
  name: 'invoices',
  full_name: 'harbour/invoices',
  owner: { id: 1, login: 'harbour' },
  default_branch: 'main',
};
const STEP_MS = 250;
const BASE = 'base';
/** All that writes to a check, or has it written to. */
const GATES: readonly FollowUp['kind'][] = [
  ...(['watch', 'show-open', 'show-pull', 'show-head', 'show-group', 'shut-pull', 'shut-head'] as const),
];
/** A version never means anything else, so all histories read it once. */
const POLICIES: Parts['policies'] = new Map();
const NAMES = { lead: 'pan-wei', expert: 'theo', customer: 'chen-li' };
/** Work that names nothing passes, so that greens need no approvals. */
const SOURCE = `${policyTemplate('standard', 'en', NAMES).replace('    branches: [main]', '    branches: [main]\n    covers: linked')}\n`;
/** As Git names it. */
const BLOB = createHash('sha1')
  .update(`blob ${Buffer.byteLength(SOURCE)}\0${SOURCE}`)
  .digest('hex');

interface Task {
  readonly key: string;
  readonly run: (attempt: number) => Promise<unknown>;
  readonly ahead?: () => Promise<unknown>;
  notBefore: number;
  tried: number;
}

export interface Played {
  /** Somebody comments on an issue. @param said comes before or after other comments by its number; later than all that came, unless given */
  say(issue: number, who: Login, text: string, said?: number): void;
  open(issue: number): void;
  /** Whether GitHub gives the policy. */
  away: boolean;
  /** What was read of the policy before counts no more, as after a push. */
  forget(): void;
  /** Something happens to every pull request. */
  look(): void;
  /** Lets time pass; whatever is due is done. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until nothing waits. */
  calm(): Promise<void>;
  state(issue: number): Promise<ChangeState | undefined>;
  /** What is on its record, oldest first. */
  events(issue: number): Promise<readonly ChangeEvent[]>;
  /** Conclusions of the checks, by commit: the greens, and one that is red from the beginning, the last. */
  readonly checks: ReadonlyMap<string, string>;
  /** Every write of a check, by commit. */
  readonly writes: readonly string[];
  /** Since when the policy has been away. */
  readonly now: number;
}

/** One commit that changes one file. */
function comparison(base: string, head: string) {
  const commit = (sha: string) => ({ sha, commit: { tree: { sha: `tree of ${sha}` } } });
  return {
    base_commit: commit(base),
    merge_base_commit: commit(base),
    total_commits: 1,
    commits: [{ ...commit(head), parents: [{ sha: base }] }],
    files: [{ filename: `src/${head}.ts` }],
  };
}

export function play(greens: number): Played {
  let now = Date.parse('2026-11-02T09:00:00.000Z');
  let comments = 100;
  const checks = new Map<string, string>();
  const writes: string[] = [];
  const documents = new Map<string, KeptFact>();
  const notes = new Map<string, Map<string, Json>>();
  const ledger = memoryLedger();
  const deliveries: Task[] = [];
  const jobs: Task[] = [];
  let seen = 0;
  let forgotten = 0;
  const played = { away: false };

  const client: GitHubClient = {
    async request(route, parameters = {}) {
      if (route.startsWith('GET /repos/{owner}/{repo}/contents')) {
        if (played.away) throw Object.assign(new Error('away'), { status: 503, response: { headers: {} } });
        const file = { type: 'file', name: posix.basename(POLICY_PATH), path: POLICY_PATH, sha: BLOB };
        if (parameters.path !== POLICY_PATH) return { status: 200, data: [file] };
        const content = Buffer.from(SOURCE).toString('base64');
        return { status: 200, data: { ...file, encoding: 'base64', content } };
      }
      if (route === 'GET /users/{username}') {
        const login = String(parameters.username) as Login;
        return { status: 200, data: { id: PEOPLE[login], login } };
      }
      if (route === 'GET /repos/{owner}/{repo}/git/ref/{ref}')
        return { status: 200, data: { ref: `refs/${parameters.ref}`, object: { sha: BASE, type: 'commit' } } };
      if (route === 'GET /repos/{owner}/{repo}/compare/{basehead}') {
        const [base, head] = String(parameters.basehead).split('...');
        return { status: 200, data: comparison(String(base), String(head)) };
      }
      if (route === 'GET /repos/{owner}/{repo}') return { status: 200, data: { default_branch: 'main' } };
      if (route.includes('/git/matching-refs/')) return { status: 200, data: [] };
      if (route.includes('/check-runs')) {
        const head = String(parameters.head_sha ?? [...ids].find(([, id]) => id === parameters.check_run_id)?.[0]);
        ids.set(head, ids.get(head) ?? ids.size + 1);
        checks.set(head, String(parameters.conclusion));
        writes.push(head);
        return { status: 200, data: { id: ids.get(head) } };
      }
      if (route.startsWith('GET /repos/{owner}/{repo}/issues/{issue_number}')) {
        const number = Number(parameters.issue_number);
        return {
          status: 200,
          data: { node_id: `I_${number}`, title: 'Invoices', body: 'As CSV', labels: [{ name: 'requirement' }] },
        };
      }
      return { status: 200, data: { id: 1 } };
    },
  };
  const ids = new Map<string, number>();
  const nameOf = ({ tenant, project, kind, id }: FactKey) => JSON.stringify([tenant, project, kind, id]);
  const works: WorkFacts[] = Array.from({ length: greens + 1 }, (_, n) => ({
    tenant: TENANT,
    project: PROJECT,
    id: `PR_${n}`,
    number: 900 + n,
    head: `head-${n}`,
    open: true,
    updatedAt: new Date(now).toISOString(),
    data: {
      id: `PR_${n}`,
      number: 900 + n,
      head: `head-${n}`,
      base: 'main',
      baseSha: BASE,
      author: { id: 'github:15', name: 'dara' },
      title: 'Work',
      open: true,
      merged: false,
      updatedAt: '',
      // The last names a request that does not exist: red, whatever the policy says.
      named: n === greens ? [{ kind: 'issue', number: 77, outright: true }] : [],
    },
  }));
  const notesOf = ({ tenant, project, target }: ProjectionTarget): Map<string, Json> => {
    const key = JSON.stringify([tenant, project, target]);
    const found = notes.get(key) ?? new Map<string, Json>();
    notes.set(key, found);
    return found;
  };
  const remember = async (target: ProjectionTarget, surface: string, data: Json) =>
    void notesOf(target).set(surface, data);
  const parts: Parts = {
    // Its world shows nothing of ours that the record could lack.
    rested: new Map(),
    turns: new Map(),
    waiting: new Map(),
    lost: new Map([[PROJECT, { asking: Promise.resolve({ isWhole: true }), at: 0, isWhole: true }]]),
    addresses: { known: async () => new Map(), named: async () => new Map(), addressOf: async () => undefined },
    links: { keep: async () => undefined, find: async () => undefined },
    files: { keep: async () => 'kept', read: async () => undefined, erased: async () => [] },
    ledger,
    dues: ledger,
    notices: { keep: async () => {}, ofRequest: async () => [], newest: async () => [], unreached: async () => [] },
    readers: { choices: async () => new Map() } as unknown as Parts['readers'],
    register: {
      // No issue is a requirement here.
      row: async () => undefined,
      find: async (ref: StreamRef) => ((await ledger.read(ref)).length > 0 ? { ref, number: 0 } : undefined),
      withNumber: async () => [],
      touching: async () => [],
      projects: async () => [PROJECT],
    } as unknown as Parts['register'],
    work: {
      open: async () => works,
      find: async (_t: string, _p: string, id: string) => works.find((one) => one.id === id),
      atCommit: async (_t: string, _p: string, head: string) => works.filter((one) => one.head === head),
    } as unknown as Parts['work'],
    applied: async () => new Set(),
    documents: {
      find: async (key) => documents.get(nameOf(key)),
      findMany: async (tenant, project, kind, ids) =>
        ids.flatMap((id) => documents.get(nameOf({ tenant, project, kind, id })) ?? []),
      anywhere: async (kind) => [...documents.values()].filter((one) => one.kind === kind),
      list: async (tenant, project, kind) =>
        [...documents.values()].filter((one) => one.tenant === tenant && one.project === project && one.kind === kind),
      moment: async () => String(forgotten),
      async keep(fact, since = String(forgotten)) {
        if (since !== String(forgotten)) return false;
        documents.set(nameOf(fact), fact);
        return true;
      },
      renew: async (fact) => void (documents.has(nameOf(fact)) && documents.set(nameOf(fact), fact)),
      forget: async (key) => {
        forgotten += 1;
        for (const [name, one] of documents)
          if (one.project === key.project && one.kind === key.kind && (key.id === undefined || one.id === key.id))
            documents.delete(name);
      },
    },
    projections: {
      written: async (target) => notesOf(target),
      remember,
      confirm: remember,
      forget: async () => {},
      holding: async () => [],
      astray: async () => [],
      former: async () => [],
      alone: (_, work) => work(),
    },
    unhandled: {
      like: async () => [],
      isRetrying: async () => deliveries.some((one) => one.tried > 0),
      coming: async () => [],
      givenUp: async () => [],
    },
    installations: { client: async () => client },
    people: memoryPeople(randomUUID),
    texts: { ...memoryTexts(), freezing: async () => [] },
    policies: POLICIES,
    away: new Map(),
    asking: new Map(),
    places: new Map(),
    now: () => now,
    log: pino({ level: 'silent' }),
    self: 'countersign[bot]',
    app: 1,
    precedence: 'open',
    limited: false,
    merged: () => {},
    tracker: 'https://example.test',
  };

  /** Everything due at the head of its key, one after another; what has to wait holds back its own key. */
  async function turn(tasks: Task[]): Promise<void> {
    const stuck = new Set<string>();
    for (const task of [...tasks]) {
      if (stuck.has(task.key)) continue;
      if (task.notBefore > now) {
        stuck.add(task.key);
        continue;
      }
      try {
        await task.run(task.tried + 1);
        tasks.splice(tasks.indexOf(task), 1);
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        task.tried += 1;
        task.notBefore = now + (error.retryAfterMs ?? 500);
        stuck.add(task.key);
      }
    }
    for (const task of tasks) if (stuck.has(task.key)) await task.ahead?.();
  }

  async function step(): Promise<void> {
    now += STEP_MS;
    await turn(deliveries);
    const stored = ledger.jobs();
    for (const { key, data } of stored.slice(seen)) {
      const job = data as unknown as FollowUp;
      // What comments say is shown elsewhere.
      if (GATES.includes(job.kind))
        jobs.push({ key, run: (attempt) => show(parts, job, attempt), notBefore: now, tried: 0 });
    }
    seen = stored.length;
    await turn(jobs);
  }

  function deliver(event: string, payload: Json): void {
    const received: Received = { guid: `guid-${comments}`, event, payload };
    deliveries.push({
      key: laneOf(payload),
      run: () => handle(parts, received),
      ahead: () => takeAhead(parts, received),
      notBefore: now,
      tried: 0,
    });
  }

  const issueOf = (number: number) => ({
    node_id: `I_${number}`,
    number,
    title: 'Export invoices as PDF',
    body: formBody('standard', 'en', { ...ANSWERS, items: '#1' }),
    user: { id: PEOPLE.rosa, login: 'rosa', type: 'User' },
    labels: [{ name: 'change-request' }],
    html_url: `https://example.test/${number}`,
    state: 'open',
    updated_at: new Date(now).toISOString(),
  });
  const common = { repository: REPOSITORY, installation: { id: 5 } };

  /** Has every check looked at again, as after any event. */
  function look(): void {
    for (const { number } of works) {
      const job: FollowUp = {
        kind: 'show-pull',
        place: { tenant: TENANT, project: PROJECT, installation: 5, owner: 'harbour', repo: 'invoices' },
        id: `PR_${number - 900}`,
      };
      jobs.push({ key: `pull:${job.id}`, run: (attempt) => show(parts, job, attempt), notBefore: now, tried: 0 });
    }
  }
  look();
  const told = async (number: number) =>
    happenings(await ledger.read({ tenant: TENANT, project: PROJECT, stream: `I_${number}` }));

  return {
    look,
    get away() {
      return played.away;
    },
    set away(value) {
      played.away = value;
    },
    get now() {
      return now;
    },
    checks,
    writes,
    open(number) {
      comments += 1;
      deliver('issues', {
        action: 'opened',
        issue: issueOf(number),
        sender: { id: PEOPLE.rosa, login: 'rosa', type: 'User' },
        ...common,
      });
    },
    say(number, who, text, said) {
      comments += 1;
      const user = { id: PEOPLE[who], login: who, type: 'User' };
      const id = said ?? comments;
      const comment = {
        id,
        node_id: `IC_${id}`,
        body: text,
        user,
        created_at: new Date(now).toISOString(),
        html_url: '',
      };
      deliver('issue_comment', { action: 'created', issue: issueOf(number), comment, sender: user, ...common });
    },
    forget() {
      forgotten += 1;
      documents.delete(nameOf({ tenant: TENANT, project: PROJECT, kind: 'policy', id: 'current' }));
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += STEP_MS) await step();
    },
    async calm() {
      await step();
      for (let steps = 0; deliveries.length + jobs.length > 0 || ledger.jobs().length > seen; steps += 1) {
        if (steps > 1000) throw new Error('it does not come to rest');
        await step();
      }
    },
    state: async (number) => fold(await told(number)),
    events: async (number) => (await told(number)).map(({ event }) => event),
  };
}
