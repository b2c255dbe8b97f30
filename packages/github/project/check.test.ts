/** Shows which write of a check closes a gate, and that a write for which there is no room leaves nothing uncertain. */
import { Transient } from '@countersign/core/failure.ts';
import type { Json, Precedence } from '@countersign/core/record/port.ts';
import { expect, test } from 'vitest';
import { ask, type GitHubClient } from '../client.ts';
import type { CheckOutput } from '../markdown/check.ts';
import { adoptCheck, CHECK, headTarget, projectCheck } from './check.ts';
import { forget, type Written } from './written.ts';

const PLACE = { tenant: 'github:1', project: 'R_1', installation: 1, owner: 'acme', repo: 'shop' };

function notes(last?: Json): Written & { readonly kept: Map<string, Json> } {
  const kept = new Map<string, Json>(last === undefined ? [] : [['check', last]]);
  const remember = async (_: unknown, surface: string, data: Json) => void kept.set(surface, data);
  return { kept, written: async () => new Map(kept), remember, confirm: remember };
}

/** GitHub, as far as a check needs it; keeps for each write what it was for. */
function github(room: (precedence: Precedence) => void = () => {}) {
  const wrote: Precedence[] = [];
  let asked = 0;
  const of = (precedence: Precedence): GitHubClient => ({
    async request(route) {
      asked += 1;
      if (route.startsWith('GET')) return { status: 200, data: { check_runs: [] } };
      wrote.push(precedence);
      return { status: 200, data: { id: 7 } };
    },
    as: of,
    room: () => room(precedence),
  });
  return { client: of('talk'), wrote, asked: () => asked };
}

function output(conclusion: CheckOutput['conclusion'], title = conclusion): CheckOutput {
  return { conclusion, title, summary: '', actions: [] };
}

const write = (client: GitHubClient, written: Written, shown: CheckOutput) =>
  projectCheck({ client, written }, { place: PLACE, head: 'a'.repeat(40) }, shown);

const GREEN = { conclusion: 'success', id: 7, digest: 'x' };
const RED = { conclusion: 'failure', id: 7, digest: 'x' };

test.each<[string, Json | undefined, CheckOutput['conclusion'], Precedence]>([
  ['red over green', GREEN, 'failure', 'close'],
  ['red that asks for something over green', GREEN, 'action_required', 'close'],
  ['red over a note of an older version, which does not say', { id: 7, digest: 'x' }, 'failure', 'close'],
  ['red over what was lost on its way', { id: 7, digest: null, uncertain: true }, 'failure', 'close'],
  ['red over what was lost when it was made', { digest: null, uncertain: true }, 'failure', 'close'],
  ['red on a commit that never had a check', undefined, 'failure', 'open'],
  ['red in other words over red', RED, 'failure', 'open'],
  ['green over red', RED, 'success', 'open'],
  ['green over green', GREEN, 'success', 'open'],
  ['green over what was lost on its way', { id: 7, digest: null, uncertain: true }, 'success', 'open'],
])('%s', async (_, last, conclusion, precedence) => {
  const { client, wrote } = github();
  await write(client, notes(last), output(conclusion));
  expect(wrote).toEqual([precedence]);
});

test('what is green and then red and then green again is closed from the part that is kept for closing', async () => {
  const { client, wrote } = github();
  const written = notes();
  for (const conclusion of ['success', 'failure', 'success', 'action_required'] as const)
    await write(client, written, output(conclusion));
  expect(wrote).toEqual(['open', 'close', 'open', 'close']);
});

test.each<[Json, Precedence]>([
  [GREEN, 'close'],
  [RED, 'open'],
])(
  'who asks a check to look again, however often, uses nothing of what is kept for closing unless it may stand green',
  async (last, precedence) => {
    const { client, wrote } = github();
    const written = notes(last);
    await forget(written, headTarget(PLACE, 'a'.repeat(40)), CHECK);
    await write(client, written, output('failure'));
    await forget(written, headTarget(PLACE, 'a'.repeat(40)), CHECK);
    await write(client, written, output('failure'));
    expect(wrote).toEqual([precedence, 'open']);
  },
);

test('a write for which there is no room is not sent, is not uncertain afterwards, and says when to come back', async () => {
  const full = github((precedence) => {
    if (precedence !== 'close') throw new Transient('no room', { retryAfterMs: 4321 });
  });
  const written = notes(RED);
  await expect(write(full.client, written, output('success'))).rejects.toMatchObject({ retryAfterMs: 4321 });
  expect(full.asked()).toBe(0);
  expect(written.kept.get('check')).toEqual(RED);
  const green = notes(GREEN);
  await write(full.client, green, output('failure'));
  expect(green.kept.get('check')).toMatchObject({ conclusion: 'failure', id: 7 });
});

test('the time that a spent budget names reaches whoever asked', async () => {
  const refusing: GitHubClient = {
    request: async () => {
      throw new Transient('no room', { retryAfterMs: 4321 });
    },
  };
  await expect(ask(refusing, 'GET /user', {})).rejects.toMatchObject({ retryAfterMs: 4321 });
});

test('6.1: a run of another app is not taken for ours, whatever it calls itself', async () => {
  const head = 'a'.repeat(40);
  const runs = [12, 7].map((id) => ({ id, external_id: `countersign:${head}`, app: { id: id === 12 ? 99 : 1 } }));
  const client: GitHubClient = { request: async () => ({ status: 200, data: { check_runs: runs } }) };
  const written = notes();
  await adoptCheck({ client, written }, { place: PLACE, head, app: 1 });
  expect(written.kept.get(CHECK)).toMatchObject({ id: 7 });
});
