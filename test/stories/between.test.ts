/** Shows that a pull request on GitHub that names a request in Jira is held back by Jira's own gate, over HTTP, signed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JiraGate, jiraGate } from '@countersign/github/mirror/jira.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { human } from '@countersign/sandbox/human.ts';
import { addOrganization, addPerson } from '@countersign/sandbox/world/account.ts';
import { install } from '@countersign/sandbox/world/installation.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

const SECRET = 'a secret of thirty-two letters or more';
const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const STATUS: Readonly<Record<string, number>> = {
  open: 200,
  recorded: 202,
  closed: 409,
  refused: 403,
  unavailable: 503,
};

let forge: Forge;
let line: Line;
let server: Server;
/** How far the asking server's clock has gone on, in milliseconds; within what Jira takes for fresh. */
let clock = 0;
afterEach(async () => {
  await line.close();
  server?.close();
  forge?.close();
  delete process.env.COUNTERSIGN_GATE_SECRET;
});

/** Both trackers, with Forge's web trigger served over HTTP as Atlassian would. */
async function both(listed = ['SHIP']): Promise<string> {
  clock = 0;
  forge = await openForge();
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [String(value)]]),
      );
      const given = { method: 'POST', headers, body: Buffer.concat(chunks).toString() };
      const { outputKey } = (await forge.handlers.gate(given, CONTEXT)) as { outputKey: string };
      response.writeHead(STATUS[outputKey] ?? 500).end(outputKey);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gate = jiraGate({ url, secret: SECRET, now: () => Date.now() + clock });
  const jira = listed.length > 0 ? `    jira: [${listed.join(', ')}]\n` : '';
  const policy = (text: string) => text.replace('  merge:\n', `  merge:\n${jira}`);
  line = await openLine({ jira: gate, policy });
  return url;
}

test('5.6: a pull request whose repository is renamed stays one work of the request in Jira, and one link on its issue', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
  const work = async () => ((await forge.state(issue))?.work ?? []).map(({ label }) => label);
  expect(await work()).toEqual([expect.stringMatching(new RegExp(`/${line.seeded.repository.name}#${pull}$`))]);
  line.as('owner').renameRepository('billing');
  await line.settled();
  clock += 60_000;
  const on = human(line.world, 'dara', `${line.seeded.organization.login}/billing`);
  on.push(line.seeded.repository.issues.get(pull)?.pull?.headRef ?? '', 'More', { 'src/more.ts': 'export {};' });
  await line.settled();
  expect(await work()).toEqual([expect.stringMatching(new RegExp(`/billing#${pull}$`))]);
  expect([...issue.links.values()].map((one) => one.url)).toEqual([
    expect.stringMatching(new RegExp(`/billing/pull/${pull}$`)),
  ]);
});

test('5.6, 6.4: a pull request whose repository goes to another owner stays one work of the request in Jira, and one link, and Jira’s no reaches it there', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { pull, owner, organization, repository } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  const before = (await forge.state(issue))?.work;
  expect(before).toHaveLength(1);
  const next = addOrganization(line.world, 'lighthouse', [owner]);
  install(line.world, owner, next);
  line.as('owner').transferRepository(next.login);
  await line.settled();
  clock += 60_000;
  const on = human(line.world, owner.login, `${next.login}/${repository.name}`);
  on.editPull(pull, { body: `Change: ${issue.key}\n\nAt its new address.` });
  await line.settled();
  const after = (await forge.state(issue))?.work;
  expect(after).toMatchObject([{ id: before?.[0]?.id, node: before?.[0]?.node, by: before?.[0]?.by }]);
  expect(after?.[0]?.label).toBe(`${next.login}/${repository.name}#${pull}`);
  expect([...issue.links.values()].map((one) => one.url)).toEqual([
    expect.stringMatching(new RegExp(`/${next.login}/${repository.name}/pull/${pull}$`)),
  ]);
  // Jira’s word is asked for there as it was here, also when it is a no.
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  forge.site.edit('rosa', issue.id, { summary: 'Something else' });
  await forge.settled();
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
  expect(line.check(pull)?.conclusion).not.toBe('success');
  expect(organization.login).not.toBe(next.login);
});

