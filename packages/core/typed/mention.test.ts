/** Shows which account a mention means: managed users have an underscore in their logins, and nobody else is meant by the part before it. */
import { expect, test } from 'vitest';
import { mentionedLogins } from './line.ts';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const known = (...names: readonly string[]): TypedFacts => ({
  people: new Map(names.map((name) => [name.toLowerCase(), { id: `github:${name}`, name }])),
  locale: 'en',
  currency: 'CNY',
});

const MENTIONS = [
  ['@mei_acme', 'mei_acme'],
  ['@Mei_Acme', 'mei_acme'],
  ['@mei-lin_acme', 'mei-lin_acme'],
  ['@mei_acme, who knows it', 'mei_acme'],
  ['@mei_acme.', 'mei_acme'],
  ['（@mei_acme）', 'mei_acme'],
  ['@mei', 'mei'],
  ['@mei_', 'mei'],
] as const;

test.each(MENTIONS)('%s means %s and nobody else', (text, login) => {
  expect(mentionedLogins(text)).toEqual([login]);
  const comment = `/triage normal owner ${text}`;
  expect(readComment(comment, known('mei', login))).toMatchObject([
    { kind: 'command', command: { type: 'triage', owner: { name: login } } },
  ]);
  if (login === 'mei') return;
  expect(readComment(comment, known('mei'))).toMatchObject([{ misunderstanding: { code: 'unknown-person' } }]);
});

test.each(['plan@mei_acme.example', 'docs/@mei_acme', 'a.@mei'])('%s mentions nobody', (text) => {
  expect(mentionedLogins(text)).toEqual([]);
  expect(readComment(`/triage normal owner ${text}`, known('mei', 'mei_acme'))).not.toMatchObject([
    { command: { owner: { name: expect.anything() } } },
  ]);
});

test('a plan names managed users in its steps and its fields', () => {
  const [first] = readComment(
    '/plan\n\n```yaml\nsteps:\n  - {text: Build it, owner: @mei_acme}\nrollback: Switch it off\ntests: Export\nacceptance: [A PDF opens]\n```',
    known('mei', 'mei_acme'),
  );
  expect(JSON.stringify(first)).toContain('github:mei_acme');
});

const ONE = [
  ['/owner', (person: object) => ({ type: 'owner', owner: person })],
  ['/made-for', (person: object) => ({ type: 'made-for', person })],
] as const;

test.each(ONE)(
  '2.4, 4.4: %s names one person, however the name is written, and a second one is asked back',
  (word, said) => {
    const mei = { name: 'mei' };
    expect(readComment(`${word} @Mei`, known('mei'))).toMatchObject([{ kind: 'command', command: said(mei) }]);
    expect(readComment(`${word} @mei @li`, known('mei', 'li'))).toMatchObject([
      { misunderstanding: { code: 'unknown-word', values: { given: '@li' } } },
    ]);
    expect(readComment(word, known('mei'))).toMatchObject([{ misunderstanding: { code: 'needs-argument' } }]);
  },
);

test.each(['申请人', '提出人'])('T4: a question to %s is one to the requester, who is called both', (word) => {
  const [action] = readComment(`/补充信息 向${word} 具体是哪些发票？`, { ...known(), locale: 'zh-CN' });
  expect(action).toMatchObject({ command: { type: 'need-info', of: 'requester', question: '具体是哪些发票？' } });
});
