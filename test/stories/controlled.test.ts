/** Shows that a requirement of a baseline does not change behind its board's back, and that nobody loses what they wrote (`rules.md 5.2`). */
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { folded, replayed } from '@countersign/core/record/run.ts';
import { REQUIREMENT, requirementStream } from '@countersign/core/requirement/decider.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { approved } from '../instruments/board.ts';
import { draws } from '../instruments/draws.ts';
import { type Line, type LineOptions, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
let isOpen = false;
async function close(): Promise<void> {
  if (isOpen) await line.close();
  isOpen = false;
}
afterEach(close);

const PROPOSE = (text: string) => `${text}\nrequirements: { edits: propose }\n`;
const AGREED = 'Invoices  as CSV.\r\n\r\n- [ ] opens in a spreadsheet\r\n\r\n## Notes\r\n\r\nNone yet.\r\n';

const TITLE = 'Invoices are numbered without gaps';

/** A line with a baseline, in which requirement #2 reads AGREED. */
async function baselined(options: LineOptions = {}): Promise<void> {
  line = await openLine({ policy: PROPOSE, ...options });
  isOpen = true;
  line.as('owner').editIssue(2, { body: AGREED });
  const items = { items: 'Baseline', before: '', after: 'All requirements as they stand are agreed on.' };
  await approved(line, line.file(items, 'Baseline of the contract'));
}

const place = () => ({
  tenant: `github:${line.seeded.organization.id}`,
  project: nodeId('R', line.seeded.repository.id),
});
const issueOf = (number: number) => line.seeded.repository.issues.get(number);
const bodyOf = (number: number) => issueOf(number)?.body;
const streamOf = (number: number) =>
  requirementStream(place().tenant, place().project, nodeId('I', line.seeded.repository.id, issueOf(number)?.id ?? 0));
const stateOf = async (number: number) => folded(REQUIREMENT, await line.server.parts.ledger.read(streamOf(number)));
const idOf = (login: string): string =>
  `github:${[...line.world.state.accounts.values()].find((one) => one.login === login)?.id}`;

/** What stands on record, oldest first: whose it is, and its body. */
async function recorded(number: number): Promise<readonly (readonly [string, unknown])[]> {
  const { texts } = await stateOf(number);
  return Promise.all(
    texts.map(async ({ by, snapshot }) => {
      const text = await readSnapshot(line.server.parts.texts, place().tenant, snapshot);
      return [by, typeof text === 'object' ? text.body : text] as const;
    }),
  );
}

async function verified(number: number): Promise<void> {
  const { tenant, project } = place();
  expect(verifyProject(await line.server.record.readProject(tenant, project, 0, 5000))).toBeUndefined();
  const entries = await line.server.parts.ledger.read(streamOf(number));
  expect(await line.server.parts.register.row(streamOf(number))).toEqual(replayed(REQUIREMENT, entries));
}

const told = (number: number) => line.comments(number).filter((body) => body.includes('under change control'));

/** The form behind the link of a comment, with its answers. */
function formIn(comment: string | undefined): URLSearchParams {
  const address = /\]\((\S+\/issues\/new\?\S+)\)/.exec(comment ?? '')?.[1] ?? '';
  return new URL(address).searchParams;
}

