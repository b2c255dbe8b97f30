/** A change request is filed on a page: as an issue of whoever files it, by their own token, once for each press, and found on record (`rules.md` 2.1, T1). */
import { Transient } from '@countersign/core/failure.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { CHANGE_LABEL } from '@countersign/github/form/template.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { human } from '@countersign/sandbox/human.ts';
import { addPerson } from '@countersign/sandbox/world/account.ts';
import { userToken } from '@countersign/sandbox/world/installation.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import type { Repository } from '@countersign/sandbox/world/record.ts';
import { addRepository, createLabel } from '@countersign/sandbox/world/repository.ts';
import { type Hands, handsOnGitHub } from '@countersign/server/hands.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { readersOnGitHub } from '@countersign/server/rights.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { afterEach, expect, test } from 'vitest';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, type Line, type LineOptions, openLine } from '../instruments/line.ts';
import { formIn } from '../instruments/posted.ts';

let line: Line;
afterEach(() => line.close());

type Fields = Record<string, string>;

function signedIn(login: string): Visitor {
  const account = [...line.world.state.accounts.values()].find((one) => one.login === login);
  if (!account) throw new Error(`nobody is called ${login}`);
  return { kind: 'person', id: `github:${account.id}`, login, token: userToken(line.world, account).token };
}

const tenant = () => `github:${line.seeded.organization.id}`;
const registerOf = ({ id }: Pick<Repository, 'id'> = line.seeded.repository) =>
  `/r/${encodeURIComponent(tenant())}/${encodeURIComponent(nodeId('R', id))}`;

interface At {
  /** What is done to what their hand asks of GitHub. */
  readonly through?: (client: ReturnType<Hands['client']>) => ReturnType<Hands['client']>;
}

/** The pages with everything that GitHub says of the visitor's own token. */
function pagesFor(visitor: Visitor, { through = (client) => client }: At = {}) {
  const hands = handsOnGitHub(line.world.apiUrl);
  const { parts } = line.server;
  const facts = pageFacts({
    ...{ parts, mayRead: readersOnGitHub(line.world.apiUrl), tracker: 'https://github.test' },
    hands: { ...hands, client: (who) => through(hands.client(who)) },
  });
  return pagesApp({
    ...{ facts, visitor: async () => visitor, signIn: true, now: () => new Date().toISOString() },
    report: (error) => {
      throw error;
    },
  });
}

async function got(visitor: Visitor, path: string, fields?: Fields, at?: At) {
  const sent = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
  const answer = await pagesFor(visitor, at).request(path, sent);
  const body = await answer.text();
  const { headers, status } = answer;
  return { status, body, form: formIn(body), to: headers.get('location') ?? '', refresh: headers.get('refresh') };
}

const opened = (login: string) => got(signedIn(login), `${registerOf()}/new`);
const sent = (login: string, fields: Fields, at?: At) => got(signedIn(login), `${registerOf()}/new`, fields, at);

const issues = () => [...line.seeded.repository.issues.values()].filter(({ pull }) => !pull);
const newest = () => {
  const found = issues().at(-1);
  if (!found) throw new Error('there is no issue');
  return found;
};

const TITLE = 'Export invoices as PDF';
const CODES = { cause: 'customer-business/new-business', origin: 'customer' };

const BOXES = {
  en: '- [ ] Schedule\n- [ ] Cost\n- [ ] Quality\n- [ ] Risk',
  'zh-CN': '- [ ] 进度\n- [ ] 成本\n- [ ] 质量\n- [ ] 风险',
} as const;
const WRITTEN = {
  en: { cause: 'Customer’s business – new business', origin: 'Customer', noImpact: BOXES.en },
  'zh-CN': { cause: '客户业务变化：新业务', origin: '客户', noImpact: BOXES['zh-CN'] },
} as const;

/** Where an address leads in the end. */
async function landed(login: string, to: string): Promise<string> {
  const next = await got(signedIn(login), to);
  return next.status === 303 ? next.to : '';
}

