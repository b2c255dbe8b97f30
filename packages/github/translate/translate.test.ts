import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formBody } from '../../../test/instruments/formbody.ts';
import { namedChanges } from '../named/reference.ts';
import { needs } from '../receive/needs.ts';
import type { Translation, TranslationFacts } from '../translation.ts';
import { ignorable, readPayload, translate } from './translate.ts';

const FACTS: TranslationFacts = {
  people: new Map([['mei', { id: 'github:1', name: 'mei' }]]),
  issues: new Map([
    [7, { id: 'I_7', isRequirement: true }],
    [8, { id: 'I_8', isRequirement: false }],
  ]),
  locale: 'en',
  currency: 'CNY',
  profile: 'standard',
  bots: [],
  requirementLabel: 'requirement',
  controlled: { title: true, except: [] },
  known: false,
  self: 'countersign[bot]',
};

const REPOSITORY = {
  id: 1,
  node_id: 'R_1',
  name: 'billing',
  full_name: 'acme/billing',
  default_branch: 'main',
  owner: { id: 9, login: 'acme' },
};
const carla = { id: 5, login: 'carla', type: 'User' };
const BODY = formBody('standard', 'en', {
  items: '#7, new requirement',
  before: 'CSV',
  after: 'CSV and **PDF**',
  cause: 'Customer’s business – new business',
  motive: 'They need PDF',
  origin: 'Customer',
  notChanging: 'We lose them',
});

function issuePayload(action: string, more: Record<string, unknown> = {}, issue: Record<string, unknown> = {}) {
  return readPayload({
    action,
    sender: carla,
    installation: { id: 3 },
    repository: REPOSITORY,
    issue: {
      node_id: 'I_12',
      number: 12,
      title: 'PDF export',
      body: BODY,
      user: carla,
      labels: [{ name: 'change-request' }],
      html_url: 'https://github.test/12',
      ...issue,
    },
    ...more,
  });
}

function only(translations: readonly Translation[]): Translation {
  expect(translations).toHaveLength(1);
  return translations[0] as Translation;
}

test('2.1: a filled form opens a change request with all its fields', () => {
  expect(needs('issues', issuePayload('opened'))).toEqual({ logins: [], issues: [7] });
  const translation = only(translate('issues', issuePayload('opened'), FACTS));
  expect(translation).toMatchObject({
    kind: 'change',
    place: { tenant: 'github:9', project: 'R_1', installation: 3, owner: 'acme', repo: 'billing' },
    issue: 'I_12',
    actor: { id: 'github:5', name: 'carla' },
    actions: [
      {
        command: {
          type: 'open',
          label: '#12',
          request: {
            title: 'PDF export',
            cause: { code: 'customer-business', kind: 'new-business' },
            origin: 'customer',
            items: [
              { id: 'I_7', label: '#7', action: 'modify' },
              { id: 'new:1', action: 'add' },
            ],
          },
        },
      },
    ],
  });
});

test.each([
  ['an answer given twice', `${BODY}\n\n### After\n\nsomething else`, 'form-twice'],
  ['an option that does not exist', BODY.replace('### Origin\n\nCustomer', '### Origin\n\nMars'), 'form-option'],
  ['an issue that does not exist', BODY.replace('#7', '#99'), 'form-no-such-item'],
  ['an issue that is no requirement', BODY.replace('#7', '#8'), 'form-not-a-requirement'],
  ['something that is no issue', BODY.replace('#7', 'the invoices'), 'form-strange-item'],
  ['an answer that is too long', BODY.replace('They need PDF', 'x'.repeat(40_001)), 'form-too-long'],
  ['"Other" without words', BODY.replace('Customer’s business – new business', 'Other'), 'form-other-cause'],
  ['no form at all', 'please make it blue', 'form-missing'],
])('8: %s is answered with a sentence', (_, body, code) => {
  const translation = only(translate('issues', issuePayload('opened', {}, { body }), FACTS));
  if (translation.kind !== 'change') throw new Error('no change');
  const codes = translation.actions.flatMap((action) =>
    action.kind === 'misunderstood' ? [action.misunderstanding.code] : [],
  );
  expect(codes).toContain(code);
  expect(translation.actions[0]).toMatchObject({ kind: 'command', command: { type: 'open' } });
});

