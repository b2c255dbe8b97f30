/** What a request itself says is edited on its page: written into the issue, by whoever edits, of what they saw (`rules.md` 2.1, 4.3, 4.4). */
import type { StreamRef } from '@countersign/core/record/port.ts';
import { noteWrittenFor } from '@countersign/github/receive/writtenfor.ts';
import { homeOf } from '@countersign/github/record/home.ts';
import { userToken } from '@countersign/sandbox/world/installation.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { handsOnGitHub } from '@countersign/server/hands.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, type LineOptions, openLine } from '../instruments/line.ts';
import { formIn } from '../instruments/posted.ts';

let line: Line;
afterEach(() => line.close());

type Fields = Record<string, string>;
const STRANGER: Visitor = { kind: 'stranger' };

function accountNamed(login: string) {
  const account = [...line.world.state.accounts.values()].find((one) => one.login === login);
  if (!account) throw new Error(`nobody is called ${login}`);
  return account;
}

/** The visitor that GitHub's sign-in makes of an account. */
function signedIn(login: string): Visitor {
  const account = accountNamed(login);
  return { kind: 'person', id: `github:${account.id}`, login, token: userToken(line.world, account).token };
}

/** By what the pages write: the visitor's token; or our own hand, where that token may read only. */
type By = 'token' | 'app';

function pagesFor(visitor: Visitor, by: By) {
  const hands = handsOnGitHub(line.world.apiUrl);
  const weak = { ...hands, client: () => undefined };
  const { parts } = line.server;
  const reads = visitor.kind === 'stranger' ? ('no' as const) : ('yes' as const);
  const facts = pageFacts({
    ...{ parts, mayRead: async () => reads, hands: by === 'token' ? hands : weak },
    tracker: 'https://github.test',
  });
  return pagesApp({
    ...{ facts, visitor: async () => visitor, signIn: true, now: () => new Date().toISOString() },
    report: (error) => {
      throw error;
    },
  });
}

async function refOf(number: number): Promise<StreamRef> {
  const { register } = line.server.parts;
  const tenant = `github:${line.seeded.organization.id}`;
  const row = await register.findByNumber(tenant, nodeId('R', line.seeded.repository.id), number);
  if (!row) throw new Error(`#${number} is not on record`);
  return row.ref;
}

async function addressOf(number: number): Promise<string> {
  const ref = await refOf(number);
  return `/c/${[ref.tenant, ref.project, ref.stream].map(encodeURIComponent).join('/')}`;
}

async function opened(visitor: Visitor, number: number, by: By = 'token') {
  const answer = await pagesFor(visitor, by).request(`${await addressOf(number)}/edit`);
  const body = await answer.text();
  return { status: answer.status, body, form: formIn(body) };
}