test.each([
  { profile: 'standard', locale: 'en' },
  { profile: 'light', locale: 'zh-CN' },
] satisfies LineOptions[])(
  '2.1: what is filed is the issue that the form would make, of whoever files it, marked although they may set no label ($profile, $locale)',
  async ({ profile, locale }) => {
    line = await openLine({ profile, locale });
    const before = issues().length;
    const { status, form, body } = await opened('rosa');
    expect(status).toBe(200);
    expect(body).toContain('rosa');
    const answers = { ...ANSWERS, ...(profile === 'light' ? { schedule: '+3d' } : {}) };
    const filed = await sent('rosa', { ...form, title: TITLE, ...answers, ...CODES });
    expect(filed.status).toBe(303);
    const change = await landed('rosa', filed.to);
    expect(change).toMatch(/^\/c\/.*\?from=0$/);
    await line.settled();
    expect(issues()).toHaveLength(before + 1);
    const issue = newest();
    expect(issue.title).toBe(TITLE);
    // Word for word what GitHub's own form writes of these answers.
    expect(issue.body).toBe(formBody(profile, locale, { ...answers, ...WRITTEN[locale] }));
    const { stage, requester: asks } = await line.state(issue.number);
    expect([stage, asks.name]).toEqual([profile === 'light' ? 'assessing' : 'draft', 'rosa']);
    expect(line.labels(issue.number)).toContain(CHANGE_LABEL);
    expect(line.answers(issue.number)).toEqual([]);
    expect((await got(signedIn('rosa'), change)).status).toBe(200);
    // The same press again, and the delivery told again, file nothing more.
    expect((await sent('rosa', { ...form, title: TITLE, ...answers, ...CODES })).to).toBe(filed.to);
    await line.settled();
    expect(issues()).toHaveLength(before + 1);
  },
);