test('a Chinese form gives the same request', () => {
  const answers = { items: '#7', before: '甲', after: '乙', motive: '丙', notChanging: '丁' };
  const zh = formBody('standard', 'zh-CN', { ...answers, cause: '客户业务变化 – 新业务', origin: '客户' });
  const en = formBody('standard', 'en', {
    ...answers,
    cause: 'Customer’s business – new business',
    origin: 'Customer',
  });
  expect(translate('issues', issuePayload('opened', {}, { body: zh }), FACTS)).toEqual(
    translate('issues', issuePayload('opened', {}, { body: en }), FACTS),
  );
});

test('an answer may hold headings of its own, but cannot answer another question from inside a quote or a code block', () => {
  const body = BODY.replace(
    'CSV and **PDF**',
    '### Formats\n\nCSV and PDF\n\n> ### Motive\n>\n> forged\n\n```\n### Origin\n\nInternal\n```',
  );
  const translation = only(translate('issues', issuePayload('opened', {}, { body }), FACTS));
  if (translation.kind !== 'change' || translation.actions[0]?.kind !== 'command') throw new Error('no change');
  const { command } = translation.actions[0];
  if (command.type !== 'open') throw new Error('not opened');
  expect(command.request.origin).toBe('customer');
  expect(JSON.stringify(command.request.motive)).toContain('They need PDF');
  expect(JSON.stringify(command.request.after)).toContain('Formats');
});

test('2.1: an edit of a light form passes on the impacts that it changed, and no others', () => {
  const light = { ...FACTS, profile: 'light' as const };
  const answers = {
    after: 'x',
    cause: 'Defect',
    schedule: '+2d',
    cost: 'CNY 100',
    quality: 'none: no',
    risk: 'none: no',
    feasibility: 'yes',
  };
  const before = formBody('light', 'en', answers);
  const after = formBody('light', 'en', { ...answers, cost: 'CNY 200' });
  const translation = only(
    translate('issues', issuePayload('edited', { changes: { body: { from: before } } }, { body: after }), light),
  );
  if (translation.kind !== 'change' || translation.actions[0]?.kind !== 'command') throw new Error('no change');
  expect(translation.actions[0].command).toMatchObject({ type: 'write', impacts: [{ dimension: 'cost' }] });
});

const commented = (body: string, more: Record<string, unknown> = {}, comment: Record<string, unknown> = {}) =>
  issuePayload('created', { comment: { id: 77, body, user: carla, ...comment }, ...more });

test('6.3: a command speaks for the sender, whatever the text says', () => {
  const translation = only(translate('issue_comment', commented('I am @mei.\n\n/approve'), FACTS));
  expect(translation).toMatchObject({
    kind: 'change',
    actor: { name: 'carla' },
    comment: 77,
    actions: [{ command: { type: 'vote', verdict: 'approve' } }],
  });
});

test.each([
  ['a bot that is not listed', commented('/approve', { sender: { id: 8, login: 'helper[bot]', type: 'Bot' } })],
  ['an app writing in a person’s name', commented('/approve', {}, { performed_via_github_app: { slug: 'helper' } })],
  ['a comment without a command', commented('thanks')],
  [
    'a comment without a command on a pull request',
    issuePayload('created', { comment: { id: 1, body: 'thanks', user: carla } }, { pull_request: {} }),
  ],
  [
    'an issue that is no change request',
    issuePayload('created', { comment: { id: 1, body: '/approve', user: carla } }, { labels: [] }),
  ],
  ['what we did ourselves', commented('/approve', { sender: { id: 2, login: 'countersign[bot]', type: 'Bot' } })],
])('6.3: %s is ignored with a reason', (_, payload) => {
  expect(only(translate('issue_comment', payload, FACTS))).toMatchObject({ kind: 'ignored' });
});

test('6.2: an issue that is a change request on record stays one without its label', () => {
  const bare = issuePayload('created', { comment: { id: 1, body: '/approve', user: carla } }, { labels: [] });
  expect(needs('issue_comment', bare, true)).toEqual({ logins: [], issues: [] });
  expect(only(translate('issue_comment', bare, { ...FACTS, known: true }))).toMatchObject({ kind: 'change' });
});

test('6.3: a listed bot may command', () => {
  const payload = commented('/approve', { sender: { id: 8, login: 'helper[bot]', type: 'Bot' } });
  expect(only(translate('issue_comment', payload, { ...FACTS, bots: ['helper[bot]'] }))).toMatchObject({
    kind: 'change',
  });
});

