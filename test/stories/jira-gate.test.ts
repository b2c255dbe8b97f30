/** What Jira's own transition button is told: a guard of the move that is not met keeps the issue where it is, in a sentence with its remedy. */

import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import type { Issue } from '../standins/jira/record.ts';

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const SECRET = 'a secret of thirty-two letters or more';

let forge: Forge;
afterEach(() => {
  forge.close();
  delete process.env.COUNTERSIGN_GATE_SECRET;
});

async function filed(answers = {}): Promise<Issue> {
  forge = await openForge({ role: 'verifier: ["@theo"]' });
  const issue = forge.file('rosa', answers);
  await forge.settled();
  return issue;
}

async function moves(by: string, issue: Issue, stage: string): Promise<void> {
  expect(await forge.move(by, issue, stage)).toEqual({ result: true });
  await forge.settled();
  expect(forge.status(issue)).toBe(stage);
}

/** What a git host's server is told of a key. */
function told(key: string): Promise<string> {
  return sent(key, { pull: { address: 'https://github.com/acme/shop/pull/1', title: 'acme/shop#1' } });
}

async function sent(key: string, more: object): Promise<string> {
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  const body = JSON.stringify({ issue: key, at: Date.now(), ...more });
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const answer = await forge.handlers.gate({ body, headers: { 'x-countersign-signature': [signature] } }, CONTEXT);
  return (answer as { outputKey: string }).outputKey;
}

async function isHeldBack(by: string, issue: Issue, stage: string, why: RegExp): Promise<void> {
  const { version } = (await forge.state(issue)) ?? {};
  const before = forge.status(issue);
  expect(await forge.move(by, issue, stage)).toEqual({ result: false, errorMessage: expect.stringMatching(why) });
  await forge.settled();
  expect(forge.status(issue)).toBe(before);
  expect((await forge.state(issue))?.version).toBe(version);
}

test('6.4: a git host is told whether paths stand in what a request governs, by whoever holds the secret', async () => {
  const [flow, policy] = ['.github/workflows/ci.yml', '.github/countersign.yml'];
  const issue = await filed({ after: `${flow} uses Node 24.` });
  const address = 'https://github.com/acme/shop/pull/1';
  const asked = (...paths: readonly string[]) => sent(issue.key, { standing: { address, paths } });
  expect(await asked(flow)).toBe('open');
  expect(await asked(flow, policy)).toBe('closed');
  expect(await asked('.github/workflows/ci.yml.bak')).toBe('closed');
  expect(await asked()).toBe('refused');
  expect(await sent('SHIP-999', { standing: { address, paths: [flow] } })).toBe('closed');
});

test('T2: a request with an empty field is not submitted, and the field is named', async () => {
  const issue = await filed({ motive: null });
  await isHeldBack('rosa', issue, 'submitted', /fields are still empty: motive\. \(rule T2\) Fill them in/);
});

test('T6: no request comes before its board while an impact is missing; each that is missing is named with its remedy', async () => {
  const issue = await filed();
  await moves('rosa', issue, 'submitted');
  await moves('mei', issue, 'assessing');
  await isHeldBack(
    'mei',
    issue,
    'in-review',
    /schedule, cost, quality, risk and feasibility are unknown\. \(rule T6\) Assess what is missing under “Impact”.*Countersign panel\.$/,
  );
  await forge.says(
    'mei',
    issue,
    ...['/assess schedule +2d p90 3d', '/assess cost USD 5,000 split 60/40/0'],
    ...['/assess quality better functional-suitability', '/assess feasibility yes'],
  );
  await isHeldBack('mei', issue, 'in-review', /: risk is unknown\. \(rule T6\).*“Impact”/);
  await forge.says('mei', issue, '/assess risk Fonts 2x2 mitigate residual 2');
  await isHeldBack('mei', issue, 'in-review', /plan is not complete: its steps\. \(rule T6\).*“Edit the plan”/);
  expect((await forge.state(issue))?.stage).toBe('assessing');
});