test('5.6: a pull request that names a Jira request is closed until Jira opens it, and follows it when a vote ends', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  // The pull request is seen on the issue.
  expect([...issue.links.values()].map((one) => one.url)).toEqual([expect.stringContaining(`/pull/${pull}`)]);
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  // Forge cannot tell us that a vote ended; the clock finds out.
  forge.site.edit('rosa', issue.id, { summary: 'Something else' });
  await forge.settled();
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test.each([
  ['unclaimed', /approved in Jira, and nobody there has accepted/],
  ['unstarted', /approved in Jira, and not started/],
] as const)('T12, 6.4: the check says what an approved request of Jira lacks (%s)', async (answer, says) => {
  const gate: JiraGate = {
    ask: async () => answer,
    standing: async () => 'open',
    propose: async () => 'recorded',
    merged: async () => 'recorded',
  };
  const policy = (text: string) => text.replace('  merge:\n', '  merge:\n    jira: [SHIP]\n');
  line = await openLine({ jira: gate, policy });
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: 'Change: SHIP-1' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(line.check(pull)?.title).toMatch(says);
});

test('5.6: however many pull requests name what is elsewhere, what stands open is asked again', async () => {
  let answer: 'open' | 'closed' = 'open';
  const gate: JiraGate = {
    ask: async () => answer,
    standing: async () => 'open',
    propose: async () => 'recorded',
    merged: async () => 'recorded',
  };
  const policy = (text: string) => text.replace('  merge:\n', '  merge:\n    jira: [SHIP]\n');
  line = await openLine({ jira: gate, policy });
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: 'Change: SHIP-1' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  const { work } = line.server.parts;
  const [green] = await work.openAnywhere();
  if (!green) throw new Error('there is one');
  // Of another account, newer, and of places that are reached no more.
  for (let at = 1; at <= 600; at += 1)
    await work.keep({
      ...{ ...green, tenant: 'github:1', project: `R_${at}`, id: `PR_${at}`, head: String(at) },
      updatedAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
  answer = 'closed';
  await line.server.askAgain();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test('6.1: with `covers: linked`, what a request in Jira says once its name was taken away is asked for again, too', async () => {
  let answer: 'open' | 'closed' = 'closed';
  const gate: JiraGate = {
    ask: async () => answer,
    standing: async () => 'open',
    propose: async () => 'recorded',
    merged: async () => 'recorded',
  };
  const policy = (text: string) => text.replace('  merge:\n', '  merge:\n    covers: linked\n    jira: [SHIP]\n');
  line = await openLine({ jira: gate, policy });
  const { pull } = line.seeded;
  for (const body of ['Change: SHIP-1', 'Of nothing.']) {
    line.as('developer').editPull(pull, { body });
    await line.settled();
    expect([body, line.check(pull)?.conclusion]).toEqual([body, 'action_required']);
  }
  for (const [said, conclusion] of [
    ['open', 'success'],
    ['closed', 'action_required'],
  ] as const) {
    answer = said;
    await line.server.askAgain();
    await line.settled();
    expect([said, line.check(pull)?.conclusion]).toEqual([said, conclusion]);
  }
});

test('5.6: a pull request that asks again and again is written on the issue once a day, and when its title is another', async () => {
  const url = await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const written = () => forge.site.spoken.filter((one) => /^POST .*remotelink$/.test(one)).length;
  const address = 'https://github.com/a/b/pull/1';
  const ask = (title: string) => jiraGate({ url, secret: SECRET }).ask(issue.key, { id: 'PR_1', address, title });
  forge.site.faults.push({ status: 403, on: /remotelink$/ });
  for (let minute = 0; minute < 5; minute += 1) expect(await ask('PDF')).toBe('closed');
  // The first one was refused, the second stands.
  expect(written()).toBe(2);
  expect(await ask('PDF/A')).toBe('closed');
  expect(written()).toBe(3);
  expect(issue.links.get(address)?.title).toBe('PDF/A');
  const { now } = Date;
  Date.now = () => now() + 25 * 3_600_000;
  try {
    expect(await ask('PDF/A')).toBe('closed');
  } finally {
    Date.now = now;
  }
  expect(written()).toBe(4);
});

test('5.6: an unsigned or wrongly signed question, an old one and one about anything else are not answered', async () => {
  const url = await both();
  const ask = (body: string, signature = 'sha256=00') =>
    fetch(url, { method: 'POST', body, headers: { 'x-countersign-signature': signature } });
  expect((await ask('{}')).status).toBe(403);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);
  const gate = jiraGate({ url, secret: SECRET, now: () => Date.now() - 600_000 });
  expect(await gate.ask('SHIP-1', { id: 'PR_1', address: 'https://github.com/a/b/pull/1', title: 'x' })).toBe(
    'refused',
  );
  const other = jiraGate({ url, secret: 'another secret of thirty-two letters' });
  expect(await other.ask('SHIP-1', { id: 'PR_1', address: 'https://github.com/a/b/pull/1', title: 'x' })).toBe(
    'refused',
  );
  const nobody = jiraGate({ url: 'http://127.0.0.1:9', secret: SECRET });
  expect(await nobody.ask('SHIP-1', { id: 'PR_1', address: 'https://github.com/a/b/pull/1', title: 'x' })).toBe(
    'unreachable',
  );
});

test('6.1: a request of a project that the repository’s policy does not name opens nothing, and Jira is neither asked nor told', async () => {
  await both(['HARBOUR']);
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  const { number } = line.as('developer').openIssue({ title: 'CSV', body: `Mirror of: ${issue.key}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('policy does not name'),
  });
  expect(line.comments(number).join('\n')).toContain('was not passed on');
  line.seeded.repository.required.clear();
  line.as('developer').merge(pull);
  await line.settled();
  const { proposals, work } = (await forge.state(issue)) ?? {};
  expect([issue.links.size, proposals, work]).toEqual([0, [], []]);
  expect(JSON.stringify(await forge.panel('mei', issue))).not.toContain('was merged');
});

test('5.6: where the secrets differ, the pull request and the mirror say who mends it, and the proposal arrives once it is mended', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  process.env.COUNTERSIGN_GATE_SECRET = 'another secret of thirty-two letters';
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  const { number } = line.as('developer').openIssue({ title: 'CSV', body: `Mirror of: ${issue.key}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('refused this server’s question'),
  });
  expect(line.comments(number).join('\n')).toContain('has not been passed on');
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  // The queue tries again after a while of its own.
  await vi.waitFor(
    async () => expect((await forge.state(issue))?.proposals).toMatchObject([{ text: expect.stringContaining('CSV') }]),
    SOON,
  );
});

test('5.6: what is written in a mirror on GitHub is proposed in Jira, where somebody takes it over or turns it down', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const before = await forge.state(issue);
  const { number } = line
    .as('developer')
    .openIssue({ title: 'CSV, too', body: `Mirror of: ${issue.key}\n\nAs CSV with a *header*.` });
  await line.settled();
  const proposals = async () =>
    ((await forge.state(issue))?.proposals ?? []).map(({ id, text, settled }) => [id, text, settled?.outcome]);
  expect(await proposals()).toEqual([['P1', 'CSV, too\n\nAs CSV with a *header*.', undefined]]);
  const after = await forge.state(issue);
  // Nothing of the request is changed by it, and nobody’s vote is asked again.
  expect(after).toMatchObject({ content: before?.content, stage: 'in-review', votes: [] });
  expect(after?.proposals[0]).toMatchObject({
    from: expect.stringMatching(/#\d+$/),
    by: { id: expect.stringMatching(/^github:/) },
  });
  expect(line.comments(number).join('\n')).toContain(`mirrors \`${issue.key}\`, whose home is Jira`);
  line.as('developer').editIssue(number, { title: 'CSV as well' });
  line.as('developer').comment(number, 'What do you think?');
  await line.settled();
  expect(await proposals()).toEqual([
    ['P1', expect.anything(), 'replaced'],
    ['P2', 'CSV as well\n\nAs CSV with a *header*.', undefined],
  ]);
  expect(line.comments(number)).toHaveLength(1);
  const shown = await forge.panel('mei', issue);
  expect(JSON.stringify(shown)).toContain('CSV as well');
  forge.site.comment('mei', issue.id, {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: '/turn-down P2 another release' }] }],
  });
  await forge.settled();
  expect((await proposals()).map((one) => one[2])).toEqual(['replaced', 'turned-down']);
});

