/** Shows that what counts as a command is what its reader sees as a line of the comment's own, and that nobody who may believe to have acted is left without an answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };

/** What is done, and what is answered, in their order. */
function read(comment: string): { readonly done: readonly string[]; readonly told: readonly string[] } {
  const actions = readComment(comment, FACTS);
  return {
    done: actions.flatMap((one) => (one.kind === 'command' ? [one.command.type] : [])),
    told: actions.flatMap((one) => (one.kind === 'misunderstood' ? [one.misunderstanding.code] : [])),
  };
}

/** What may stand before a command on its line and changes nothing. */
const BEFORE = [
  '',
  ' ',
  '  ',
  '   ',
  '\u200b',
  '\ufeff',
  '\u2060',
  ' \u200b',
  '\u3000',
  '\u00a0',

  '**',
  '_',
];
const SLASHES = ['/', '／', '/、', '&#47;', '\\/'];
const WORDS: readonly (readonly [string, string])[] = [
  ['submit', 'submit'],
  ['提交', 'submit'],
  ['release', 'release'],
  ['Review', 'review'],
  ['评审', 'review'],
  ['ＳＴＡＲＴ', 'start'],
];
/** Around a line that is seen as one of its own. */
const SEEN: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => `Looks good.\n${line}`,
  (line) => `Looks good.  \n${line}`,
  (line) => `Looks good.<br>${line}`,
  (line) => `Looks *good\n${line.replace(/[*_]/g, '')}* to me`,
  (line) => `a \`b\`\n${line}`,
  (line) => `> quoted\n\n${line}`,
  (line) => `- item\n\n---\n\n${line}`,
  (line) => `<!-- hidden\n/close\n-->\n\n${line}`,
  (line) => `see <!-- hidden\n/close\n--> this\n${line}`,
  (line) => `text <!-- never ended\n${line}`,
  (line) => `<details>\n<summary>More</summary>\n\nfolded\n\n</details>\n\n${line}`,
  (line) => `<div align="center">\n\n${line}\n\n</div>`,
];
/** Where it is not seen, or is an example: nothing is done and nothing said. */
const SILENT: readonly ((line: string) => string)[] = [
  (line) => `<!--\n${line}\n-->`,
  (line) => `see <!--\n${line}\n--> this`,
  (line) => `see \`code\n${line}\n\` this`,
  (line) => `see <img alt="\n${line}\n"> this`,
  (line) => `<img alt="\n${line}\n">`,
  (line) => `see [this](https://example.com "\n${line}\n")`,
  (line) => `see ![this](https://example.com "\n${line}\n")`,
  (line) => `\`\`\`\n${line}\n\`\`\``,
  (line) => `~~~yaml\n${line}\n~~~`,
  (line) => `    ${line}`,
  (line) => `> ${line}`,
  (line) => `> quoted\n> ${line}`,
  (line) => `>> ${line}`,
  (line) => `- \`${line.trim()}\``,
  (line) => `\`${line.trim()}\``,
  (line) => `~~${line.trim()}~~`,
  (line) => `see ~~this\n${line.trim()}~~`,
  (line) => `<pre>\n${line}\n</pre>`,
  (line) => `<blockquote>\n\n${line}\n\n</blockquote>`,
  (line) => `see <code>\n${line}\n</code> this`,
  (line) => `<del>\n\n${line}\n\n</del>`,
  (line) => `| a | b |\n|---|---|\n| ${line.trim()} | c |`,
  (line) => `I would ${line.trim()} this`,
  (line) => `[//]: # (\n${line}\n)`,
  (line) => `~~I would say\n${line}\nthis was for another request~~`,
  (line) => `so ~~I *would\n${line}\nsay*~~`,
  (line) => `[x\n${line}\ny](https://example.com)`,
  (line) => `[x<br>${line}<br>y](https://example.com)`,
  (line) => `[x  \n${line}\ny][a]\n\n[a]: https://example.com`,
  (line) => `$$\n\\phantom{\n${line}\n}\n$$`,
  (line) => `so $$x *y\n${line}\nz* w$$ it is`,
  (line) => `- a\n  ~~b\n  ${line}\n  c~~`,
];
/** A block right above a line, which Markdown makes a part of it. */
const ABOVE = [
  '| item | ok |\n|---|---|\n| PDF | yes |',
  'item | ok\n-|-\nPDF | yes',
  '[^1]: the offer',
  '> quoted',
  '- item',
  '1. item\n   more',
];
/** In front of a command on its line. */
const ORNAMENTS = [
  '1、',
  '①',
  '✅ ',
  '👍 ',
  '👍🏽',
  '“',
  '"',
  '(',
  '（1）',
  '1️⃣ ',
  ':+1: ',
  '• ',
  '→ ',
  '一、',
  'a) ',
  '【',
  '★ ',
];
/** Where its writer may believe to have acted: nothing is done, and it is said. */
const TOLD: readonly ((line: string) => string)[] = [
  (line) => `> quoted\n${line}`,
  (line) => `> quoted\n> more\n${line}\nthanks`,
  (line) => `> - quoted\n${line}`,
  (line) => `On Monday somebody wrote:\n> quoted\n${line}`,
  (line) => `- ${line.trim()}`,
  (line) => `1. ${line.trim()}`,
  (line) => `- [x] ${line.trim()}`,
  (line) => `- item\n${line}`,
  (line) => `- a\n  - ${line.trim()}`,
  (line) => `# ${line.trim()}`,
  (line) => `${line}\n---`,
  (line) => `<details>\n${line}\n</details>`,
  (line) => `<details>\n<summary>More</summary>\n\n${line}\n\n</details>`,
  (line) => `- item\n\n  | a |\n  |---|\n  | b |\n  ${line}`,
  ...ABOVE.map((above) => (line: string) => `${above}\n${line}`),
  (line) => `see $a\n${line}\nb$ there`,
];
/** Opened and never closed: to its writer it holds nothing, and to its readers all that follows. */
const UNCLOSED: readonly ((line: string) => string)[] = [
  (line) => `\`\`\`\nlog\n${line}`,
  (line) => `\`\`\`\nlog\n\`\`\`${line}`,
  (line) => `~~~\nlog\n~~~ end\n${line}`,
  (line) => `Optional<S> is fine.\n\n${line}`,
  (line) => `Press <kbd>F5 there.\n\n${line}`,
  (line) => `Set<q> and <kbd>F5</kbd>\n${line}`,
  (line) => `<pre>\n${line}`,
  (line) => `<details>\n${line}`,
  (line) => `<table><tr><td>a</td></tr>\n${line}`,
];

