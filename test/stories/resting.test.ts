/** What a round looks at of the open requests: all of them where what they rest on is another than it was, a few in turn otherwise. */

import { reconsiderResting } from '@countersign/github/reconcile/resting.ts';
import { unseenEdits } from '@countersign/github/reconcile/unseen.ts';
import { placeOfProject } from '@countersign/github/record/home.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, type LineOptions, openLine } from '../instruments/line.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const TEAMS = (text: string) => text.replace('"@pan-wei"', '"@harbour/project-managers"');

let line: Line;
let later = 0;
let rounds = 0;
const now = () => Date.now() + later;
afterEach(async () => {
  later = 0;
  await line.close();
});

async function place() {
  const { organization, repository } = line.seeded;
  const found = await placeOfProject(line.server.parts, `github:${organization.id}`, nodeId('R', repository.id));
  if (!found) throw new Error('the repository is not noted');
  return found;
}

/** What a round would look at that looks at so many in turn. */
async function looked(most = 1): Promise<readonly string[]> {
  const streams: string[] = [];
  rounds += 1;
  await reconsiderResting(
    line.server.parts,
    await place(),
    `round/${rounds}`,
    async (job) => {
      if (job.kind === 'show-change') streams.push(job.ref.stream);
    },
    most,
  );
  return streams;
}

/** Three open requests, the first before its board, which all were looked at. */
async function rested(options: LineOptions = {}): Promise<number> {
  line = await openLine({ now, policy: TEAMS, ...options });
  const numbers = ['One', 'Two', 'Three'].map((title) => line.file({}, title));
  await line.settled();
  const [first = 0] = numbers;
  line.as('requester').comment(first, '/submit');
  line.as('project-manager').comment(first, ASSESSMENT);
  await line.settled();
  expect((await line.state(first)).stage).toBe('in-review');
  line.server.parts.rested.clear();
  expect(new Set(await looked()).size).toBe(3);
  return first;
}

test('what rests is looked at a few in turn, each as often as the others', async () => {
  await rested();
  const turns = [...(await looked()), ...(await looked()), ...(await looked())];
  expect(new Set(turns).size).toBe(3);
  expect(await looked()).toEqual(turns.slice(0, 1));
  expect(await looked(2)).toEqual(turns.slice(1));
  expect(await looked(2)).toEqual(turns.slice(0, 2));
  expect(await looked(2)).toEqual([turns[2], turns[0]]);
  expect(await looked(20)).toHaveLength(3);
}, 600_000);

const silently = (what: () => unknown): void => {
  line.deliveries.meddle = () => [];
  what();
};

const dayAfter = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

interface Case {
  readonly what: string;
  readonly change: (first: number) => unknown;
  readonly options?: LineOptions;
}

const CASES: readonly Case[] = [
  {
    what: 'somebody leaves a team',
    change: () => {
      silently(() => line.as('owner').removeFromTeam('project-managers', 'pan-wei'));
      later += 6 * MINUTE_MS;
    },
  },
  {
    what: 'somebody leaves a team that only the policy of before names, by which one is decided,',
    change: async () => {
      const text = await policyText();
      line.as('owner').editFile(POLICY_PATH, text.replace('"@harbour/project-managers"', '"@pan-wei"'));
      await line.settled();
      expect(await looked()).toHaveLength(3);
      expect(await looked()).toHaveLength(1);
      silently(() => line.as('owner').removeFromTeam('project-managers', 'pan-wei'));
      later += 6 * MINUTE_MS;
    },
  },
  {
    what: 'another policy is pushed',
    change: async () => {
      const text = await policyText();
      silently(() => line.as('owner').editFile(POLICY_PATH, `${text}\n# another\n`));
      later += 16 * MINUTE_MS;
    },
  },
  {
    what: 'a freeze begins',
    change: () => {
      later += 2.5 * DAY_MS;
    },
    options: {
      policy: (text) =>
        `${TEAMS(text)}\nfreeze:\n  - { from: ${dayAfter(2)}, to: ${dayAfter(3)}, stages: [start], reason: Year end }\n`,
    },
  },
  {
    what: 'a year begins, with which dates are shown otherwise,',
    change: () => {
      later += 366 * DAY_MS;
    },
  },
  {
    what: 'the text of the policy by which one is decided is erased',
    change: async (first) => {
      const { parts } = line.server;
      const { policy = '' } = await line.state(first);
      const text = await policyText();
      line.as('owner').editFile(POLICY_PATH, `${text}\n# another\n`);
      await line.settled();
      expect(await looked()).toHaveLength(3);
      await parts.texts.erase((await place()).tenant, policy, new Date(now()).toISOString());
    },
  },
];