test.each([
  ['whose policy names its Jira project', true],
  ['whose policy does not name it', false],
])(
  '5.6: a mirror that is transferred to a repository %s proposes from there what that policy lets through, and nothing twice',
  async (_, isNamed) => {
    await both();
    const issue = forge.file('rosa');
    await forge.settled();
    const { number } = line.as('developer').openIssue({ title: 'CSV', body: `Mirror of: ${issue.key}\n\nAs CSV.` });
    await line.settled();
    const texts = async () => ((await forge.state(issue))?.proposals ?? []).map(({ text }) => text);
    expect(await texts()).toEqual(['CSV\n\nAs CSV.']);
    const { organization, repository, people, owner } = line.seeded;
    const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
    const policy = tip?.files[POLICY_PATH] ?? '';
    const files = { [POLICY_PATH]: isNamed ? policy : policy.replace('    jira: [SHIP]\n', '') };
    addRepository(line.world, { owner: organization, name: 'other', author: people.developer, files });
    const moved = line.as('developer').transferIssue(number, `${organization.login}/other`);
    await line.settled();
    const there = human(line.world, owner.login, `${organization.login}/other`);
    there.editIssue(moved.number, { title: 'XML' });
    await line.settled();
    const after = await texts();
    expect(after[0]).toBe('CSV\n\nAs CSV.');
    expect(after.filter((one) => one.startsWith('XML'))).toHaveLength(isNamed ? 1 : 0);
    // A move alone proposes nothing anew, and changes nothing of the request.
    expect(after).toHaveLength(isNamed ? 2 : 1);
    expect((await forge.state(issue))?.votes).toEqual([]);
  },
  600_000,
);