test('6.3: what is done is what is seen as a line of its own, and what only looks so is told once', () => {
  const place = fc.oneof(
    ...[SEEN, SILENT, TOLD].map((some, kind) => fc.constantFrom(...some).map((wrap) => ({ kind, wrap }))),
  );
  const line = fc.record({ slash: fc.constantFrom(...SLASHES), word: fc.constantFrom(...WORDS) });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, line, fc.constantFrom(...BEFORE)), { minLength: 1, maxLength: 5 }),
      fc.option(fc.constantFrom(...UNCLOSED)),
      (blocks, unclosed) => {
        const parts = blocks.map(([{ kind, wrap }, { slash, word }, before]) => {
          const mark = /[*_]/.test(before) ? before : '';
          // Only where it is seen may more stand before it: elsewhere that could make another place of it.
          return kind === 0 ? wrap(`${before}${slash}${word[0]}${mark}`) : wrap(`/${word[0]}`);
        });
        const comment = [...parts, ...(unclosed ? [unclosed('/submit')] : [])].join('\n\n---\n\n');
        expect(read(comment), comment).toEqual({
          done: blocks.flatMap(([{ kind }, { word }]) => (kind === 0 ? [word[1]] : [])),
          told: unclosed || blocks.some(([{ kind }]) => kind === 2) ? ['out-of-place'] : [],
        });
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['／批准', 'vote'],
  ['/、批准', 'vote'],
  [' /approve', 'vote'],
  ['\u200b/approve', 'vote'],
  ['\ufeff/批准 因为预算可行', 'vote'],
  ['**/approve**', 'vote'],
  ['/approve\u200b', 'vote'],
  ['/hold the `a\n/b` call', 'hold'],
  ['<!-- a -->\n/approve', 'vote'],
  ['/计划\n步骤：\n  - 开发导出\n回退：关闭开关', 'plan'],
])('6.3: %j is done', (comment, type) => {
  expect(read(comment)).toEqual({ done: [type], told: [] });
});

