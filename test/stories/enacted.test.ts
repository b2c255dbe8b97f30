/** Shows that a repository's record says which policy stood, since when, by whom and with whom in its roles, and what an erased text does (`rules.md 7.2`). */
import { ENACTMENT, policyStream } from '@countersign/core/enactment/decider.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { policyVersion } from '@countersign/core/policy/resolve.ts';
import { folded, replayed } from '@countersign/core/record/run.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { everyone } from '@countersign/server/rights.ts';
import { afterEach, expect, test } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const place = () => ({
  tenant: `github:${line.seeded.organization.id}`,
  project: nodeId('R', line.seeded.repository.id),
});
const idOf = (login: string): string => {
  const found = [...line.world.state.accounts.values()].find((one) => one.login === login);
  return `github:${found?.id}`;
};
const policyNow = (): string => {
  const { repository } = line.seeded;
  return repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
};
const entriesNow = () => line.server.parts.ledger.read(policyStream(place()));
const versionsNow = async () => folded(ENACTMENT, await entriesNow());

async function verified(): Promise<void> {
  const { tenant, project } = place();
  const { record, parts } = line.server;
  const { register } = parts;
  expect(verifyProject(await record.readProject(tenant, project, 0, 5000))).toBeUndefined();
  expect(await register.row(policyStream(place()))).toEqual(replayed(ENACTMENT, await entriesNow()));
}

test('7.2: the record says which policy stood when, who pushed it, and who held its roles, once each', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const first = policyNow();
  // It was there before anybody told of a push.
  expect(await versionsNow()).toMatchObject([{ version: policyVersion(first), by: 'nobody' }]);
  line.as('owner').editFile(POLICY_PATH, first.replace('"@pan-wei"', '"@dara"'));
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('developer').comment(number, '/explain');
  await line.settled();
  const [before, now, ...more] = await versionsNow();
  expect(more).toEqual([]);
  expect(before?.roles?.holders['project-manager']).toMatchObject({ people: [idOf('pan-wei')], unread: 0 });
  expect(now).toMatchObject({ version: policyVersion(policyNow()), by: idOf('olga') });
  expect(now?.roles?.holders['project-manager']).toMatchObject({ people: [idOf('dara')], unread: 0 });
  expect(Date.parse(now?.at ?? '')).toBeGreaterThan(Date.parse(before?.at ?? ''));
  expect(JSON.stringify(await entriesNow())).not.toMatch(/pan-wei|dara|olga/);
  await verified();
  const facts = pageFacts({ parts: line.server.parts, mayRead: everyone, tracker: 'https://github.test' });
  const shown = async () => {
    const found = await facts.policy(place(), { kind: 'everyone' });
    return typeof found === 'string' ? found : found.versions;
  };
  const [stands, stood] = [policyVersion(policyNow()), policyVersion(first)];
  expect(await shown()).toEqual([
    { version: stands, at: now?.at, by: { id: idOf('olga'), name: 'olga' }, text: 'kept' },
    { version: stood, at: before?.at, text: 'kept' },
  ]);
  await line.server.parts.texts.erase(place().tenant, stood, new Date().toISOString());
  await line.server.parts.people.erase(place().tenant, idOf('olga'));
  expect(await shown()).toMatchObject([{ by: { name: 'former member' }, text: 'kept' }, { text: 'erased' }]);
  const closed = pageFacts({ parts: line.server.parts, mayRead: async () => 'no', tracker: '' });
  expect(await closed.policy(place(), { kind: 'stranger' })).toBe('hidden');
});

test('7.2: a policy that becomes none is said to stand no more, by whom, and its correction to stand again', async () => {
  line = await openLine();
  const good = policyNow();
  line.file();
  await line.settled();
  line.as('owner').editFile(POLICY_PATH, good.replace('project-manager:', 'project-manger:'));
  await line.settled();
  const { tenant, project } = place();
  expect(await line.server.parts.register.row(policyStream({ tenant, project }))).toMatchObject({
    out: 'broken',
    by: idOf('olga'),
  });
  line.as('owner').editFile(POLICY_PATH, good);
  await line.settled();
  expect((await versionsNow()).map(({ version, by, out }) => [version, by, out?.why])).toEqual([
    [policyVersion(good), 'nobody', 'broken'],
    [policyVersion(good), idOf('olga'), undefined],
  ]);
  await verified();
});

test.each([
  ['en', /text of the policy’s version \S+ was erased/],
  ['zh-CN', /策略版本 \S+ 的文本已被删除/],
] as const)(
  '7.2: a request whose policy’s text was erased is closed and says so, while the chain stays whole (%s)',
  async (locale, words) => {
    line = await openLine({ locale });
    const number = await approvedWork(line);
    const { policy = '' } = await line.state(number);
    await line.server.parts.texts.erase(place().tenant, policy, new Date().toISOString());
    line.as('owner').editFile(POLICY_PATH, `${policyNow()}\n# another\n`);
    await line.settled();
    const check = line.check(line.seeded.pull);
    expect(check?.conclusion).not.toBe('success');
    expect(line.seeded.repository.checks.get(check?.id ?? 0)?.summary).toMatch(words);
    line.as('project-manager').comment(number, '/start');
    await line.settled();
    expect(line.answers(number).at(-1)).toMatch(words);
    expect((await versionsNow())[0]?.version).toBe(policy);
    await verified();
  },
);

test('7.2: a text that was erased is no policy though the file still has it, until the file has another', async () => {
  line = await openLine();
  await approvedWork(line);
  const { tenant, project } = place();
  await line.server.parts.texts.erase(tenant, policyVersion(policyNow()), new Date().toISOString());
  await line.server.parts.documents.forget({ tenant, project, kind: 'policy', id: 'current' });
  const number = line.file({}, 'Another wish');
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  expect(line.answers(number).at(-1)).toMatch(/was erased/);
  line.as('owner').editFile(POLICY_PATH, `${policyNow()}\n# another\n`);
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect((await line.state(number)).stage).not.toBe('draft');
});
