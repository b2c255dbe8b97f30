/** Shows that a project's policy is kept with everything that ever stood, and that no administrator takes another's text away unseen. */
import { ENACTMENT, policyStream } from '@countersign/core/enactment/decider.ts';
import { Conflict } from '@countersign/core/failure.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { policyVersion } from '@countersign/core/policy/resolve.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage as standIn } from '../../../test/standins/forge/storage.ts';
import { type Desk, openDesk } from '../desk.ts';
import { type Holders, projectPolicies } from './policies.ts';
import { standingKey } from './standing.ts';
import { forgeTexts, textKey } from './texts.ts';

let leave = (): void => {};
afterEach(() => leave());

function begin(project = '10000') {
  const storage = standIn(manifestEntities());
  leave = enterForge({ storage, pushed: [] });
  const desk = openDesk('jira:cloud');
  return { storage, desk, policies: projectPolicies(desk, project) };
}

const mei = { id: 'jira:mei', name: 'Mei' };
const theo = { id: 'jira:theo', name: 'Theo' };
const text = (lead: string): string => policyTemplate('standard', 'en', { lead, expert: 'theo', customer: 'carla' });
const at = (minute: number): string => `2026-11-02T09:${String(minute).padStart(2, '0')}:00.000Z`;

test('7.2: a policy stands with who put it there, and what stood before stays readable by its version', async () => {
  const { policies } = begin();
  expect(await policies.current()).toEqual({ kind: 'missing' });
  expect(await policies.put(text('mei'), mei, at(1))).toEqual([]);
  expect(await policies.put(text('ada'), theo, at(2))).toEqual([]);
  const [second, first] = await policies.saved();
  expect([second?.by, first?.by]).toEqual([theo.id, mei.id]);
  expect([second?.source, first?.source]).toEqual([text('ada'), text('mei')]);
  const current = await policies.current();
  expect(current).toMatchObject({ kind: 'in-force', policy: { version: second?.version } });
  expect(await policies.pinned(first?.version ?? '')).toMatchObject({ kind: 'in-force' });
  expect(await policies.pinned('f'.repeat(64))).toMatchObject({ kind: 'unreadable' });
});

const ref = policyStream({ tenant: 'jira:cloud', project: '10000' });
const holding = { people: [{ id: 'jira:lin', name: 'Lin' }], unreadable: [] };
const holders: Holders = {
  names: { account: async (name) => ({ id: `jira:${name}` }), team: async () => 'nobody' },
  roles: async () => ({ roles: { 'project-manager': holding }, aliases: [], asOf: at(9) }),
};

test('7.2: the record says which version stood from when, by whom and who held its roles, and no name or text', async () => {
  const { policies, desk } = begin();
  for (const [minute, lead] of ['mei', 'ada', 'mei'].entries())
    await policies.put(text(lead), mei, at(minute), { holders });
  await policies.put(text('bob'), theo, at(7), { holders });
  const saved = [...(await policies.saved())].reverse();
  const entries = await desk.ledger.read(ref);
  const versions = folded(ENACTMENT, entries);
  expect(versions).toMatchObject(saved.map(({ version, by, at: when }) => ({ version, by, at: when })));
  expect(versions.map(({ roles }) => roles?.holders['project-manager']?.people)).toEqual(
    Array.from({ length: 4 }, () => ['jira:lin']),
  );
  expect(verifyProject(await desk.ledger.readProject('jira:cloud', '10000', 0, 10))).toBeUndefined();
  expect(JSON.stringify(entries)).not.toMatch(/Mei|Theo|Lin|seats|profile/);
});

/** As a version of the app that had nothing of it on record left it in the cache; `known` stood in the record by then. */
async function leaveBefore({ documents, ledger }: Desk, known: number) {
  const place = { tenant: 'jira:cloud', project: '10000' };
  const history = ['ada', 'bob', 'mei'].map((lead, minute) => ({
    ...{ version: policyVersion(text(lead)), by: minute === 1 ? theo : mei, at: at(minute) },
  }));
  for (const lead of ['ada', 'bob', 'mei'])
    await documents.keep({ ...textKey(place, policyVersion(text(lead))), data: text(lead), fetchedAt: at(0) });
  const data = { source: text('mei'), history: [...history].reverse() };
  await documents.keep({ ...standingKey(place), data, fetchedAt: at(2) });
  for (const { version, by, at: now } of history.slice(0, known))
    await putOnRecord(ledger, ENACTMENT, {
      ref,
      command: { type: 'put-in-force', version },
      cause: `policy/10000/${now}/${version}`,
      situation: { now, actor: by },
    });
  return history;
}