test.each([
  ['/unhold', 'unknown-command', '/release'],
  ['/remove-hold', 'unknown-command', '/release'],
  ['/hold cancel', 'hold-ends', '/release'],
  ['/暂停 取消。', 'hold-ends', '/release'],
  ['/hold off', 'hold-ends', '/release'],
  ['/hold\ncancel', 'hold-ends', '/release'],
  ['/暂停 取消', 'hold-ends', '/release'],
  ['/取消暂停', 'unknown-command', '/解除暂停'],
  ['/aprove', 'unknown-command', '/approve'],
  ['/Aproove now', 'unknown-command', '/approve'],
  ['/unapprove', 'unknown-command', '/retract'],
  ['/withdraw-vote', 'unknown-command', '/retract'],
  ['/unvote', 'unknown-command', '/retract'],
  ['/取消批准', 'unknown-command', '/收回表决'],
  ['/撤回表决', 'unknown-command', '/收回表决'],
  ['/撤回投票', 'unknown-command', '/收回表决'],
  ['/raise critical it is the payroll', 'unknown-command', '/raise-class'],
  ['/lower minor it is small', 'unknown-command', '/lower-class'],
  ['/迁移', 'unknown-command', '/改用新策略'],
  ['/hold cancel the hold', 'hold-ends', '/release'],
  ['/暂停 取消暂停', 'hold-ends', '/release'],
  ['/暂停 解除暂停', 'hold-ends', '/release'],
  ['/反对太贵了', 'nearly-command', '/反对'],
  ['/批准前请先压测', 'nearly-command', '/同意'],
  ['/approve✅', 'nearly-command', '/approve'],
  ['/approve(as pm)', 'nearly-command', '/approve'],
  ['/approve?', 'nearly-command', '/approve'],
  ['/批准~', 'nearly-command', '/同意'],
  ['/approve~', 'nearly-command', '/approve'],
  ['/approve...', 'nearly-command', '/approve'],
  ['/approve_', 'nearly-command', '/approve'],
  ['/批准+1', 'nearly-command', '/同意'],
  ['/批准同意~', 'nearly-command', '/同意'],
  ['“/批准”', 'nearly-command', '/同意'],
  ['(/approve)', 'nearly-command', '/approve'],
  ['/ approve', 'nearly-command', '/approve'],
  ['//approve', 'nearly-command', '/approve'],
  ['\\approve', 'nearly-command', '/approve'],
  ['、批准', 'nearly-command', '/同意'],
  ['\u202e/approve', 'nearly-command', '/approve'],
  ['/аpprove', 'unknown-command', '/approve'],
  ['/confirm if the price holds', 'no-plain-word', '/confirm'],
  ['/second\n- but not before Monday', 'no-plain-word', '/second'],
  ['/release not yet', 'no-plain-word', '/release'],
])('6.3: %j is answered with the way, and not done', (comment, code, example) => {
  const actions = readComment(comment, FACTS);
  expect(actions).toMatchObject([{ kind: 'misunderstood', misunderstanding: { code } }]);
  expect(`${JSON.stringify(actions)} `).toMatch(new RegExp(`"example":"${example}[ "]`));
});

test.each([
  ...[
    '/etc/hosts is wrong',
    'and/or',
    '/cc @mei',
    '/deploy production',
    '/usr/bin/approve',
    '/review.md is old',
    '/plan.md',
  ],
  ...[
    '/retest',
    '/rebase',
    '/assign @mei',
    '/label bug',
    '/ok-to-test',
    '/close/door',
    '/start_all',
    '/approve@v2',
    '/help.html',
  ],
  ...[
    'https://example.com/approve',
    'a / b',
    '/ 2',
    '/',
    '//',
    '/tmp',
    '/src/approve.ts',
    '1/2 /approve',
    '/关于此事',
    '/计划书.md',
  ],
  ...[
    '/release-note none',
    '/kind bug',
    '/lifecycle stale',
    '/run tests',
    '/test all',
    'see /approve',
    '／usr',
    '、和',
  ],
  ...[
    '- /users\n- /status',
    '`/approve`',
    '[/approve](https://example.com)',
    '2/3 /approve',
    'd:/plan',
    './plan',
    '/release/2.0',
    '/start_all~',
    '✅ /users',
    '| a |\n|---|\n| /approve |',
    '```\n/approve\n```',
    '```\n/approve\n`````',
    '> - /approve',
  ],
])('6.3: %j is prose, a path or meant for another bot, and stays without an answer', (comment) => {
  expect(readComment(comment, FACTS)).toEqual([]);
});