test('5.2: what nobody approved is put back byte for byte, the rest of the save and the ticks stay, and its author is told how it becomes a change request', async () => {
  await baselined();
  line.as('owner').editIssue(2, {
    title: 'Exports of all kinds',
    body: AGREED.replace('CSV', 'XML').replace('[ ]', '[x]').replace('None yet.', 'Ask @finance.'),
  });
  await line.settled();
  expect(issueOf(2)?.title).toBe(TITLE);
  expect(bodyOf(2)).toBe(AGREED.replace('[ ]', '[x]').replace('None yet.', 'Ask @finance.'));
  const [comment, ...more] = told(2);
  expect(more).toEqual([]);
  expect(comment).toMatch(/@olga: .*\(`B1`\) stands again/);
  expect(comment).toContain('- Invoices  as CSV.\n+ Invoices  as XML.');
  expect(comment).not.toContain('@finance');
  // A tick is no change.
  expect(comment).not.toMatch(/^[-+] - \[/m);
  const asked = formIn(comment);
  expect(Object.fromEntries(asked)).toMatchObject({ items: '#2', title: 'Exports of all kinds' });
  expect(asked.get('before')).toMatch(/^Invoices {2}as CSV\./);
  expect(asked.get('after')).toMatch(/^Invoices {2}as XML\.(?:(?!Notes).)*$/s);
  expect((await recorded(2)).slice(-2)).toEqual([
    [idOf('olga'), expect.stringContaining('as XML.')],
    ['countersign', bodyOf(2)],
  ]);
  await verified(2);
});

test('5.2: an edit of ticks and notes alone, and one of what no baseline holds, is left alone', async () => {
  await baselined();
  const body = AGREED.replace('[ ]', '[x]').replace('None yet.', 'Ask finance.');
  line.as('owner').editIssue(2, { body });
  const free = line.as('project-manager').fileForm({ title: 'New', body: 'Text', labels: ['requirement'] }).number;
  await line.settled();
  line.as('owner').editIssue(free, { body: 'Another text' });
  await line.settled();
  expect([bodyOf(2), bodyOf(free), told(2), told(free)]).toEqual([body, 'Another text', [], []]);
  expect((await stateOf(2)).putBacks).toEqual([]);
});

/** Has something happen once, when the app has read a requirement and has written nothing yet. @returns takes that back */
function whenRead(number: number, happens: () => void): () => void {
  const { api } = line;
  const hear: Parameters<typeof api.heard.add>[0] = ({ method, path }) => {
    if (method !== 'GET' || !path.endsWith(`/issues/${number}`)) return;
    api.heard.delete(hear);
    happens();
  };
  api.heard.add(hear);
  return () => api.heard.delete(hear);
}

test('5.2: who saves again while the agreed text is being written loses nothing: the delivery of our own write says what it took', async () => {
  await baselined();
  whenRead(2, () => line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'YAML') }));
  line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.settled();
  expect(bodyOf(2)).toBe(AGREED);
  const bodies = (await recorded(2)).map(([by, body]) => [by, /as (\w+)\./.exec(String(body))?.[1]]);
  expect(bodies.slice(-3)).toEqual([
    [idOf('olga'), 'XML'],
    [idOf('olga'), 'YAML'],
    ['countersign', 'CSV'],
  ]);
  expect(told(2).join()).toContain('as YAML.');
  expect((await stateOf(2)).putBacks).toHaveLength(1);
  await verified(2);
});

test('5.2: of what our own write took, and no delivery tells, the text is on record as nobody’s', async () => {
  await baselined();
  const deliver = line.deliveries.meddle;
  whenRead(2, () => {
    line.deliveries.meddle = () => [];
    line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'YAML') });
    line.deliveries.meddle = deliver;
  });
  line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.settled();
  expect(bodyOf(2)).toBe(AGREED);
  expect((await recorded(2)).map(([by, body]) => `${by} ${/as (\w+)\./.exec(String(body))?.[1]}`)).toContain(
    'nobody YAML',
  );
  await verified(2);
});

test('5.2: whoever is told files the change by the link, and its approval writes the text by itself', async () => {
  await baselined();
  line.as('project-manager').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.settled();
  expect(bodyOf(2)).toBe(AGREED);
  const asked = formIn(told(2)[0]);
  const [items = '', before = '', after = ''] = ['items', 'before', 'after'].map((name) => asked.get(name) ?? '');
  const number = await approved(line, line.file({ items, before, after }, asked.get('title') ?? ''));
  expect(bodyOf(2)).toContain('Invoices  as XML.');
  expect(bodyOf(2)).toContain('## Notes');
  expect((await line.state(number)).stage).toBe('approved');
  expect(told(2)).toHaveLength(1);
  line.as('owner').editIssue(2, { body: 'Nobody agreed to this.' });
  await line.settled();
  expect(bodyOf(2)).toContain('Invoices  as XML.');
  expect(told(2).join()).toContain(`(#${number}) stands again`);
  expect((await stateOf(2)).putBacks).toHaveLength(2);
});