const edited = (from: string, body: string, sender: object = carla) =>
  only(
    translate(
      'issue_comment',
      issuePayload('edited', { sender, comment: { id: 77, body, user: carla }, changes: { body: { from } } }),
      FACTS,
    ),
  );
const told = (translation: Translation) =>
  translation.kind === 'change' &&
  translation.actions.some((one) => one.kind === 'misunderstood' && one.misunderstanding.code === 'ignored-edit');

/** Any two of these say something else to whoever reads them, and to whoever edited one into the other. */
const SAID = [
  '/approve',
  '/approve because it fits',
  '/reject too dear',
  '/reject no',
  '/abstain',
  '/approve\n/hold wait',
  '/aprove',
  '/同意',
  '- /approve',
  '/help',
  '/triage owner @mei',
];

test('6.3: whoever edits a comment so that it asks for something else is told that no edit does it', () => {
  for (const from of ['thanks', ...SAID])
    for (const to of SAID.filter((one) => one !== from)) expect(told(edited(from, to)), `${from} → ${to}`).toBe(true);
});

test('6.3: whoever takes a command out of a comment is told that what it did stands', () => {
  for (const from of SAID.slice(0, 6)) expect(told(edited(from, 'thanks')), from).toBe(true);
  expect(told(edited('/approve\n/hold wait', '/hold wait'))).toBe(true);
});

test('6.3: an edit of other words is not answered', () => {
  for (const one of SAID) expect(told(edited(`Thnaks.\n\n${one}`, `Thanks.\n\n${one}`)), one).toBe(false);
  expect(edited('see /usr/bin', 'see /usr/sbin')).toMatchObject({ kind: 'ignored' });
  expect(told(edited('/aprove', 'thanks'))).toBe(false);
});

test('6.3: a bot that the policy does not list is not answered, whatever it edits', () => {
  expect(told(edited('report', '/approve', { id: 8, login: 'ci[bot]', type: 'Bot' }))).toBe(false);
});

const onPull = (body: string, more: Record<string, unknown> = {}, comment: Record<string, unknown> = {}) =>
  only(
    translate(
      'issue_comment',
      issuePayload(
        'created',
        { comment: { id: 77, body, user: carla, ...comment }, ...more },
        { pull_request: {}, labels: [], node_id: 'PR_21', number: 21 },
      ),
      FACTS,
    ),
  );

test('6.3: on a pull request no command is taken, and whoever writes one is answered', () => {
  for (const body of [...SAID, '/explain', '/批准', '@mei /approve'])
    expect(onPull(body), body).toMatchObject({
      kind: expect.stringMatching(/^pull-(asked|approved)$/),
      number: 21,
      actor: { name: 'carla' },
    });
  expect(onPull('/explain')).toMatchObject({ kind: 'pull-asked', explains: true });
  expect(onPull('/triage')).toMatchObject({ kind: 'pull-asked', explains: false });
  for (const body of ['Looks good', 'see /usr/bin', '/retest', '> /approve', '`/approve`'])
    expect(onPull(body), body).toMatchObject({ kind: 'ignored' });
  const bot = { id: 8, login: 'ci[bot]', type: 'Bot' };
  expect(onPull('/approve', { sender: bot })).toMatchObject({ kind: 'ignored' });
  expect(onPull('/approve', {}, { performed_via_github_app: { slug: 'ci' } })).toMatchObject({ kind: 'ignored' });
  const changes = { body: { from: 'thanks' } };
  expect(onPull('/approve', { action: 'edited', changes })).toMatchObject({ kind: 'pull-asked' });
  expect(onPull('/approve', { action: 'edited', changes: { body: { from: 'x\n\n/approve' } } })).toMatchObject({
    kind: 'ignored',
  });
  expect(onPull('/approve', { action: 'deleted' })).toMatchObject({ kind: 'ignored' });
});

test('7.2: a plain yes on a pull request, or taking it back, is handed on by itself; with anything else beside it, it is none, and whoever objects takes it back', () => {
  for (const body of ['/approve', '/批准', '/approve as project-manager', '/approve because it is tested'])
    expect(onPull(body), body).toMatchObject({ kind: 'pull-approved', takesBack: false });
  const objections = [
    '/reject no',
    '/abstain',
    '/hold it is late',
    '/concern it drops a seat',
    '/approve\n/hold it is late',
  ];
  for (const body of ['/retract', '/收回表决', '/retract\n/help', ...objections])
    expect(onPull(body), body).toMatchObject({ kind: 'pull-approved', takesBack: true });
  for (const body of ['/approve, but fix the name', '/approve\n/approve', '/approve\n/help'])
    expect(onPull(body), body).toMatchObject({ kind: 'pull-asked' });
  const changes = { body: { from: 'thanks' } };
  expect(onPull('/approve', { action: 'edited', changes })).toMatchObject({ kind: 'pull-asked' });
});