test.each(CASES)(
  'all are looked at once where $what and nobody tells of it',
  async ({ change, options }) => {
    const first = await rested(options);
    expect(await looked()).toHaveLength(1);
    await change(first);
    expect(await looked()).toHaveLength(3);
    expect(await looked()).toHaveLength(1);
  },
  600_000,
);

test('a row from before it said by which policy its request is decided says it once that was looked at', async () => {
  await rested();
  const { tenant, project } = await place();
  const { parts } = line.server;
  const [version] = await parts.register.policiesUsed(tenant, project);
  expect(version).toMatch(/^[0-9a-f]{64}$/);
  const database = connect(line.databaseUrl);
  try {
    await database.pool.query(`update register set shown = (shown::jsonb - 'policy')::json`);
  } finally {
    await database.close();
  }
  expect(await parts.register.policiesUsed(tenant, project)).toEqual([]);
  expect(await looked()).toHaveLength(3);
  expect(await parts.register.policiesUsed(tenant, project)).toEqual([version]);
  // Known of it is by now what nobody could know before.
  expect(await looked()).toHaveLength(3);
  expect(await looked()).toHaveLength(1);
}, 600_000);

async function policyText(): Promise<string> {
  const { texts, policies } = line.server.parts;
  const [version = ''] = [...policies.keys()];
  const found = await texts.read((await place()).tenant, version);
  if (!found || found === 'erased') throw new Error('no policy is kept');
  return found.text;
}

test('a comment that was given up is tried by each round, and what GitHub says no to is left to its own time', async () => {
  await rested();
  const turns = [...(await looked()), ...(await looked()), ...(await looked())];
  const ref = { tenant: (await place()).tenant, project: (await place()).project, stream: turns[2] ?? '' };
  const database = connect(line.databaseUrl);
  try {
    const park = async (id: string, more: object) =>
      database.pool.query(
        `insert into parked (queue, id, key, data, sentence, attempts) values ('job', $1, $2, $3, 'no', 6)`,
        [id, `change:${ref.stream}`, JSON.stringify({ kind: 'show-change', ...more })],
      );
    const text = JSON.stringify({ kind: 'show-change', ref });
    await park('1', { text, refusedSince: new Date().toISOString() });
    await park('2', { text: JSON.stringify({ kind: 'show-change', ref: { ...ref, tenant: 'github:0' } }) });
    expect(await looked()).toEqual([turns[0]]);
    await park('3', { text });
    expect(await looked()).toEqual([turns[1], turns[2]]);
    expect(await looked()).toEqual([turns[2]]);
  } finally {
    await database.close();
  }
}, 600_000);

test('4.2: an item that is edited after its label was taken away is found on GitHub’s list, told of or not', async () => {
  const first = await rested();
  line.as('project-manager').comment(first, '/approve');
  await line.settled();
  expect((await line.state(first)).votes[0]?.voided).toBeUndefined();
  const { labels } = line.seeded.repository.issues.get(1) ?? { labels: [] };
  expect(labels).toHaveLength(1);
  silently(() => {
    line.as('owner').removeLabel(1, 'requirement');
    line.as('owner').editIssue(1, { body: 'Invoices can be exported as nothing at all.' });
  });
  // It is not on its way any more.
  later += 2 * MINUTE_MS;
  await unseenEdits(line.server.parts, await place(), Date.now() - MINUTE_MS);
  await line.settled();
  expect((await line.state(first)).votes[0]?.voided?.kind).toBe('item-changed');
}, 600_000);