async function sent(visitor: Visitor, number: number, fields: Fields, by: By = 'token') {
  const answer = await pagesFor(visitor, by).request(`${await addressOf(number)}/edit`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  const body = await answer.text();
  await line.settled();
  return { status: answer.status, body, form: formIn(body) };
}

const issueOf = (number: number) => {
  const issue = line.seeded.repository.issues.get(number);
  if (!issue) throw new Error(`there is no #${number}`);
  return issue;
};

async function filed(options: LineOptions = {}, answers: Fields = {}): Promise<number> {
  line = await openLine(options);
  const number = line.file(answers);
  await line.settled();
  return number;
}

test.each(['token', 'app'] as const)(
  '4.4: what somebody edits is written into the issue and recorded as theirs, and nothing else of it changes (by %s)',
  async (by) => {
    const number = await filed();
    line
      .as('requester')
      .editIssue(number, { body: `<!-- kept -->\r\n${issueOf(number).body}\r\n\r\n### Mine\r\n\r\nToo.` });
    await line.settled();
    const before = issueOf(number).body ?? '';
    const manager = signedIn('pan-wei');
    const { form, status } = await opened(manager, number, by);
    expect(status).toBe(200);
    expect(form).toMatchObject({ items: '#1', origin: 'customer', cause: 'customer-business/new-business' });
    const open = await sent(manager, number, { ...form, after: 'PDF\r\n<script>' }, by);
    expect([open.status, open.form.after]).toEqual([422, 'PDF\r\n<script>']);
    expect(open.body).toContain('leaves HTML open');
    const after = 'Invoices as PDF.\r\n\r\n1 < 2 & "more"';
    expect((await sent(manager, number, { ...form, after }, by)).status).toBe(303);
    expect(issueOf(number).body).toBe(before.replace('Invoices can be exported as CSV and as PDF.', after));
    const { authors, content } = await line.state(number);
    expect(JSON.stringify(content.request.after)).toContain('Invoices as PDF.');
    expect(authors.map(({ name }) => name)).toEqual(['pan-wei']);
    const entries = await line.server.parts.ledger.read(await refOf(number));
    const last = entries
      .map(({ event }) => event as { type: string; by?: { name: string } })
      .filter(({ type }) => type === 'request-written')
      .at(-1);
    expect(last?.by?.name).toBe('pan-wei');
    // The same form again changes nothing.
    expect((await sent(manager, number, { ...form, after }, by)).status).toBe(303);
    expect(await line.server.parts.ledger.read(await refOf(number))).toHaveLength(entries.length);
  },
);

test.each(['token', 'app'] as const)(
  '4.3, 4.4: whose votes an edit ends is said before it is written, and who edited may not approve (by %s)',
  async (by) => {
    const number = await filed();
    for (const [role, text] of [
      ['requester', '/submit'],
      ['project-manager', ASSESSMENT],
      ['customer', '/approve'],
    ] as const) {
      line.as(role).comment(number, text);
      await line.settled();
    }
    const expert = signedIn('theo');
    const { form } = await opened(expert, number, by);
    const edit = { ...form, after: 'Only as PDF.' };
    const asked = await sent(expert, number, edit, by);
    expect(asked.status).toBe(409);
    expect(asked.body).toContain('would end a vote');
    expect(asked.body).toContain('chen-li');
    expect(asked.form.after).toBe('Only as PDF.');
    expect(issueOf(number).body).not.toContain('Only as PDF.');
    expect((await sent(expert, number, { ...edit, agreed: asked.form.agreed ?? '' }, by)).status).toBe(303);
    const state = await line.state(number);
    expect(state.votes[0]?.voided).toMatchObject({ kind: 'edited', by: { name: 'theo' } });
    expect(state.authors.map(({ name }) => name)).toContain('theo');
    line.as('technical-expert').comment(number, '/approve');
    await line.settled();
    expect((await line.state(number)).votes).toHaveLength(1);
  },
);

test('4.4: a text that our hand wrote for one is nobody else’s, and of anybody else’s edit nobody is made the author', async () => {
  const number = await filed();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  const { form } = await opened(signedIn('theo'), number, 'app');
  expect((await sent(signedIn('theo'), number, { ...form, motive: 'A', after: 'By Theo.' }, 'app')).status).toBe(303);
  line
    .as('project-manager')
    .editIssue(number, { body: (issueOf(number).body ?? '').replace('By Theo.', 'By the manager.') });
  await line.settled();
  line.as('developer').editIssue(number, { body: (issueOf(number).body ?? '').replace('By the manager.', 'By Theo.') });
  await line.settled();
  expect((await line.state(number)).authors.map(({ name }) => name)).toEqual(['theo', 'pan-wei', 'dara']);
});

test('4.4: where the server dies between writing and recording, the delivery alone credits whoever asked for exactly that text', async () => {
  const number = await filed();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  const { parts } = line.server;
  const home = await homeOf(parts, await refOf(number));
  if (!home) throw new Error('it is nowhere');
  const { place } = home;
  const client = await parts.installations.client(place.installation);
  const write = async (body: string) => {
    const issue = { owner: place.owner, repo: place.repo, issue_number: number };
    await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { ...issue, body });
    await line.settled();
    return (await line.state(number)).authors.map(({ name }) => name);
  };
  const body = issueOf(number).body ?? '';
  const asked = body.replace('as CSV and as PDF', 'as PDF alone');
  const theo = accountNamed('theo');
  const text = { title: issueOf(number).title, body: asked };
  await noteWrittenFor(parts, place, { issue: home.issue, text, by: { id: theo.id, login: theo.login } });
  expect(await write(body.replace('as CSV and as PDF', 'as paper'))).toEqual([]);
  expect(await write(asked)).toEqual(['theo']);
});