test('6.3: whatever stands in front of a command on its line, it is told and not done', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...ORNAMENTS), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...WORDS),
      fc.constantFrom('', '\n', 'Looks good.\n', '| a |\n|---|\n| b |\n'),
      (ornaments, [word], above) => {
        const comment = `${above}${ornaments.join('')}/${word}`;
        expect(read(comment), comment).toEqual({ done: [], told: ['nearly-command'] });
      },
    ),
  );
});

test('6.3: an amount of money on either side of a command makes no formula of it', () => {
  expect(read('The offer of $5,000 is fine.\n/concern\n$200 for the training come later.').done).toEqual(['concern']);
  expect(read('The offer of \\$$5 is fine.\n/concern\nthanks, not \\$$6').done).toEqual(['concern']);
  expect(read('Run `$$` first.\n/concern\nThen `$$`.').done).toEqual(['concern']);
});

test.each(['stop', 'no', 'release', 'lift', 'none', '解除', '恢复'])(
  '4.6: /hold %s closes the gate: it may be a reason, and closing is the safer reading',
  (reason) => {
    expect(readComment(`/hold ${reason}`, FACTS)).toMatchObject([{ command: { type: 'hold', reason } }]);
  },
);

test('6.3: a second command in the list below a first one is told, and the first is done', () => {
  expect(read('/hold x\n- /approve')).toEqual({ done: ['hold'], told: ['out-of-place'] });
  expect(read('/reject too dear\n- /users fails\n- too late')).toEqual({ done: ['vote'], told: [] });
});

test('6.3: of folds within folds without end none is lost count of, and the work stays small', () => {
  const folds = '<details>\n\n'.repeat(3_000);
  expect(read(`${folds}/approve`)).toEqual({ done: [], told: ['out-of-place'] });
  expect(read(`${folds}${'</details>\n\n'.repeat(200)}/approve`)).toEqual({ done: [], told: ['out-of-place'] });
});

test.each([
  ['/批淮', '同意'],
  ['/评古 成本 5000', '评估'],
  ['/计画', '计划'],
  ['/提文', '提交'],
])('6.3: %s, as an input method leaves it, is answered with the word that was meant', (text, meant) => {
  const [action] = readComment(text, FACTS);
  expect(action).toMatchObject({ misunderstanding: { code: 'unknown-command', values: { meant } } });
});

test('6.3: as many formulas as a comment can hold cost no more than its words', () => {
  expect(read(`${'$$a$$ $b\nc$\n'.repeat(500)}/approve`).done).toEqual(['vote']);
});

test('6.3: one that would be in a text no parser should read is told, and none of it is done', () => {
  expect(read(`${'*a_ '.repeat(9_000)}\n/approve`)).toEqual({ done: [], told: ['too-tangled'] });
});

test.each([
  ['/reject\ntoo dear', { type: 'vote', verdict: 'reject', reason: 'too dear' }],
  ['/reject\n\ntoo dear', { reason: 'too dear' }],
  ['/reject\n- too dear\n- too late', { reason: '- too dear\n- too late' }],
  ['/reject\nreason: too dear', { reason: 'reason: too dear' }],
  ['/reject too dear\nand too late', { reason: 'too dear\nand too late' }],
  ['/concern\nThe fonts are not licensed', { type: 'concern', text: 'The fonts are not licensed' }],
  ['/concern\n> The fonts are not licensed', { type: 'concern', text: 'The fonts are not licensed' }],
  ['/hold\nwaiting for the supplier', { type: 'hold', reason: 'waiting for the supplier' }],
  ['/withdraw\nno longer needed', { type: 'withdraw', reason: 'no longer needed' }],
  ['/resolve C1\nlicence bought', { type: 'resolve', concern: 'C1', reason: 'licence bought' }],
  ['/evidence 1\nrun 42 is green', { type: 'evidence', criterion: '1', evidence: 'run 42 is green' }],
  ['/need-info\nWhich invoices?', { type: 'need-info', question: 'Which invoices?' }],
  ['/verify\npass', { type: 'verify', passed: true }],
  ['/verify fail\nThe PDF is empty', { type: 'verify', passed: false, reason: 'The PDF is empty' }],
  ['/close\nrolled-back', { type: 'close', reason: 'rolled-back' }],
  ['/reject as chair\ncode: board\nwould-change: a cheaper way', undefined],
  ['/concern fonts <!-- not\nseen -->', { type: 'concern', text: 'fonts' }],
])('4.1: what stands below %j is taken with it', (comment, command) => {
  const [action] = readComment(comment, FACTS);
  if (command) expect(action).toMatchObject({ kind: 'command', command });
  else expect(action).toMatchObject({ kind: 'misunderstood' });
});