test('5.6: an edit of a mirror that was moved, twice, or whose repository was renamed, takes the place of what it proposed before', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { organization, repository, people, owner } = line.seeded;
  const { number } = line.as('developer').openIssue({ title: 'CSV', body: `Mirror of: ${issue.key}` });
  await line.settled();
  // Another one, which stays where it is.
  line.as('developer').openIssue({ title: 'Beside it', body: `Mirror of: ${issue.key}` });
  await line.settled();
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  for (const name of ['other', 'third'])
    addRepository(line.world, { owner: organization, name, author: people.developer, files });
  const proposals = async () =>
    ((await forge.state(issue))?.proposals ?? []).map(({ text, settled }) => [text, settled?.outcome]);
  const edited = async (at: string, one: number, title: string) => {
    human(line.world, owner.login, `${organization.login}/${at}`).editIssue(one, { title });
    await line.settled();
  };
  const other = line.as('developer').transferIssue(number, `${organization.login}/other`);
  await line.settled();
  await edited('other', other.number, 'XML');
  expect(await proposals()).toEqual([
    ['CSV', 'replaced'],
    ['Beside it', undefined],
    ['XML', undefined],
  ]);
  const there = human(line.world, owner.login, `${organization.login}/other`);
  const third = there.transferIssue(other.number, `${organization.login}/third`);
  await line.settled();
  human(line.world, owner.login, `${organization.login}/third`).renameRepository('fourth');
  await line.settled();
  await edited('fourth', third.number, 'JSON');
  expect(await proposals()).toEqual([
    ['CSV', 'replaced'],
    ['Beside it', undefined],
    ['XML', 'replaced'],
    ['JSON', undefined],
  ]);
  await edited('fourth', third.number, 'JSON');
  expect(await proposals()).toHaveLength(4);
});