test('5.2: put back three times within ten minutes it is contested: it stays as it is, what rests on it is closed, and the change manager is called', async () => {
  await baselined();
  const number = await approved(
    line,
    line.file({ items: '#2', before: 'Invoices as CSV.', after: 'Invoices as PDF.' }),
  );
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  for (const words of ['one', 'two', 'three']) {
    line.as('owner').editIssue(2, { body: words });
    await line.settled();
    expect(bodyOf(2)).toContain('Invoices  as CSV.');
  }
  line.as('technical-expert').editIssue(2, { body: 'four' });
  await line.settled();
  line.as('owner').editIssue(2, { body: 'five' });
  await line.settled();
  expect(bodyOf(2)).toBe('five');
  expect(await stateOf(2)).toMatchObject({ putBacks: [{}, {}, {}].map(() => expect.any(String)), contested: {} });
  const calls = line.comments(2).filter((body) => body.includes('It is contested'));
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatch(/@pan-wei: .*\(`B1`\)/);
  expect(line.comments(2).join()).toContain('holds another text of this requirement');
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  await verified(2);
  // Another baseline agrees on what stands.
  const items = { items: 'Baseline', before: '', after: 'As it stands.' };
  await approved(line, line.file(items, 'The second one'));
  line.as('owner').editIssue(2, { body: 'six' });
  await line.settled();
  expect(bodyOf(2)).toBe('six');
});

test('5.2: what was edited while we were down, and told of by nobody, is found by a round and put back', async () => {
  // A round leaves what was written within the last minute to its delivery.
  await baselined({ clock: () => Date.now() - 600_000 });
  const deliver = line.deliveries.meddle;
  line.deliveries.meddle = () => [];
  line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.deliveries.settled();
  line.deliveries.meddle = deliver;
  await line.restart();
  await line.server.reconcile();
  await line.settled();
  expect(bodyOf(2)).toBe(AGREED);
  expect((await recorded(2)).map(([by, body]) => `${by} ${/as (\w+)\./.exec(String(body))?.[1]}`)).toContain(
    'nobody XML',
  );
  expect(told(2).join()).toContain('as XML.');
  await verified(2);
});

test('5.2: what stood flagged is put back once the policy proposes', async () => {
  await baselined({ policy: (text) => text });
  line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.settled();
  expect(bodyOf(2)).toContain('XML');
  expect(line.comments(2).join()).toContain('is listed as unauthorised');
  const { commits, refs } = line.seeded.repository;
  const text = commits.get(refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.as('owner').editFile(POLICY_PATH, PROPOSE(text));
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  expect(bodyOf(2)).toBe(AGREED);
});

test('5.2: what is flagged is folded away once an agreed text stands again, and said anew where it is written again', async () => {
  // GitHub’s clock shows whole seconds: what one person saves twice within one is told apart by nobody.
  let later = 0;
  await baselined({ policy: (text) => text, clock: () => Date.now() - 600_000 + later });
  const flags = () =>
    (issueOf(2)?.comments ?? [])
      .map((id) => line.seeded.repository.comments.get(id))
      .filter((one) => one?.body.includes('is listed as unauthorised'))
      .map((one) => one?.minimized);
  line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.settled();
  expect(flags()).toEqual([undefined]);
  later += 2000;
  line.as('owner').editIssue(2, { body: AGREED });
  await line.settled();
  expect(flags()).toEqual([expect.any(String)]);
  later += 2000;
  line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.settled();
  expect(flags()).toEqual([expect.any(String), undefined]);
});

test('5.2: what one person saves of several requirements within ten minutes is one form, with a part for each', async () => {
  await baselined();
  line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
  await line.settled();
  line.as('owner').editIssue(3, { body: 'By letter.' });
  await line.settled();
  const [comment = ''] = told(3);
  expect(comment).toContain('The form holds #2 and #3 together');
  const asked = formIn(comment);
  const [items = '', before = '', after = ''] = ['items', 'before', 'after'].map((name) => asked.get(name) ?? '');
  expect(items).toBe('#2, #3');
  await approved(line, line.file({ items, before, after }));
  expect([bodyOf(2), bodyOf(3)]).toEqual([expect.stringContaining('as XML.'), 'By letter.']);
});

test.each(['before', 'after'] as const)(
  '5.2: a write whose answer is lost, %s it took effect, counts once and is said once',
  async (when) => {
    await baselined();
    line.api.faults.add({ kind: 'reset', on: 'PATCH /repos/:owner/:repo/issues/:number', times: 1, when });
    line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
    await vi.waitFor(() => expect(told(2)).toHaveLength(1), SOON);
    await line.settled();
    expect(bodyOf(2)).toBe(AGREED);
    expect((await stateOf(2)).putBacks).toHaveLength(1);
    expect(told(2)).toHaveLength(1);
    await verified(2);
  },
);

type Step =
  | {
      readonly kind: 'edit';
      readonly by: 'owner' | 'project-manager';
      readonly words: string;
      readonly isLost: boolean;
    }
  | { readonly kind: 'again'; readonly words: string }
  | { readonly kind: 'rest' };

const words = fc.constantFrom('CSV', 'XML', 'YAML', 'TOML');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    by: fc.constantFrom('owner' as const, 'project-manager' as const),
    words,
    isLost: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('again' as const), words }),
  fc.record({ kind: fc.constant('rest' as const) }),
);

