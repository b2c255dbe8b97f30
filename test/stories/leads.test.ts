/** The status comment leads whoever types no command to the form for what comes next (`rules.md 4.1`). */
import { userToken } from '@countersign/sandbox/world/installation.ts';
import { handsOnGitHub } from '@countersign/server/hands.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { afterEach, expect, test } from 'vitest';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const PEOPLE = ['requester', 'project-manager', 'technical-expert', 'customer', 'developer'] as const;

async function pageOf(role: (typeof PEOPLE)[number], path: string): Promise<string> {
  const account = line.seeded.people[role];
  const visitor: Visitor = {
    kind: 'person',
    id: `github:${account.id}`,
    login: account.login,
    token: userToken(line.world, account).token,
  };
  const pages = pagesApp({
    facts: pageFacts({
      ...{ parts: line.server.parts, mayRead: async () => 'yes', tracker: 'https://github.test' },
      hands: handsOnGitHub(line.world.apiUrl),
    }),
    visitor: async () => visitor,
    signIn: true,
    now: () => new Date().toISOString(),
    report: () => {},
  });
  const answer = await pages.request(path);
  return answer.ok ? answer.text() : '';
}

/** Where "Next" leads; each of it is there for somebody. */
async function leads(number: number, words: string): Promise<readonly string[]> {
  const next = (line.comments(number)[0] ?? '').split('\n\n')[1] ?? '';
  const found = [...next.matchAll(/\[([^\]]+)\]\((\S+?)\)/g)].map(([, text, to]) => ({ text, to: new URL(to ?? '') }));
  expect(new Set(found.map(({ text }) => text))).toEqual(new Set([words]));
  for (const { to } of found) {
    const pages = await Promise.all(PEOPLE.map((role) => pageOf(role, to.pathname)));
    const mark = to.hash === '' ? 'part-editing' : `id="${to.hash.slice(1)}"`;
    expect({ to: to.href, on: pages.some((one) => one.includes(mark)) }).toEqual({ to: to.href, on: true });
  }
  return found.map(({ to }) => (to.hash === '' ? (to.pathname.split('/').at(-1) ?? '') : to.hash));
}

test.each([
  ['en', 'Do it on the page'],
  ['zh-CN', '在页面上操作'],
] as const)(
  'each next step of a request is linked to a form that is there for somebody, from filing to closing (%s)',
  async (locale, words) => {
    line = await openLine({ locale, policy: (text) => text.replace('roles:', 'roles:\n  verifier: ["@theo"]') });
    const say = async (role: (typeof PEOPLE)[number], text: string) => {
      line.as(role).comment(number, text);
      await line.settled();
    };
    const number = line.file({ motive: '' });
    await line.settled();
    const seen: (readonly string[])[] = [await leads(number, words)];
    const mark = async () => seen.push(await leads(number, words));
    line.as('requester').editIssue(number, { body: formBody('standard', locale, ANSWERS) });
    await line.settled();
    await mark();
    await say('requester', '/submit');
    await mark();
    await say('project-manager', '/triage');
    await mark();
    await say('project-manager', ASSESSMENT.replace('/review', ''));
    await mark();
    await say('project-manager', '/review');
    await mark();
    for (const role of ['project-manager', 'technical-expert', 'customer'] as const) await say(role, '/approve');
    await mark();
    await say('project-manager', '/start');
    await mark();
    await say('project-manager', '/done 1');
    await mark();
    await say('project-manager', '/done');
    await mark();
    await say('project-manager', '/evidence 1 run 42 is green');
    await say('project-manager', '/actuals 2d CNY 5,000');
    await mark();
    expect(seen).toEqual([
      ['edit'],
      ['#act-submit'],
      ['#act-triage'],
      ['#act-assess', '#act-plan'],
      ['#act-review'],
      ['#act-vote'],
      ['#act-start'],
      ['#act-done'],
      ['#act-done'],
      ['#act-evidence', '#act-actuals'],
      ['#act-verify'],
    ]);
  },
);