test('T12: nothing is started while a condition blocks the start, and the condition is named', async () => {
  const issue = await filed();
  await forge.assess(issue);
  const text = (words: string) => ({ type: 'text', text: words });
  const owner = { type: 'mention', attrs: { id: 'dara', text: '@Dara' } };
  const content = [text('/condition before start '), owner, text(' Licence of the fonts by 2030-01-15')];
  forge.site.comment('mei', issue.id, { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] });
  await forge.settled();
  await forge.decide(issue);
  await isHeldBack('mei', issue, 'implementing', /conditions come first: K1\. \(rule 4\.6\).*“Confirm as met”/);
});

test('T14, T16: work is neither handed over nor closed while a step, the evidence or the actuals are missing', async () => {
  const issue = await filed();
  await forge.assess(issue);
  await forge.decide(issue);
  await moves('mei', issue, 'implementing');
  await isHeldBack('mei', issue, 'verifying', /One step of the plan is still open: 1\. \(rule T14\) Finish each with/);
  await isHeldBack('theo', issue, 'closed', /cannot become closed this way/);
  await forge.says('dara', issue, '/done 1');
  await moves('mei', issue, 'verifying');
  await isHeldBack('theo', issue, 'closed', /Evidence is missing for: A PDF opens\. \(rule T16\).*“Give evidence”/);
  await forge.says('dara', issue, '/evidence 1 run 42 is green');
  await isHeldBack('theo', issue, 'closed', /really took is not recorded yet\. \(rule T16\).*“Record what it took”/);
  await forge.says('mei', issue, '/actuals 2d USD 5,000');
  await moves('theo', issue, 'closed');
});

test('6.1, 5.6: a key opens the merge gate only if it names the project whose board decided, wherever the issue is now', async () => {
  const issue = await filed();
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.says('mei', issue, '/start');
  const home = issue.key;
  expect(await told(home)).toBe('open');
  forge.site.project('10007', { key: 'HACK', like: PROJECT });
  const movesTo = async (project: string) => {
    forge.site.edit('rosa', issue.id, { project: { id: project } });
    await forge.settled();
  };
  await movesTo('10007');
  const other = issue.key;
  expect(other).toMatch(/^HACK-/);
  // Whoever trusts HACK’s board was not asked; SHIP’s has nothing to say of it any more.
  expect([await told(other), await told(home)]).toEqual(['closed', 'closed']);
  expect(forge.site.issues.get(issue.id)?.links.size).toBe(1);
  await movesTo(PROJECT);
  // There and back restores nothing: SHIP’s board is asked anew.
  expect([await told(issue.key), await told(home), await told(other)]).toEqual(['closed', 'closed', 'closed']);
  await forge.says('mei', issue, '/review');
  await forge.decide(issue);
  await forge.says('mei', issue, '/start');
  expect([await told(issue.key), await told(home), await told(other)]).toEqual(['open', 'open', 'closed']);
});

test.each(['\0', '\ud800', '\udfff'])(
  '7.1: a merge or a proposal that is told with %j in its words is recorded, and read again as it is',
  async (letter) => {
    const issue = await filed();
    const by = { id: 'github:7', name: `mei${letter}` };
    const at = 'https://github.com/acme/shop/pull/1';
    const merged = { address: at, title: `acme/shop#1${letter}`, gate: 'open', by, cause: `c${letter}` };
    expect(await sent(issue.key, { merged })).toBe('recorded');
    const proposal = { from: `I_1${letter}`, address: at, text: `PDF${letter}`, by, cause: `p${letter}` };
    expect(await sent(issue.key, { proposal })).toBe('recorded');
    await forge.settled();
    const told = JSON.stringify(await forge.state(issue));
    expect(told).toContain('PDF\ufffd');
    expect(told).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  },
);

test('T12: an approved request that nothing holds is started by work that may claim it; while something holds it, that it is not started is what a git host hears', async () => {
  const issue = await filed();
  await forge.assess(issue);
  await forge.decide(issue);
  expect((await forge.act('mei', issue, { type: 'hold', reason: 'the vendor is asked' })).kind).toBe('done');
  await forge.settled();
  expect(await told(issue.key)).toBe('unstarted');
  expect((await forge.state(issue))?.stage).toBe('approved');
  await forge.act('mei', issue, { type: 'release' });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  expect(await told(issue.key)).toBe('open');
});