test('T1: whoever may set labels files one that is told of twice, and is on record once', async () => {
  line = await openLine();
  const { form } = await opened('pan-wei');
  const filed = await sent('pan-wei', { ...form, title: TITLE });
  await line.settled();
  expect(await landed('pan-wei', filed.to)).toMatch(/^\/c\//);
  const ref = (
    await line.server.parts.register.findByNumber(tenant(), nodeId('R', line.seeded.repository.id), newest().number)
  )?.ref;
  if (!ref) throw new Error('it is not on record');
  const told = (await line.server.parts.ledger.read(ref)).map(({ event }) => (event as { type: string }).type);
  expect(told.filter((type) => type === 'opened')).toHaveLength(1);
  expect(line.answers(newest().number)).toEqual([]);
});

test('what cannot stand as it is is said at its field, nothing is filed, and nothing that was typed is lost', async () => {
  line = await openLine();
  const before = issues().length;
  const { form } = await opened('rosa');
  const typed = { ...form, title: '', items: '#99', motive: 'Mine\r\n<b>', after: '### Risk\r\n\r\n### Before' };
  const wrong = await sent('rosa', typed);
  expect(wrong.status).toBe(422);
  expect(wrong.form).toMatchObject({ title: '', items: '#99', motive: 'Mine\r\n<b>' });
  expect(wrong.body).toContain('heading of another question');
  const items = await sent('rosa', { ...wrong.form, title: TITLE, after: 'PDF' });
  expect(items.status).toBe(422);
  expect(items.body).toContain('There is no issue');
  expect(items.body.match(/aria-invalid="true"/g)).toHaveLength(1);
  // A form that no page of ours drew files nothing.
  expect((await sent('rosa', { title: TITLE, press: 'x' })).status).toBe(422);
  await line.settled();
  expect(issues()).toHaveLength(before);
});

/** Lets what is asked arrive, and loses the answer; `never` loses what is asked. */
const lossy =
  (lost: 'answer' | 'never'): NonNullable<At['through']> =>
  (client) =>
    client && {
      async request(route, parameters) {
        if (!route.startsWith('POST')) return client.request(route, parameters);
        if (lost === 'answer') await client.request(route, parameters);
        throw new Transient('the answer is lost');
      },
    };

test.each(['answer', 'never'] as const)(
  'a press whose answer is lost is sent again by its name, and is one issue in the end (lost: %s)',
  async (lost) => {
    line = await openLine();
    const before = issues().length;
    const { form } = await opened('rosa');
    const typed = { ...form, title: TITLE, ...ANSWERS, ...CODES };
    const unanswered = await sent('rosa', typed, { through: lossy(lost) });
    expect(unanswered.status).toBe(503);
    expect(unanswered.form).toMatchObject({ title: TITLE, press: form.press, motive: ANSWERS.motive });
    // Somebody has changed the text before anybody looks for it.
    if (lost === 'answer') {
      await line.settled();
      line.as('requester').editIssue(newest().number, { title: 'Other' });
      await line.settled();
    }
    const again = await sent('rosa', unanswered.form);
    expect(again.status).toBe(303);
    expect(await landed('rosa', again.to)).toMatch(/^\/c\//);
    await line.settled();
    expect(issues()).toHaveLength(before + 1);
    expect(line.labels(newest().number)).toContain(CHANGE_LABEL);
    expect((await line.state(newest().number)).requester.name).toBe('rosa');
  },
);

test('a press that was filed and comes again with another text files nothing, and leads to what was filed', async () => {
  line = await openLine();
  const before = issues().length;
  const { form } = await opened('rosa');
  const filed = await sent('rosa', { ...form, title: TITLE });
  const other = await sent('rosa', { ...form, title: 'Another' });
  expect(other.status).toBe(409);
  expect(other.body).toContain(`href="${filed.to}"`);
  expect(other.form.title).toBe('Another');
  expect(issues()).toHaveLength(before + 1);
  // What another person sends by the same name is theirs.
  expect((await sent('pan-wei', { ...form, title: TITLE })).status).toBe(303);
  expect(issues()).toHaveLength(before + 2);
  expect((await got(signedIn('chen-li'), filed.to)).status).toBe(404);
});

test('where nothing tells of it, the page says that it is being recorded, looks again by itself, and opens it once it is', async () => {
  line = await openLine();
  const { parts } = line.server;
  const { form } = await opened('rosa');
  // Nobody can record anything, and no delivery arrives.
  const ledger = parts.ledger.append;
  const away = async (): Promise<never> => {
    throw new Transient('the record is away');
  };
  line.deliveries.meddle = () => [];
  Object.assign(parts.ledger, { append: away });
  const filed = await sent('rosa', { ...form, title: TITLE });
  expect(filed.status).toBe(303);
  const coming = await got(signedIn('rosa'), filed.to);
  expect([coming.status, coming.refresh]).toEqual([200, '3']);
  expect(coming.body).toContain(`#${newest().number} is filed and being recorded`);
  Object.assign(parts.ledger, { append: ledger });
  expect(await landed('rosa', filed.to)).toMatch(/^\/c\//);
  await line.settled();
  expect(line.labels(newest().number)).toContain(CHANGE_LABEL);
});

test('where nothing can be filed the page says why, and who may not read the repository learns nothing', async () => {
  line = await openLine({ policy: null });
  const why = async () => {
    const { status, body } = await opened('rosa');
    return [status, ...['no Countersign policy', 'archived', 'switched off'].filter((one) => body.includes(one))];
  };
  expect(await why()).toEqual([409, 'no Countersign policy']);
  line.seeded.repository.archived = true;
  expect(await why()).toEqual([409, 'archived']);
  line.seeded.repository.archived = false;
  line.as('owner').switchIssues(false);
  expect(await why()).toEqual([409, 'switched off']);
  line.seeded.repository.private = true;
  addPerson(line.world, 'stranger');
  const stranger = await got(signedIn('stranger'), `${registerOf()}/new`);
  expect(stranger.status).toBe(404);
  expect(stranger.body).not.toContain(line.seeded.repository.name);
  expect((await got({ kind: 'stranger' }, `${registerOf()}/new`)).status).toBe(401);
});

test('GitHub’s own no is told in its words, and what was typed stays', async () => {
  line = await openLine();
  const { form } = await opened('rosa');
  const blocked = await sent(
    'rosa',
    { ...form, title: TITLE },
    {
      through: (client) =>
        client && {
          async request(route, parameters) {
            if (!route.startsWith('POST')) return client.request(route, parameters);
            throw Object.assign(new Error('Interactions are limited'), { status: 403, response: { headers: {} } });
          },
        },
    },
  );
  expect(blocked.status).toBe(409);
  expect(blocked.body).toContain('Interactions are limited');
  expect(blocked.form.title).toBe(TITLE);
});

test('of an account one chooses among its repositories; the one that takes no request says why, and one that may not be read is not there', async () => {
  line = await openLine();
  const { organization, people, repository } = line.seeded;
  const policy = policyTemplate('light', 'en', { lead: 'dara', expert: 'olga', customer: 'chen-li' });
  const files = { [POLICY_PATH]: policy };
  const made = ['archive', 'closed', 'portal'].map((name) => {
    const one = addRepository(line.world, { owner: organization, name, author: people.developer, files });
    createLabel(line.world, people.developer, one, { name: CHANGE_LABEL });
    return one;
  });
  line.file();
  await line.settled();
  const account = `/r/${encodeURIComponent(tenant())}/new`;
  // Only what something is on record of is known here.
  expect((await got(signedIn('rosa'), account)).to).toBe(`${registerOf()}/new`);
  for (const { name } of made)
    human(line.world, 'dara', `${organization.login}/${name}`).fileForm({ title: name, labels: [CHANGE_LABEL] });
  await line.settled();
  const [archive, closed, portal] = made;
  if (!archive || !closed || !portal) throw new Error('there are not three');
  archive.archived = true;
  closed.private = true;
  addPerson(line.world, 'stranger');
  const { body } = await got(signedIn('stranger'), account);
  for (const one of [repository, portal]) expect(body).toContain(`href="${registerOf(one)}/new"`);
  expect(body).not.toContain(`href="${registerOf(archive)}/new"`);
  expect(body).toContain('archived');
  expect(body).not.toContain('closed');
  const register = await got(signedIn('rosa'), registerOf());
  expect(register.body).toContain(`href="${registerOf()}/new"`);
});
