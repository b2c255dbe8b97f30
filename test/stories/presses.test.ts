/** Presses of a page against what else is pressed, written and moved at the same time: nothing opens by it, and nobody is left in silence (`rules.md` 4.1, 4.4). */
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { approvedWork, inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { seenBy, sentBy, signedInAt } from '../instruments/visitor.ts';

let line: Line;
afterEach(() => line.close());

const VOTE = { type: 'vote', seat: 'customer', reason: '' };

test('4.1: another button of the same page is another act: a no that follows a yes by mistake is recorded, and the same again is told to be', async () => {
  line = await openLine();
  const number = await inReview(line);
  const customer = signedInAt(line, 'chen-li');
  const { form } = await seenBy(line, customer, number);
  const yes = { ...form, ...VOTE, verdict: 'approve' };
  const no = { ...form, ...VOTE, verdict: 'reject', reason: 'I pressed the wrong one' };
  for (const fields of [yes, no]) expect((await sentBy(line, customer, number, fields)).status).toBe(303);
  const standing = (await line.state(number)).votes.filter(({ replaced }) => !replaced);
  expect(standing.map(({ verdict }) => verdict)).toEqual(['reject']);
  const again = await sentBy(line, customer, number, yes);
  expect(again.status).toBe(303);
  expect((await line.state(number)).votes).toHaveLength(2);
  expect(again.to).toContain('again');
});

test('4.1: a no that is written while a yes that was pressed before it is on its way stands: the yes is not recorded after it', async () => {
  line = await openLine();
  const number = await inReview(line);
  const customer = signedInAt(line, 'chen-li');
  const { form } = await seenBy(line, customer, number);
  const { parts } = line.server;
  let isPressed = false;
  const hear: Parameters<typeof line.api.heard.add>[0] = ({ method, path }) => {
    isPressed ||= method === 'GET' && /\/issues\/comments(\?|$)/.test(path);
  };
  line.api.heard.add(hear);
  /** What the press reads once it stands among the comments, it reads after the comment was heard. */
  const read: typeof parts.ledger.read = async (ref) => {
    if (isPressed) {
      line.api.heard.delete(hear);
      isPressed = false;
      line.as('customer').comment(number, '/reject it breaks the ledger');
      await line.settled();
    }
    return parts.ledger.read(ref);
  };
  const slow = { ...parts, ledger: { ...parts.ledger, read } };
  const yes = { ...form, ...VOTE, verdict: 'approve' };
  expect((await sentBy(line, customer, number, yes, { parts: slow })).status).toBe(409);
  expect((await line.state(number)).votes.map(({ verdict }) => verdict)).toEqual(['reject']);
});

test('4.1: what one press notes at the same moment takes nothing away of what another does: a late yes undoes neither no', async () => {
  line = await openLine();
  const number = await inReview(line);
  const late: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (one) => {
    late.push(one);
    return [];
  };
  for (const role of ['customer', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  line.deliveries.meddle = (one) => [one];
  const voters = [
    ['chen-li', 'customer'],
    ['theo', 'technical-expert'],
  ] as const;
  const { parts } = line.server;
  /** Both have read what is noted before either notes anything. */
  let waiting = 0;
  let go = (): void => {};
  const both = new Promise<void>((resolve) => {
    go = resolve;
  });
  const keep: typeof parts.documents.keep = async (document, since) => {
    if (document.kind === 'spoken') {
      waiting += 1;
      if (waiting === voters.length) go();
    }
    return parts.documents.keep(document, since);
  };
  const find: typeof parts.documents.find = async (key) => {
    const found = await parts.documents.find(key);
    if (key.kind === 'spoken') {
      waiting += 1;
      if (waiting === voters.length) go();
      await both;
    }
    return found;
  };
  const racing = { ...parts, documents: { ...parts.documents, find, keep } };
  const sent = await Promise.all(
    voters.map(async ([login, seat]) => {
      const visitor = signedInAt(line, login);
      const { form } = await seenBy(line, visitor, number);
      const fields = { ...form, type: 'vote', seat, verdict: 'reject', reason: 'Not like this' };
      return sentBy(line, visitor, number, fields, { parts: racing });
    }),
  );
  expect(sent.map(({ status }) => status)).toEqual([303, 303]);
  await line.settled();
  line.deliveries.meddle = (one) => [...late.splice(0), one];
  line.as('developer').comment(number, 'By the way');
  await line.settled();
  const votes = (await line.state(number)).votes.filter(({ replaced }) => !replaced);
  expect(votes.map(({ verdict }) => verdict)).toEqual(['reject', 'reject']);
});

test('4.4: presses take nothing of what is kept for checks that close', async () => {
  line = await openLine();
  const number = await inReview(line);
  const { parts } = line.server;
  const asked = new Set<string>();
  const installations: typeof parts.installations = {
    ...parts.installations,
    async client(id) {
      const client = await parts.installations.client(id);
      return {
        ...client,
        as(precedence) {
          asked.add(precedence);
          return client.as?.(precedence) ?? client;
        },
      };
    },
  };
  const stranger = signedInAt(line, 'dara');
  const { form } = await seenBy(line, stranger, number);
  await sentBy(
    line,
    stranger,
    number,
    { ...form, ...VOTE, verdict: 'approve' },
    { parts: { ...parts, installations } },
  );
  expect([...asked]).toEqual(['open']);
});

test('T16: nothing is closed by a press while an edit that was made before it waits to be handled', async () => {
  line = await openLine({ policy: (text) => text.replace('roles:', 'roles:\n  verifier: ["@theo"]') });
  const number = await approvedWork(line);
  for (const text of ['/done 1', '/evidence 1 run 42 is green']) line.as('developer').comment(number, text);
  await line.settled();
  line.as('project-manager').comment(number, '/actuals 2d CNY 5,000\n/done');
  await line.settled();
  expect((await line.state(number)).stage).toBe('verifying');
  const verifier = signedInAt(line, 'theo');
  const { form } = await seenBy(line, verifier, number);
  const pass = { ...form, type: 'verify', passed: 'yes', reason: '' };
  const database = new pg.Client({ connectionString: line.databaseUrl });
  await database.connect();
  // The edit is stored, and cannot be put on record before it is let.
  await database.query('begin');
  await database.query('lock table entry in exclusive mode');
  line.as('requester').editIssue(number, { title: 'To my own server' });
  await line.deliveries.settled();
  expect((await sentBy(line, verifier, number, pass)).status).toBe(503);
  await database.query('rollback');
  await database.end();
  await line.settled();
  expect((await line.state(number)).stage).toBe('assessing');
});