test('6.3: a deleted or edited comment makes no vote and removes none; it goes on record', () => {
  const deleted = issuePayload('deleted', { comment: { id: 77, body: '/approve', user: carla } });
  expect(only(translate('issue_comment', deleted, FACTS))).toMatchObject({
    actions: [{ command: { type: 'note', irregularity: 'comment-deleted' } }],
  });
  const edited = issuePayload('edited', {
    comment: { id: 77, body: '/approve', user: carla },
    changes: { body: { from: 'hello' } },
  });
  expect(only(translate('issue_comment', edited, FACTS))).toMatchObject({
    actions: [
      { command: { type: 'note', irregularity: 'comment-edited' } },
      { kind: 'misunderstood', misunderstanding: { code: 'ignored-edit' } },
    ],
  });
});

test('2.1, 6.2: labels and types mean the same in whichever case a repository writes them, as they do to GitHub', () => {
  const inAnyCase = (name: string) =>
    fc
      .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
      .map((upper) => [...name].map((one, at) => (upper[at] ? one.toUpperCase() : one)).join(''));
  const kinds = (translations: readonly Translation[]) =>
    translations.map((one) => (one.kind === 'change' ? one.actions[0] && 'command' in one.actions[0] : one.kind));
  fc.assert(
    fc.property(
      inAnyCase('change-request'),
      inAnyCase('requirement'),
      inAnyCase('change: approved'),
      inAnyCase('change request'),
      (mark, requirement, own, type) => {
        const marked = { labels: [{ name: mark }] };
        expect(kinds(translate('issues', issuePayload('opened', {}, marked), FACTS))).toEqual([true]);
        expect(kinds(translate('issues', issuePayload('labeled', { label: { name: mark } }, marked), FACTS))).toEqual([
          true,
        ]);
        expect(needs('issues', issuePayload('opened', {}, marked)).issues).toEqual([7]);
        const typed = issuePayload('opened', {}, { labels: [], type: { name: type } });
        expect(kinds(translate('issues', typed, FACTS))).toEqual([true]);
        const item = { labels: [{ name: requirement }] };
        for (const facts of [FACTS, { ...FACTS, requirementLabel: requirement.toUpperCase() }]) {
          expect(kinds(translate('issues', issuePayload('edited', {}, item), facts))).toEqual(['facts']);
          const taken = issuePayload('unlabeled', { label: { name: requirement } }, { labels: [] });
          expect(kinds(translate('issues', taken, facts))).toEqual(['facts']);
        }
        for (const [action, name] of [
          ['labeled', own],
          ['unlabeled', own],
          ['unlabeled', mark],
        ] as const)
          expect(kinds(translate('issues', issuePayload(action, { label: { name } }), FACTS))).toEqual(['touched']);
      },
    ),
    { numRuns: 200 },
  );
});

test('6.2: our labels and our comment touched by another hand are to be put back', () => {
  const label = issuePayload('labeled', { label: { name: 'change: approved' } });
  expect(only(translate('issues', label, FACTS))).toMatchObject({
    kind: 'touched',
    what: 'label',
    detail: 'change: approved',
  });
  const gone = issuePayload('unlabeled', { label: { name: 'change-request' } }, { labels: [] });
  expect(only(translate('issues', gone, FACTS))).toMatchObject({ kind: 'touched', what: 'label' });
  const ours = {
    id: 78,
    body: '<!-- countersign:status I_12 -->\nApproved',
    user: { id: 2, login: 'countersign[bot]', type: 'Bot' },
  };
  expect(only(translate('issue_comment', issuePayload('deleted', { comment: ours }), FACTS))).toMatchObject({
    kind: 'touched',
    what: 'status-comment',
  });
});

test('4.2: an edited requirement is a fact that has changed', () => {
  const payload = issuePayload('edited', {}, { labels: [{ name: 'requirement' }], node_id: 'I_7', number: 7 });
  expect(only(translate('issues', payload, FACTS))).toMatchObject({
    kind: 'facts',
    changed: { kind: 'item', id: 'I_7', deleted: false },
  });
});