test.each([0, 1, 3])(
  '7.2: what an older version kept in the cache stands as it stood, and is brought into the record; %i were there',
  async (known) => {
    const { policies, desk, storage } = begin();
    const history = await leaveBefore(desk, known);
    const expected = [...history].reverse().map(({ version, by, at: when }) => ({ version, by: by.id, at: when }));
    const shown = async () => {
      expect(await policies.history()).toEqual(expected);
      expect(await policies.current()).toMatchObject({ kind: 'in-force', policy: { version: expected[0]?.version } });
      for (const { version } of history) expect(await policies.pinned(version)).toMatchObject({ kind: 'in-force' });
    };
    await shown();
    await Promise.allSettled([policies.bring(holders), policies.bring(holders)]);
    await policies.bring(holders);
    await shown();
    storage.lose((key) => key.startsWith('fact:'));
    await shown();
    const versions = folded(ENACTMENT, await desk.ledger.read(ref));
    // Who held the roles is said of what stands while it is asked; of what had stood before, nobody knows.
    const managers = versions.map(({ roles }) => roles?.holders['project-manager']?.people);
    expect(managers).toEqual([undefined, undefined, known === 3 ? undefined : ['jira:lin']]);
    expect(JSON.stringify(await desk.ledger.read(ref))).not.toMatch(/Mei|Theo|Lin/);
  },
);

test('7.2: whoever saves over what an older version kept saves over what stands', async () => {
  const { policies, desk } = begin();
  const [, , last] = await leaveBefore(desk, 1);
  await expect(policies.put(text('eve'), mei, at(5), { instead: '' })).rejects.toBeInstanceOf(Conflict);
  expect(await policies.put(text('eve'), mei, at(5), { instead: last?.version ?? '' })).toEqual([]);
  expect((await policies.history()).map(({ at: when }) => when)).toEqual([at(5), at(2), at(1), at(0)]);
});

test('7.1: an older version’s list names nobody any more who is to be forgotten', async () => {
  const { policies, desk } = begin();
  await leaveBefore(desk, 0);
  await policies.forgetName(mei.id);
  await policies.forgetName(mei.id);
  expect(
    JSON.stringify(await desk.documents.find(standingKey({ tenant: 'jira:cloud', project: '10000' }))),
  ).not.toMatch(/"Mei"/);
  expect(await policies.history()).toHaveLength(3);
});

test('a text that stood before can stand again, and is listed as often as it was put there', async () => {
  const { policies } = begin();
  for (const [minute, lead] of ['mei', 'ada', 'mei'].entries()) await policies.put(text(lead), mei, at(minute));
  expect((await policies.saved()).map(({ source }) => source)).toEqual([text('mei'), text('ada'), text('mei')]);
  // Saved again without a change it is not listed again.
  await policies.put(text('mei'), theo, at(9));
  expect(await policies.saved()).toHaveLength(3);
});

test('7.2: an erased text leaves its place in the list, and whatever rests on it is closed with its own reason', async () => {
  const { desk, policies } = begin();
  const texts = forgeTexts(desk, '10000');
  await policies.put(text('mei'), mei, at(1));
  await policies.put(text('ada'), theo, at(2));
  const [second, first] = await policies.saved();
  await texts.erase('jira:cloud', first?.version ?? '', at(3));
  expect(await policies.pinned(first?.version ?? '')).toMatchObject({ kind: 'unreadable', gone: 'erased' });
  expect(await policies.current()).toMatchObject({ kind: 'in-force' });
  // The one that stands lies in two places; both are empty then.
  await texts.erase('jira:cloud', second?.version ?? '', at(4));
  expect(await policies.current()).toMatchObject({ kind: 'unreadable', gone: 'erased' });
  expect((await policies.saved()).map(({ source }) => source)).toEqual(['', '']);
  expect(await policies.put(text('ada'), theo, at(5))).toEqual([expect.stringMatching(/erased/)]);
  expect(await policies.put(text('mei'), theo, at(5))).toEqual([expect.stringMatching(/erased/)]);
  const where = { tenant: 'jira:cloud', project: '10000' };
  const kept = [first, second].map((one) => textKey(where, one?.version ?? ''));
  const all = [await desk.documents.findAll([standingKey(where), ...kept]), await desk.kept.findAll(kept)];
  expect(JSON.stringify(all)).not.toMatch(/project-manager/);
  await policies.put(text('bob'), theo, at(6));
  expect(await policies.current()).toMatchObject({ kind: 'in-force' });
});