test('5.6: a stranger’s issue in a public repository reaches nobody in Jira, and learns nothing of it', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const version = (await forge.state(issue))?.version;
  const { repository, organization } = line.seeded;
  repository.private = false;
  addPerson(line.world, 'stranger');
  const stranger = human(line.world, 'stranger', `${organization.login}/${repository.name}`);
  const { number } = stranger.openIssue({ title: 'Spam', body: `Mirror of: ${issue.key}` });
  await line.settled();
  expect((await forge.state(issue))?.version).toBe(version);
  expect(line.comments(number)).toEqual([]);
});

test('5.6: a mirror of nothing says so; while Jira is away nothing is lost, and twice is once', async () => {
  const url = await both();
  const { number } = line.as('developer').openIssue({ title: 'Nothing', body: '镜像：SHIP-999' });
  await line.settled();
  expect(line.comments(number).join('\n')).toContain('`SHIP-999` is no open change request in Jira');
  const issue = forge.file('rosa');
  await forge.settled();
  const gate = jiraGate({ url, secret: SECRET });
  const proposal = {
    from: 'acme/shop#7',
    address: 'https://github.com/acme/shop/issues/7',
    text: 'One',
    by: { id: 'github:7', name: 'octo' },
    cause: 'd1',
  };
  expect(await gate.propose(issue.key, proposal)).toBe('recorded');
  expect(await gate.propose(issue.key, proposal)).toBe('recorded');
  expect((await forge.state(issue))?.proposals).toHaveLength(1);
  // A person of Jira is never spoken for, and nothing is longer than anybody reads.
  for (const bad of [{ by: { id: 'jira:mei', name: 'Mei' } }, { text: '' }, { address: 'javascript:x' }])
    expect(await gate.propose(issue.key, { ...proposal, cause: 'd2', ...bad })).toBe('refused');
  expect(await gate.propose(issue.key, { ...proposal, cause: 'd3', text: 'x'.repeat(30_000) })).toBe('recorded');
  forge.site.faults.push({ status: 503 });
  const version = (await forge.state(issue))?.version;
  expect(await gate.propose(issue.key, { ...proposal, cause: 'd4', text: 'Two' })).toBe('unreachable');
  expect((await forge.state(issue))?.version).toBe(version);
});

test('5.6: a group in the merge queue is never answered from memory: closed while Jira says so, open from the moment it does', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const { pull, repository } = line.seeded;
  const developer = line.as('developer');
  developer.editPull(pull, { body: `Change: ${issue.key}` });
  const queued = async () => {
    const { headSha } = developer.joinMergeQueue(pull);
    await line.settled();
    developer.leaveMergeQueue(headSha);
    return [...repository.checks.values()].filter((one) => one.headSha === headSha).at(-1)?.conclusion;
  };
  expect(await queued()).toBe('action_required');
  await forge.decide(issue);
  await forge.settled();
  // The pull request's own check may lag by seconds; nobody merges by it while the queue asks for itself.
  expect(await queued()).toBe('success');
  forge.site.edit('rosa', issue.id, { summary: 'Something else' });
  await forge.settled();
  expect(await queued()).toBe('action_required');
});

