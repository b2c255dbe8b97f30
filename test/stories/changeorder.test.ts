/** The customer keeps a change order, and nothing that leaves for them holds a word that is internal (`rules.md 4.7`, `9`). */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT } from '../instruments/line.ts';
import { scratch } from '../instruments/program.ts';
import { browserAt, codesIn, linksIn } from '../instruments/signer.ts';
import { asContact, LI, openSigning, type SigningLine } from '../instruments/signingline.ts';
import { addressOf, pagesFor, refOf, signedInAt } from '../instruments/visitor.ts';

let signing: SigningLine;
afterEach(() => signing.close());

const CANARY = 'CANARY';
/** Every answer of the form that the customer is not shown. */
const ANSWERS = {
  causeText: 'CANARY-cause',
  motive: 'CANARY-motive',
  outcome: 'CANARY-outcome',
  notChanging: 'CANARY-not-changing',
};
/** Every estimate, with whatever of it is ours. */
const ESTIMATES = ASSESSMENT.replace('Fonts', 'CANARY-risk')
  .replace('Switch it off', 'CANARY-rollback')
  .replace('Export a thousand invoices', 'CANARY-tests')
  .replace('- Build it', '- CANARY-build')
  .replace('- Do nothing', '- Do nothing CANARY-nothing')
  .replace('CNY 5,000', 'CNY 5,432.19');
const OURS = [CANARY, /5,?432/, /dara|pan-wei|theo|olga|rosa/];

const run = promisify(execFile);

/** @returns all that the command said */
async function countersign(words: readonly string[], databaseUrl: string): Promise<string> {
  const program = fileURLToPath(import.meta.resolve('@countersign/cli/countersign.ts'));
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stdout, stderr } = await run(process.execPath, [program, ...words], { env }).catch(
    (failed: { readonly stdout: string; readonly stderr: string }) => failed,
  );
  return stdout + stderr;
}

const newest = (all: readonly string[]): string => {
  const last = all.at(-1);
  if (last === undefined) throw new Error('nothing came');
  return last;
};

test('9: canaries in every internal field of a request are in no page, file, mail or log line that leaves for the customer', async () => {
  signing = await openSigning();
  const { line, postbox, logged, names, vouches } = signing;
  await names(asContact('Li Na', LI));
  await vouches(LI);
  const number = line.file(ANSWERS);
  await line.settled();
  const says = async (role: 'requester' | 'project-manager' | 'technical-expert' | 'developer', text: string) => {
    line.as(role).comment(number, text);
    await line.settled();
  };
  await says('requester', '/submit');
  await says('project-manager', ESTIMATES);
  await says('technical-expert', 'CANARY-talk among us');
  await says('technical-expert', '/concern CANARY-concern');
  await says('project-manager', '/resolve C1 CANARY-answer');
  await says('project-manager', '/hold CANARY-hold');
  await says('project-manager', '/release');
  const browser = browserAt(line);
  const seen: string[] = [];
  const signs = async () => {
    const page = await browser.open(newest(linksIn(postbox, LI)));
    const coded = await browser.askForCode(page);
    const said = await browser.answer(coded, { code: newest(codesIn(postbox, LI)), choice: 'sign', name: 'Li Na' });
    await line.settled();
    seen.push(page.body, coded.body, said.body);
    return said;
  };
  await signs();
  expect((await signs()).body).not.toContain('/sign/order');
  // Before the board has approved there is none, and that is said.
  expect((await browser.open('/sign/order')).body).toContain('There is no change order');
  for (const role of ['project-manager', 'technical-expert'] as const) await says(role, '/approve');
  expect((await line.state(number)).stage).toBe('approved');

  const page = await browser.open('/sign');
  expect(page.body).toContain('href="/sign/order"');
  const order = await browser.open('/sign/order');
  const state = await line.state(number);
  for (const theirs of ['Change order', 'CNY 3,259.31', 'Li Na', state.approval?.digest])
    expect(order.body).toContain(theirs);
  const answer = await browser.fetched('/sign/order.docx');
  const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const words = Object.values(parts).map((part) => strFromU8(part));
  expect(words.join('')).toContain(state.approval?.digest);

  // The same for whoever reads the request inside, to the byte.
  const inside = pagesFor(line, signedInAt(line, 'pan-wei'));
  const path = addressOf(await refOf(line, number));
  expect(await (await inside.request(path)).text()).toContain(`${path}/order"`);
  const own = await inside.request(`${path}/order.docx`);
  expect(unzipSync(new Uint8Array(await own.arrayBuffer()))).toEqual(parts);
  // And for whoever runs the server, from the record alone.
  const file = join(await scratch(), 'order.docx');
  const called = await countersign(['order', path, file], line.databaseUrl);
  expect(called).toContain(state.approval?.digest);
  expect(unzipSync(await readFile(file))).toEqual(parts);
  expect(await countersign(['order', path, file], line.databaseUrl)).toContain('is there already');
  const calendar = await (await inside.request(path.replace('/c/', '/r/').replace(/\/[^/]*$/, '/agenda.ics'))).text();
  expect(calendar).toContain('BEGIN:VCALENDAR');

  const mails = postbox.arrived
    .filter(({ to }) => to.includes(LI))
    .flatMap(({ mail }) => [mail.text, mail.html, mail.subject, JSON.stringify(mail.headers)]);
  expect(mails.length).toBeGreaterThan(0);
  for (const text of [...mails, ...seen, page.body, order.body, ...Object.keys(parts), ...words])
    for (const ours of OURS) expect((text ?? '').replaceAll('\u00a0', ' ')).not.toMatch(ours);
  // What stays inside may name people, and holds none of what they wrote.
  for (const text of [calendar, ...logged]) expect(text).not.toContain(CANARY);
});

test('4.7: a browser that signed nothing learns of no change order', async () => {
  signing = await openSigning();
  const { line, names, vouches, inReview } = signing;
  await names(asContact('Li Na', LI));
  await vouches(LI);
  const number = await inReview();
  const stranger = browserAt(line);
  const over = await stranger.open('/sign/never');
  for (const path of ['/sign/order', '/sign/order.docx', `/sign/${'a'.repeat(43)}/order`])
    expect((await stranger.open(path)).status).toBe(over.status);
  const path = addressOf(await refOf(line, number));
  const outside = pagesFor(line, { kind: 'stranger' }, { reads: 'no' });
  for (const name of ['order', 'order.docx']) {
    const answer = await outside.request(`${path}/${name}`);
    expect(await answer.text()).not.toContain('Export invoices');
    expect(answer.status).toBe(401);
  }
});