test.each([
  '/approve\n- only if signed',
  '/approve\nonly if signed',
  '/approve\n\nonly if signed',
  '/approve\n1. only if signed',
  '/approve\n> only if signed',
  '/approve\nunless: the price rises',
  '/approve as pm\n- if signed',
  '/批准\n- 但价格须不变',
])('4.3: %j is no plain yes', (comment) => {
  expect(read(comment)).toEqual({ done: [], told: ['no-plain-yes'] });
});

test.each(['–', '—', '−', '－', '﹣', '‑', '-'])('2.2: %s before a number is the minus that was meant', (minus) => {
  const days = (typed: string) => readComment(`/assess schedule ${typed}`, FACTS);
  expect(days(`${minus}2d`)).toEqual([
    expect.objectContaining({
      command: expect.objectContaining({ inputs: [expect.objectContaining({ dimension: 'schedule' })] }),
    }),
  ]);
  expect(JSON.stringify(days(`${minus}2d p90 3d`))).toContain('"p50":-2,');
  expect(JSON.stringify(readComment(`/评估 成本 ${minus}500元`, FACTS))).toContain('"minor":-50000');
  // Between two numbers it is a range, which is no one number.
  expect(days(`3${minus}5d`)).toMatchObject([{ kind: 'misunderstood' }]);
});

test.each(['-\n[ ] /approve', '- \n[x] /approve', '1.\n[ ] /approve', '> -\n\n[ ] /approve', '- a\n-\n[ ] /hold'])(
  '6.3: what stands behind a box is something to do, not done: %j',
  (comment) => {
    expect(read(comment).done).toEqual([]);
  },
);

test.each([
  '<div><!--',
  '<p><!-- x',
  '<div title="',
  "<details class='",
  '<div title="a>b',
  '<div></',
  '<div><?',
  '<p><!-- x --!',
  '<noscript>',
  '<![CDATA[ > ',
  '> <div title="',
  '- <div title="',
  '[^1]: <div title="',
  '<!x a',
  '> <!x a',
  '- <!x a',
])('6.3: behind %j a browser may show nothing: what stands there counts for nothing, and is told', (opened) => {
  for (const line of ['/approve', '/hold x', 'ok\n\n/submit'])
    for (const after of ['', '\n\n-->', '\n\n">x</div>'])
      expect(read(`Thanks.\n\n${opened}\n\n${line}${after}`)).toMatchObject({ done: [], told: ['out-of-place'] });
});

test('6.3: what begins as no footnote or quotation of ours may be one to GitHub, which reads `<!x` as words', () => {
  for (const comment of [
    '[^1]: <!x a\n/approve',
    '[^1]: <!x a\nb>\n/approve\n',
    '><!x a\n/approve',
    '- <!x a\n/approve',
  ])
    expect(read(comment).done).toEqual([]);
});

/** What the parser finds in words only after it has read them: an address within an open bracket. */
const ADDRESSES = [
  'https://ci.example.com/build/7',
  'www.example.com',
  'mei@acme.com',
  'http://e.x/y?z=1',
  'https://e.x](y',
  'xmpp:a@b.zz',
];
const BRACKETS: readonly ((address: string) => string)[] = [
  (address) => `[${address}]`,
  (address) => `see [${address}] ok`,
  (address) => `[see ${address}`,
  (address) => `![${address}`,
  (address) => `见[${address}]`,
  (address) => `*a [${address}] b*`,
  (address) => `[${address}] and [${address}]`,
];