test('5.6: a transfer keeps the identity, and takes the new address from GitHub, whichever it runs on', () => {
  const address = 'https://github.acme.test/acme/other/issues/1';
  const payload = issuePayload('transferred', {
    changes: {
      new_issue: { node_id: 'I_99', number: 1, html_url: address },
      new_repository: { ...REPOSITORY, node_id: 'R_2', full_name: 'acme/other' },
    },
  });
  expect(only(translate('issues', payload, FACTS))).toMatchObject({
    kind: 'moved',
    from: 'I_12',
    to: { issue: 'I_99', number: 1, address, place: { project: 'R_2', repo: 'other' } },
  });
});

test.each([
  ['Change: #12', [{ kind: 'issue', number: 12, outright: true }]],
  [
    '变更：#12，#13',
    [
      { kind: 'issue', number: 12, outright: true },
      { kind: 'issue', number: 13, outright: true },
    ],
  ],
  ['fixes #12 and closes #12', [{ kind: 'issue', number: 12, outright: false }]],
  ['fixes other/repo#3', []],
  ['Change: acme/billing#12', [{ kind: 'issue', number: 12, outright: true }]],
  ['Change: other/repo#12', [{ kind: 'elsewhere', label: 'other/repo#12' }]],
  ['Change: https://github.com/acme/billing/issues/12', [{ kind: 'issue', number: 12, outright: true }]],
  [
    'Change: https://evil.example/acme/billing/issues/12',
    [{ kind: 'elsewhere', label: 'https://evil.example/acme/billing/issues/12' }],
  ],
  ['fixes https://evil.example/acme/billing/issues/12', []],
  ['Change: PROJ-12', [{ kind: 'elsewhere', label: 'PROJ-12' }]],
  ['see #12', [{ kind: 'issue', number: 12, outright: false, mention: true }]],
  ['<!-- Change: #12 -->', []],
  ['```\nChange: #12\n```', []],
])('a pull request that says %s', (body, expected) => {
  expect(namedChanges({ body, branch: 'feature', home: 'github.com/acme/billing' })).toEqual(expected);
});

test('a pull request is known by its branch, too', () => {
  expect(namedChanges({ body: '', branch: 'change/12-pdf', home: 'github.com/a/b' })).toEqual([
    { kind: 'issue', number: 12, outright: true },
  ]);
});

test('every payload that GitHub’s examples hold is accepted or ignored with a reason', () => {
  const root = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));
  const folder = join(root, 'api.github.com');
  const examples = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    name: string;
    examples: unknown[];
  }[];
  expect(readdirSync(folder).length).toBeGreaterThan(0);
  let count = 0;
  for (const { name, examples: payloads } of examples) {
    for (const raw of payloads) {
      const payload = readPayload(raw);
      needs(name, payload);
      const translations = translate(name, payload, FACTS);
      expect(translations.length).toBeGreaterThan(0);
      for (const one of translations) if (one.kind === 'ignored') expect(one.why).not.toBe('');
      count += 1;
    }
  }
  expect(count).toBe(329);
});

/** What a push to the default branch changes. */
function changedBy(push: { readonly forced: boolean; readonly commits: readonly object[] }) {
  const { installation, repository, sender } = issuePayload('opened');
  const payload = { installation, repository: { ...(repository as object), default_branch: 'main' }, sender };
  const found = translate('push', readPayload({ ...payload, ref: 'refs/heads/main', ...push }), FACTS);
  return found.map((one) => one.kind === 'facts' && one.changed.kind);
}

test.each([
  ['added', 2999, ['branch']],
  ['added', 3000, ['branch', 'policy']],
  ['removed', 3000, ['branch', 'policy']],
] as const)(
  '7.2: what a commit %s is listed up to 3000 files; with %i, its push has changed %j',
  (how, many, kinds) => {
    const files = Array.from({ length: many - 1 }, (_, n) => `.aaa/${n}`);
    const commits = [{ [how]: files, modified: ['src/a.ts'] }];
    expect(changedBy({ forced: false, commits })).toEqual(kinds);
  },
);

test('7.2: a forced push may have taken a commit of the policy away', () => {
  const commits = [{ added: [], modified: ['src/a.ts'], removed: [] }];
  expect(changedBy({ forced: true, commits })).toEqual(['branch', 'policy']);
  expect(changedBy({ forced: false, commits })).toEqual(['branch']);
});

const SHA = '0123456789abcdef0123456789abcdef01234567';