test('7.2: a text that is erased while somebody reads it is not in the cache afterwards', async () => {
  const { desk, policies, storage } = begin();
  await policies.put(text('mei'), mei, at(1));
  const [standing] = await policies.saved();
  const emptied = () => storage.lose((key) => key.startsWith('fact:'));
  emptied();
  let isErased = false;
  // What the reader writes comes after what it read.
  storage.before = async (path) => {
    if (path !== '/api/v1/transaction') return;
    storage.before = undefined;
    await forgeTexts(desk, '10000').erase('jira:cloud', standing?.version ?? '', at(2));
    isErased = true;
  };
  await policies.current();
  expect(isErased).toBe(true);
  expect(await policies.current()).toMatchObject({ kind: 'unreadable', gone: 'erased' });
  emptied();
  expect(await policies.current()).toMatchObject({ kind: 'unreadable', gone: 'erased' });
});

test('7.2: the policy that stands is read in one question, and with the cache emptied only its text is asked for besides', async () => {
  const { policies, storage } = begin();
  await policies.put(text('mei'), mei, at(1));
  const asked = async () => {
    storage.spoken.length = 0;
    expect(await policies.current()).toMatchObject({ kind: 'in-force' });
    return storage.spoken.filter((path) => path === '/api/v1/batch/get').length;
  };
  expect(await asked()).toBe(1);
  storage.lose((key) => key.startsWith('fact:'));
  expect(await asked()).toBe(3);
  expect(await asked()).toBe(1);
});

test('7.2: a text that is not that of its digest is believed nowhere', async () => {
  const { desk, policies } = begin();
  await policies.put(text('mei'), mei, at(1));
  const [standing] = await policies.saved();
  const place = { tenant: 'jira:cloud', project: '10000' };
  const version = standing?.version ?? '';
  const forged = { version, source: text('eve') };
  await desk.documents.keep({ ...standingKey(place), data: forged, fetchedAt: at(1) });
  await desk.kept.keep({ ...textKey(place, version), data: text('eve'), fetchedAt: at(1) });
  expect(await policies.current()).toMatchObject({ kind: 'unreadable', gone: 'lost' });
  expect(await policies.pinned(version)).toMatchObject({ kind: 'unreadable', gone: 'lost' });
});

test('a text with problems changes nothing', async () => {
  const { policies } = begin();
  await policies.put(text('mei'), mei, at(1));
  expect(await policies.put('seats: 7', mei, at(2))).not.toEqual([]);
  expect(await policies.saved()).toHaveLength(1);
  expect(await policies.current()).toMatchObject({ kind: 'in-force' });
});

test('of two administrators who save at once, or on a text that stands no more, one is told', async () => {
  const { storage, policies } = begin();
  await policies.put(text('mei'), mei, at(1));
  const version = (await policies.saved())[0]?.version ?? '';
  const both = await Promise.allSettled([
    policies.put(text('ada'), mei, at(2), { instead: version }),
    policies.put(text('bob'), theo, at(3), { instead: version }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toBeInstanceOf(Conflict);
  expect(await policies.saved()).toHaveLength(2);
  await expect(policies.put(text('eve'), mei, at(4), { instead: version })).rejects.toBeInstanceOf(Conflict);
  const kept = storage.size();
  await expect(policies.put(text('eve'), mei, at(4), { instead: '' })).rejects.toBeInstanceOf(Conflict);
  // Nothing of a text that was not put in force is kept.
  expect(storage.size()).toBe(kept);
});

test('a text that Forge cannot keep is a problem of the text, said in words', async () => {
  const { policies } = begin();
  await policies.put(text('mei'), mei, at(1));
  const long = `${text('ada')}\n# ${'變'.repeat(80_000)}\n`;
  expect(await policies.put(long, mei, at(2))).toEqual([expect.stringContaining('61,440')]);
  expect(await policies.saved()).toHaveLength(1);
  const longest = `${text('ada')}\n# ${'變'.repeat(58_000)}\n`;
  expect(await policies.put(longest, mei, at(3))).toEqual([]);
});

test('a policy whose text could be kept and not its standing is not half in force', async () => {
  const { storage, policies } = begin();
  storage.faults.push({ status: 503, path: '/api/v1/transaction' });
  await expect(policies.put(text('mei'), mei, at(1))).rejects.toThrow(/503/);
  expect(storage.size()).toBe(0);
  expect(await policies.current()).toEqual({ kind: 'missing' });
});