test('6.3: an address in brackets beside a command takes nothing from it, wherever it stands in the paragraph', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ADDRESSES),
      fc.constantFrom(...BRACKETS),
      fc.constantFrom(...SLASHES.slice(0, 3)),
      fc.constantFrom(...WORDS),
      fc.constantFrom('above', 'below', 'around'),
      (address, bracket, slash, [word, done], place) => {
        const line = `${slash}${word}`;
        const beside = bracket(address);
        const above = place === 'below' ? [] : [beside];
        const below = place === 'above' ? [] : [beside];
        const comment = [...above, line, ...below].join('\n');
        expect(read(comment).done, comment).toEqual([done]);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['/reject\ntoo dear, see [https://e.x/y] for it', 'too dear, see [https://e.x/y] for it'],
  [
    '/reject see [https://e.x/y] for it\n   and *so [www.e.x]* on',
    'see [https://e.x/y] for it\n   and *so [www.e.x]* on',
  ],
])('6.3: of %j the reason is kept as it was typed', (comment, reason) => {
  expect(readComment(comment, FACTS)).toMatchObject([{ command: { type: 'vote', verdict: 'reject', reason } }]);
});

/** Of what stands in these a browser shows nothing, something else, or only a part. */
const SHOWN_ELSE = [
  ...[
    'template',
    'select',
    'option',
    'optgroup',
    'datalist',
    'dialog',
    'video',
    'audio',
    'canvas',
    'object',
    'picture',
  ],
  ...['svg', 'math', 'rp', 'rt', 'noscript', 'map', 'li', 'dt', 'dd', 'td', 'th', 'tr', 'caption', 'figcaption'],
];
/** Elements that go on behind the block in which they begin. */
const GOING_ON = ['s', 'strike', 'code', 'tt', 'table', 'template', 'details'];
const BLOCKS: readonly ((tag: string) => string)[] = [
  (tag) => `# Title ${tag}words\n`,
  (tag) => `${tag}words\n===\n`,
  (tag) => `- item ${tag}words\n\n---\n\n`,
  (tag) => `> quoted ${tag}words\n\n`,
  (tag) => `| a | b |\n|---|---|\n| ${tag}c | d |\n\n`,
  (tag) => `See[^1]\n\n[^1]: ${tag}note\n\n---\n\n`,
];

test('6.3: within or behind an element that is open a command is told, whatever the browser makes of it, and never done', () => {
  const within = fc
    .tuple(fc.constantFrom(...SHOWN_ELSE), fc.constantFrom('\n\n', '\n', 'words\n', '<br>'), fc.boolean(), fc.boolean())
    .map(([name, between, isUpper, hasValue]) => {
      const tag = isUpper ? name.toUpperCase() : name;
      return `a <${tag}${hasValue ? ' open id="x"' : ''}>${between}`;
    });
  const behind = fc
    .tuple(fc.constantFrom(...BLOCKS), fc.constantFrom(...GOING_ON))
    .map(([block, name]) => block(`<${name}>`));
  fc.assert(
    fc.property(
      fc.oneof(within, behind),
      fc.constantFrom(...SLASHES.slice(0, 3)),
      fc.constantFrom(...WORDS),
      (above, slash, [word]) => {
        const comment = `${above}${slash}${word}`;
        expect(read(comment), comment).toMatchObject({ done: [], told: ['out-of-place'] });
      },
    ),
    { numRuns: 400 },
  );
});

test.each([
  '</kbd>/approve',
  '</code>／批准',
  '</s> /approve',
  '</blockquote>/approve',
  '<p>\n/approve<summary>x</summary>',
  '<p>\n/批准<p>x',
  '<div>\nwords<br>/approve</div>',
  '<table><tr><td>a</td><td>/approve</td></tr></table>',
  '<![CDATA[<br>/批准',
])('6.3: %j shows a command in a line of its own: told', (comment) => {
  expect(read(comment)).toMatchObject({ done: [], told: [expect.anything()] });
});

test('6.3: a line behind U+2028 within a quotation is no line of it without its mark', () => {
  expect(readComment('/reject\n> too\u2028> dear', FACTS)).toMatchObject([{ command: { reason: 'too\u2028> dear' } }]);
});