test('5.6: of a no Jira is not asked again for some seconds, but by the merge queue, and of a yes always', async () => {
  const url = await both();
  const issue = forge.file('rosa');
  await forge.settled();
  let now = Date.now();
  const gate = jiraGate({ url, secret: SECRET, now: () => now });
  const pull = { id: 'PR_1', address: 'https://github.com/acme/shop/pull/1', title: 'acme/shop#1' };
  const asks = async (isMerging: boolean) => {
    const before = forge.storage.spoken.length;
    const answer = await gate.ask(issue.key, { ...pull, isMerging });
    return [answer, forge.storage.spoken.length > before];
  };
  expect(await asks(false)).toEqual(['closed', true]);
  expect(await asks(false)).toEqual(['closed', false]);
  expect(await asks(true)).toEqual(['closed', true]);
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  expect(await asks(false)).toEqual(['closed', false]);
  expect(await asks(true)).toEqual(['open', true]);
  now += 20_001;
  expect(await asks(false)).toEqual(['open', true]);
  expect(await asks(false)).toEqual(['open', true]);
});

test('6.2: a merge past Jira’s gate is on the record of its request in Jira, however long Jira was away, and once', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  process.env.COUNTERSIGN_GATE_SECRET = 'another secret of thirty-two letters';
  line.seeded.repository.required.clear();
  line.as('developer').merge(pull);
  line.as('developer').editPull(pull, { title: 'Said again' });
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  await vi.waitFor(
    async () => expect((await forge.state(issue))?.irregularities).toMatchObject([{ kind: 'merged-closed' }]),
    SOON,
  );
  await line.settled();
  await forge.settled();
  expect((await forge.state(issue))?.irregularities).toHaveLength(1);
  expect(JSON.stringify(await forge.panel('mei', issue))).toContain('was merged although its gate was closed');
});

test('6.2: a merge past Jira’s gate stays one though the gate opens before Jira can be told', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { pull, repository } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  process.env.COUNTERSIGN_GATE_SECRET = 'another secret of thirty-two letters';
  repository.required.clear();
  line.as('developer').merge(pull);
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  await vi.waitFor(
    async () => expect((await forge.state(issue))?.irregularities).toMatchObject([{ kind: 'merged-closed' }]),
    SOON,
  );
});

test('6.2: what is named after the merge was not merged past anybody’s gate', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { pull, repository } = line.seeded;
  repository.required.clear();
  line.as('developer').merge(pull);
  await line.settled();
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  await forge.settled();
  expect((await forge.state(issue))?.irregularities).toEqual([]);
});

test('6.2: a merge through Jira’s open gate is on record as such', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  line.as('developer').merge(pull);
  await line.settled();
  await forge.settled();
  expect((await forge.state(issue))?.irregularities).toEqual([]);
  expect(JSON.stringify(await forge.panel('mei', issue))).toContain('its gate was open');
});

/** Jira is asked again, and what it says is shown. */
async function askedAgain(): Promise<void> {
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
}

async function decided(issue: ReturnType<Forge['file']>): Promise<void> {
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
}

test('5.6: a request that moved to another project is reached by its new name, and by its old one only for what that project’s board says', async () => {
  await both(['SHIP', 'OTHER']);
  const issue = forge.file('rosa');
  await forge.settled();
  const old = issue.key;
  const { pull } = line.seeded;
  const names = async (key: string) => {
    line.as('developer').editPull(pull, { body: `Change: ${key}` });
    await line.settled();
    await askedAgain();
    return line.check(pull)?.conclusion;
  };
  expect(await names(old)).toBe('action_required');
  await forge.assess(issue);
  await decided(issue);
  expect(await names(old)).toBe('success');
  forge.site.project('10007', { key: 'OTHER', like: PROJECT });
  forge.site.edit('mei', issue.id, { project: { id: '10007' } });
  await forge.settled();
  const now = issue.key;
  expect(now).toMatch(/^OTHER-/);
  expect([await names(old), await names(now)]).toEqual(['action_required', 'action_required']);
  await forge.govern('10007', (text) => text);
  await forge.says('mei', issue, '/review');
  await decided(issue);
  expect([await names(now), await names(old)]).toEqual(['success', 'action_required']);
  // It is one request: it shows the pull request once, whichever name that used.
  expect([...issue.links.values()].map((one) => one.url)).toEqual([expect.stringContaining(`/pull/${pull}`)]);
  expect((await forge.state(issue))?.work).toHaveLength(1);
});