test('2.1: of an issue that was edited meanwhile nothing is overwritten; what changed is shown, what was typed is kept, and it is asked again', async () => {
  const number = await filed();
  const requester = signedIn('rosa');
  const { form } = await opened(requester, number);
  const body = issueOf(number).body ?? '';
  line.as('project-manager').editIssue(number, {
    body: body
      .replace('New customers only accept PDF.', 'Theirs.')
      .replace('Two contracts will not be signed.', 'Elsewhere.'),
  });
  await line.settled();
  const typed = { ...form, motive: 'Mine <b>&amp;</b>' };
  const asked = await sent(requester, number, typed);
  expect(asked.status).toBe(409);
  expect(asked.form).toMatchObject({ motive: 'Mine <b>&amp;</b>', notChanging: 'Elsewhere.' });
  expect(asked.body).toContain('<pre>Theirs.</pre>');
  expect(asked.body).not.toContain('Mine <b>');
  expect(issueOf(number).body).toContain('Theirs.');
  expect((await sent(requester, number, asked.form)).status).toBe(303);
  expect(issueOf(number).body).toContain('Mine <b>&amp;</b>');
  expect(issueOf(number).body).toContain('Elsewhere.');
});

test('T2: a draft is filled in and submitted in one; what is missing or cannot be read is said at its field, and nothing is lost', async () => {
  const number = await filed({}, { motive: '', origin: '' });
  const requester = signedIn('rosa');
  const { form, body } = await opened(requester, number);
  expect(body).toContain('2 answers are still missing');
  const wrong = await sent(requester, number, {
    ...form,
    items: '#99',
    motive: 'So\u0000',
    origin: 'customer',
    next: 'submit',
  });
  expect(wrong.status).toBe(422);
  expect(wrong.body.match(/aria-invalid="true"/g)).toHaveLength(1);
  const missing = await sent(requester, number, { ...form, items: '#99', origin: 'customer', next: 'submit' });
  expect(missing.status).toBe(422);
  expect(missing.body).toContain('There is no issue');
  expect(missing.body).toContain('rule T2');
  expect(missing.form).toMatchObject({ items: '#99', origin: 'customer' });
  const heading = await sent(requester, number, { ...form, motive: '### Risk\r\n\r\n### After', origin: 'customer' });
  expect(heading.body).toContain('heading of another question');
  const filled = { ...form, motive: 'They ask.', origin: 'customer', next: 'submit' };
  expect((await sent(requester, number, filled)).status).toBe(303);
  expect((await line.state(number)).stage).toBe('submitted');
});

test.each(['en', 'zh-CN'] as const)(
  '2.1: every question of the light form is asked, and ticks and choices are written as the form writes them (%s)',
  async (locale) => {
    const number = await filed({ profile: 'light', locale }, { noImpact: '' });
    const { form, body } = await opened(signedIn('rosa'), number);
    for (const id of [
      'title',
      'items',
      'before',
      'after',
      'cause',
      'schedule',
      'cost',
      'quality',
      'risk',
      'feasibility',
      'madeFor',
    ])
      expect(Object.keys(form), id).toContain(id);
    expect(body).toContain('name="noImpact"');
    const written = await sent(signedIn('rosa'), number, {
      ...form,
      noImpact: 'cost',
      schedule: '+3d',
      origin: 'supplier',
    });
    expect(written.status).toBe(303);
    expect(issueOf(number).body).toContain(locale === 'en' ? '- [x] Cost' : '- [x] 成本');
    expect(issueOf(number).body).toContain(locale === 'en' ? 'Supplier' : '供应商');
    expect((await line.state(number)).content.impacts).toMatchObject({
      cost: { value: { kind: 'none' } },
      schedule: { value: { value: { p50: 3 } } },
    });
  },
);

test('4.4: nobody edits whom GitHub would not let, on what they may not read, or what is over, gone or closed to them', async () => {
  const number = await filed();
  const requester = signedIn('rosa');
  const { form } = await opened(requester, number);
  const edit = { ...form, motive: 'Other.' };
  const before = issueOf(number).body;
  expect((await sent(STRANGER, number, edit)).status).toBe(401);
  for (const by of ['token', 'app'] as const) {
    expect((await opened(signedIn('chen-li'), number, by)).status).toBe(404);
    expect((await sent(signedIn('chen-li'), number, edit, by)).status).toBe(404);
  }
  // A form that no page of ours drew, or that somebody else's page was drawn for, is of no text.
  expect((await sent(requester, number, { ...edit, seen: '' })).status).toBe(409);
  expect((await sent(requester, number, { ...edit, press: 'x' })).status).toBe(409);
  const long = await sent(requester, number, { ...form, motive: 'a'.repeat(70_000) });
  expect(long.status).toBe(422);
  expect((await sent(requester, number, { ...form, title: '' })).status).toBe(422);
  expect(issueOf(number).body).toBe(before);
  line.as('requester').comment(number, '/withdraw no longer needed');
  await line.settled();
  expect((await sent(requester, number, edit)).status).toBe(404);
  expect(issueOf(number).body).toBe(before);
});
