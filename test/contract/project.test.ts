import { Transient, WriteRefused } from '@countersign/core/failure.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { all } from '@countersign/core/gate/verdict.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { checkOutput } from '@countersign/github/markdown/check.ts';
import { type HeadCheck, project, settingOf, surfaces, touched } from '@countersign/github/project/project.ts';
import type { Ports, Target, Written } from '@countersign/github/project/written.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresProjections } from '@countersign/postgres/projections.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { Octokit } from '@octokit/rest';
import { beforeEach, expect, test } from 'vitest';
import { approve, inReview, type Scenario } from '../instruments/scenario.ts';
import { type Fault, SELF, type Wire, wire } from './project.wire.ts';

const PLACE = { tenant: 'github:1', project: 'R_1', installation: 1, owner: 'acme', repo: 'shop' };
const WHERE = { place: PLACE, issue: 'I_12', number: 12, self: SELF };
const HEAD = 'a'.repeat(40);

function memory(): Written {
  const values = new Map<string, Map<string, Json>>();
  const of = (target: Target) => {
    const key = JSON.stringify(target);
    const found = values.get(key) ?? new Map<string, Json>();
    values.set(key, found);
    return found;
  };
  const remember = async (target: Target, surface: string, data: Json) => void of(target).set(surface, data);
  return { written: async (target) => new Map(of(target)), remember, confirm: remember };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function portsTo(github: Wire, written: Written): Ports {
  return { client: new Octokit({ request: { fetch: github.fetch }, log: silent }), written };
}

/** What the play's request should show now, with one linked pull request. */
function wanted(
  play: Scenario,
  pulls: readonly string[] = [],
): readonly [ReturnType<typeof surfaces>, readonly HeadCheck[]] {
  const situation = play.situation('nobody');
  const verdict = all('merge-open', 'merge-closed', [changeGate(play.state(), 'merge', situation)], {
    labels: ['#12'],
  });
  const checks = pulls.map((head, index) => ({
    head,
    output: checkOutput([{ pull: 21 + index, verdict }], settingOf(situation)),
  }));
  return [surfaces(play.state(), situation, play.happened, { issue: 'I_12' }), checks];
}

let github: Wire;
let written: Written;
let ports: Ports;

beforeEach(() => {
  github = wire();
  written = memory();
  ports = portsTo(github, written);
});

/** The calls that a projection makes. */
async function callsOf(play: Scenario, pulls: readonly string[] = []): Promise<readonly string[]> {
  const before = github.calls.length;
  await project(ports, WHERE, ...wanted(play, pulls));
  return github.calls.slice(before).map((one) => one.replace('/repos/acme/shop', ''));
}

test('a new request is shown with two calls, once its labels are known in the repository', async () => {
  const play = inReview();
  for (const name of ['change: in review', 'class: minor']) github.definitions.set(name, 'ffffff');
  expect(await callsOf(play)).toEqual([
    'POST /issues/12/comments',
    'POST /labels',
    'POST /labels',
    'POST /issues/12/labels',
  ]);
  const other = { ...WHERE, issue: 'I_13' };
  github.calls.length = 0;
  await project(ports, other, ...wanted(play));
  expect(github.calls).toHaveLength(2);
});

test('twice is once also with the notes of the record, after everything in memory is gone', async () => {
  const place = await temporaryDatabase();
  try {
    for (const expected of [5, 0]) {
      const database = connect(place.url);
      github.calls.length = 0;
      await project(portsTo(github, postgresProjections(database)), WHERE, ...wanted(inReview(), [HEAD]));
      await database.close();
      expect(github.calls).toHaveLength(expected);
    }
    expect([github.comments.length, github.checks.length]).toEqual([1, 1]);
  } finally {
    await place.drop();
  }
});

test('twice is once: what already stands there costs no call', async () => {
  const play = inReview();
  await project(ports, WHERE, ...wanted(play, [HEAD]));
  expect(await callsOf(play, [HEAD])).toEqual([]);
});

test('a vote costs one comment update and one check for each linked pull request', async () => {
  const play = inReview();
  const heads = [HEAD, 'b'.repeat(40)];
  await project(ports, WHERE, ...wanted(play, heads));
  approve(play, 'mei');
  expect(await callsOf(play, heads)).toEqual([
    'PATCH /check-runs/101',
    'PATCH /check-runs/102',
    'PATCH /issues/comments/103',
  ]);
});

test('the deciding vote moves the labels too and leaves everybody else’s alone', async () => {
  const play = inReview();
  github.labels.add('bug');
  await project(ports, WHERE, ...wanted(play, [HEAD]));
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('mei', { type: 'start' });
  const calls = await callsOf(play, [HEAD]);
  expect(calls.filter((one) => one.includes('/issues/12/labels'))).toHaveLength(2);
  expect([...github.labels].sort()).toEqual(['bug', 'change: being implemented', 'class: minor']);
  expect(github.checks.map((one) => one.conclusion)).toEqual(['success']);
});

test('6.2: a label taken or added by hand is put back', async () => {
  const play = inReview();
  await project(ports, WHERE, ...wanted(play));
  github.labels.delete('change: in review');
  github.labels.add('change: approved').add('bug');
  await touched(ports, WHERE, 'label');
  await callsOf(play);
  expect([...github.labels].sort()).toEqual(['bug', 'change: in review', 'class: minor']);
  expect(await callsOf(play)).toEqual([]);
});

test('6.3: a comment that somebody edited is restored, and one that somebody deleted is made anew', async () => {
  const play = inReview();
  await project(ports, WHERE, ...wanted(play));
  const [comment] = github.comments;
  const body = comment?.body;
  if (comment) comment.body = 'all approved';
  await touched(ports, WHERE, 'status-comment');
  expect(await callsOf(play)).toEqual([`PATCH /issues/comments/${comment?.id}`]);
  expect(comment?.body).toBe(body);
  github.comments.length = 0;
  await touched(ports, WHERE, 'status-comment');
  await callsOf(play);
  expect(github.comments.map((one) => one.body)).toEqual([body]);
});

test('a comment of somebody else that begins like ours is never taken for ours', async () => {
  const play = inReview();
  const [{ comment }] = wanted(play);
  github.comments.push({ id: 1, body: comment, user: { login: 'mallory' } });
  github.fault = once('POST /repos/acme/shop/issues/12/comments', { kind: 'lost-call' });
  await expect(project(ports, WHERE, ...wanted(play))).rejects.toThrow(Transient);
  await project(ports, WHERE, ...wanted(play));
  expect(github.comments.map((one) => one.user.login)).toEqual(['mallory', SELF]);
});

test('an issue is closed with its request, and put back when a hand reopens it', async () => {
  const play = inReview();
  await project(ports, WHERE, ...wanted(play));
  play.when('carla', { type: 'withdraw', reason: 'not needed' });
  await callsOf(play);
  expect(github.issue).toBe('closed');
  github.issue = 'open';
  await touched(ports, WHERE, 'state');
  expect(await callsOf(play)).toEqual(['PATCH /issues/12']);
  expect(github.issue).toBe('closed');
});

test('a check stands before the comment, and a comment that GitHub refuses does not keep it from being written', async () => {
  github.fault = (call) => (call.includes('comments') ? { kind: 'answer', status: 422 } : undefined);
  await expect(project(ports, WHERE, ...wanted(inReview(), [HEAD]))).rejects.toThrow(WriteRefused);
  expect(github.calls[0]).toContain('check-runs');
  expect(github.checks).toHaveLength(1);
  expect(github.labels.size).toBe(2);
});

test.each<[string, Fault, unknown]>([
  ['a server error', { kind: 'answer', status: 502 }, { name: 'Transient', retryAfterMs: undefined }],
  ['a lost connection', { kind: 'lost-call' }, { name: 'Transient', retryAfterMs: undefined }],
  [
    'a secondary limit',
    { kind: 'answer', status: 403, headers: { 'retry-after': '17' } },
    { name: 'Transient', retryAfterMs: 17_000 },
  ],
  [
    'a secondary limit without a time',
    { kind: 'answer', status: 403, message: 'You have exceeded a secondary rate limit' },
    { name: 'Transient', retryAfterMs: 60_000 },
  ],
  [
    'a primary limit',
    {
      kind: 'answer',
      status: 403,
      headers: {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '1794000030',
        date: new Date(1_794_000_000_000).toUTCString(),
      },
    },
    { name: 'Transient', retryAfterMs: 31_000 },
  ],
  [
    'too many requests',
    { kind: 'answer', status: 429, headers: { 'retry-after': '3' } },
    { name: 'Transient', retryAfterMs: 3_000 },
  ],
  [
    'a missing permission',
    { kind: 'answer', status: 403, message: 'Resource not accessible by integration' },
    { name: 'WriteRefused' },
  ],
  ['an invalid body', { kind: 'answer', status: 422 }, { name: 'WriteRefused' }],
  ['an issue that is gone', { kind: 'answer', status: 410 }, { name: 'WriteRefused' }],
])('%s is a failure of the right kind', async (_, fault, expected) => {
  github.fault = () => fault;
  await expect(project(ports, WHERE, ...wanted(inReview()))).rejects.toMatchObject(expected as object);
});

test('whatever one call or one note of ours is lost, and whenever, trying again ends in the same place, once', async () => {
  const play = inReview();
  const first = wanted(play, [HEAD]);
  approve(play, 'mei');
  play.when('mei', { type: 'hold', reason: 'budget' });
  const second = wanted(play, [HEAD]);
  await project(ports, WHERE, ...first);
  await project(ports, WHERE, ...second);
  const shown = endState(github);
  const length = github.calls.length;

  for (let point = 0; point < length; point += 1) {
    for (const kind of ['lost-call', 'lost-answer', 'lost-note', 'lost-later'] as const) {
      const broken = wire();
      const kept = memory();
      let count = 0;
      if (kind === 'lost-call' || kind === 'lost-answer')
        broken.fault = () => (count++ === point ? { kind } : undefined);
      // The process dies after GitHub answered and before the note of it is kept.
      const notes: Written = {
        written: kept.written,
        remember: async (target, surface, value) => {
          if (kind === 'lost-note' && count++ === point) throw new Error('killed');
          await kept.remember(target, surface, value);
        },
        confirm: async (target, surface, value) => {
          if (kind === 'lost-note' && count++ === point) throw new Error('killed');
          // What was confirmed and not yet on disk is gone after a crash of the database.
          if (kind === 'lost-later' && count++ === point) return;
          await kept.confirm(target, surface, value);
        },
      };
      for (const step of [first, second]) {
        for (let attempt = 0; ; attempt += 1) {
          try {
            await project(portsTo(broken, notes), WHERE, ...step);
            break;
          } catch {
            expect(attempt).toBeLessThan(2);
          }
        }
      }
      expect([kind, point, endState(broken)]).toEqual([kind, point, shown]);
    }
  }
});

test('what was lost on its way and is no longer wanted is taken back at GitHub too', async () => {
  const play = inReview();
  const first = wanted(play, [HEAD]);
  approve(play, 'mei');
  play.when('carla', { type: 'withdraw', reason: 'not needed' });
  const second = wanted(play, [HEAD]);
  const shown = { ...endState(await shownAfter(first)), definitions: [] };

  for (let point = 0; point < 8; point += 1) {
    const broken = wire();
    const kept = memory();
    await project(portsTo(broken, kept), WHERE, ...first);
    let count = 0;
    broken.fault = () => (count++ === point ? { kind: 'lost-answer' } : undefined);
    await project(portsTo(broken, kept), WHERE, ...second).catch(() => undefined);
    broken.fault = () => undefined;
    await project(portsTo(broken, kept), WHERE, ...first);
    expect([point, { ...endState(broken), definitions: [] }]).toEqual([point, shown]);
  }
});

async function shownAfter(step: ReturnType<typeof wanted>): Promise<Wire> {
  const calm = wire();
  await project(portsTo(calm, memory()), WHERE, ...step);
  return calm;
}

function endState({ comments, checks, labels, definitions, issue }: Wire) {
  return {
    comments: comments.map((one) => one.body),
    checks: checks.map((one) => [one.head_sha, one.conclusion, one.output.title]),
    labels: [...labels].sort(),
    definitions: [...definitions.keys()].sort(),
    issue,
  };
}

function once(wantedCall: string, fault: Fault): Wire['fault'] {
  let done = false;
  return (call) => {
    if (done || call !== wantedCall) return undefined;
    done = true;
    return fault;
  };
}