test.each([
  ['main', `refs/heads/gh-readonly-queue/main/pr-104-${SHA}`, [104]],
  ['main', `gh-readonly-queue/main/pr-104-${SHA}`, [104]],
  ['release/1.x', `refs/heads/gh-readonly-queue/release/1.x/pr-104-${SHA}`, [104]],
  ['release/pr-7-x', `refs/heads/gh-readonly-queue/release/pr-7-x/pr-104-${SHA}`, [104]],
  [`pr-7-${SHA}`, `refs/heads/gh-readonly-queue/pr-7-${SHA}/pr-104-${SHA}`, [104]],
  ['gh-readonly-queue/main', `refs/heads/gh-readonly-queue/gh-readonly-queue/main/pr-104-${SHA}`, [104]],
  ['main', `refs/heads/gh-readonly-queue/other/pr-104-${SHA}`, []],
  ['main', `refs/heads/gh-readonly-queue/main/pr-7-${SHA}/pr-104-${SHA}`, []],
  ['main', 'refs/heads/gh-readonly-queue/main/pr-104-later', []],
] as const)('6.1: a group into %s, called %s, ends with %j', (base, head_ref, pulls) => {
  const { installation, repository, sender } = issuePayload('opened');
  const merge_group = { head_sha: SHA, head_ref, base_ref: `refs/heads/${base}`, base_sha: SHA };
  const payload = { action: 'checks_requested', installation, repository, sender, merge_group };
  expect(translate('merge_group', readPayload(payload), FACTS)).toMatchObject([{ kind: 'merge-group', base, pulls }]);
});

test('no payload makes the translator crash: it answers, or says that it is malformed', () => {
  const events = fc.constantFrom(
    'issues',
    'issue_comment',
    'pull_request',
    'push',
    'check_run',
    'merge_group',
    'membership',
    'installation',
  );
  fc.assert(
    fc.property(events, fc.jsonValue(), fc.string(), (event, noise, body) => {
      for (const raw of [noise, { ...issuePayload('opened', {}, { body }), noise }]) {
        try {
          translate(event, readPayload(raw), FACTS);
        } catch (error) {
          expect((error as Error).name).toBe('Malformed');
        }
      }
    }),
  );
});

test('what is ours or for nobody is told from its payload alone; what people write, and what is not as described, never is', () => {
  const repository = {
    id: 1,
    node_id: 'R',
    name: 'r',
    full_name: 'o/r',
    default_branch: 'main',
    owner: { id: 2, login: 'o' },
  };
  const base = { repository, installation: { id: 3 } };
  const from = (login: string) => ({ ...base, sender: { id: 9, login } });
  const self = 'countersign[bot]';
  expect(ignorable('check_run', { ...from('dara'), action: 'created' }, self)).toBe('no check is asked for');
  expect(ignorable('issues', { ...from('Countersign[bot]'), action: 'labeled' }, self)).toBe('we caused it ourselves');
  expect(ignorable('push', { ...from('dara'), ref: 'refs/tags/main' }, self)).toBe('not a branch');
  expect(ignorable('push', { ...from('dara'), ref: 'refs/heads/work' }, self)).toBeUndefined();
  expect(ignorable('push', { ...from('dara'), ref: 'refs/heads/main', commits: [] }, self)).toBeUndefined();
  expect(
    ignorable('check_run', { ...from('dara'), action: 'rerequested', check_run: { name: 'x', head_sha: 'a' } }, self),
  ).toBeUndefined();
  for (const event of ['issues', 'issue_comment', 'pull_request'])
    expect(ignorable(event, { ...from('dara'), action: 'assigned' }, self)).toBeUndefined();
  expect(ignorable('issues', { ...base, sender: 7 }, self)).toBeUndefined();
});

test.each(['team', 'membership', 'team_add', 'member', 'organization'])(
  '8: %s out of a webhook that is no app’s concerns no installation: it is ignored, and not tried again and again',
  (event) => {
    const payload = {
      action: 'edited',
      sender: carla,
      organization: { login: 'acme', id: 9 },
      team: { slug: 'board' },
    };
    expect(translate(event, readPayload(payload), FACTS)).toMatchObject([{ kind: 'ignored' }]);
    expect(ignorable(event, payload, FACTS.self)).toContain('no installation of ours');
    expect(translate(event, readPayload({ ...payload, installation: { id: 3 } }), FACTS)).toMatchObject([
      { kind: 'facts' },
    ]);
  },
);