test('5.2: whatever is saved, in whatever order and with whatever is lost, an agreed text stands in the end or it is contested, and every text that anybody told of is on record', async () => {
  await fc.assert(
    fc
      .asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        await baselined({ clock: () => Date.now() - 600_000 });
        const heard: string[] = [];
        const armed: (() => void)[] = [];
        const deliver = line.deliveries.meddle;
        for (const one of steps) {
          if (one.kind === 'rest') await line.settled();
          else if (one.kind === 'again')
            armed.push(
              whenRead(2, () => {
                heard.push(one.words);
                line.as('owner').editIssue(2, { body: AGREED.replace('CSV', one.words) });
              }),
            );
          else {
            if (one.isLost) line.deliveries.meddle = () => [];
            else heard.push(one.words);
            line.as(one.by).editIssue(2, { body: AGREED.replace('CSV', one.words) });
            line.deliveries.meddle = deliver;
          }
        }
        await line.settled();
        for (const disarm of armed) disarm();
        await line.server.reconcile();
        await line.settled();
        const { contested } = await stateOf(2);
        if (!contested) expect(bodyOf(2)).toBe(AGREED);
        const known = (await recorded(2)).map(([, body]) => body);
        for (const one of heard) expect(known).toContain(AGREED.replace('CSV', one));
        expect(known.at(-1)).toBe(bodyOf(2));
        await verified(2);
      })
      .afterEach(close),
    { numRuns: draws(2) },
  );
});

test('5.2: whoever fills up what is free keeps an agreed text from coming back no more than anybody else', async () => {
  await baselined();
  const notes = 'n'.repeat(65_536 - 'XML\n\n## Notes\n\n'.length);
  line.as('owner').editIssue(2, { body: `XML\n\n## Notes\n\n${notes}` });
  await line.settled();
  expect(bodyOf(2)).toMatch(/^Invoices {2}as CSV\./);
  await verified(2);
});

test.each(['after', 'before'])(
  '5.2: a requirement that is called a change request as well, %s it was edited, is under control all the same',
  async (when) => {
    await baselined();
    const edit = () => line.as('owner').editIssue(2, { body: AGREED.replace('CSV', 'XML') });
    if (when === 'after') edit();
    line.as('owner').addLabel(2, 'change-request');
    if (when === 'after') await line.settled();
    else edit();
    await line.settled();
    expect(bodyOf(2)).toBe(AGREED);
    await verified(2);
  },
);
