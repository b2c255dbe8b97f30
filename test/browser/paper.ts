/** A tracker of paper: items in memory and no app behind it, to look at the tracker's pages by themselves. */

import { issueForm } from '@countersign/github/form/template.ts';
import { trackerApp } from '@countersign/sandbox/tracker/app.ts';
import type { Comment, Face, Item, Progress, Tracker } from '@countersign/sandbox/tracker/port.ts';
import type { Hono } from 'hono';

const STATUS = `**Change request · in review · Major**
Major: the critical path moves by 6 working days.

**Next:** the votes of the customer and the project manager (@carla, @mei). Due Thu 3 Dec.

| seat | who | vote |
|---|---|---|
| Project manager | mei | ⚠ **no longer counts**: cost edited on Sat 28 Nov by mei ([difference](https://example.test)) |
| Technical expert | arch | ✔ approved Fri 27 Nov |
| Customer | – | waiting |

| impact | | score |
|---|---|--:|
| Schedule | +6 d (90 %: +9 d) | 3 |
| Cost | CNY 48,000 one-off (4.0 % of budget), customer 60 % · us 40 % | 3 |

<details><summary>History</summary>

- mei approved as project manager
- arch approved as technical expert

</details>
<!-- countersign -->`;

const FACES: readonly Face[] = [
  { login: 'carla', role: 'requester' },
  { login: 'mei', role: 'project-manager' },
  { login: 'arch', role: 'technical-expert' },
  { login: 'kim', role: 'customer' },
  { login: 'dev', role: 'developer' },
];

const AT = '2026-11-23T09:00:00.000Z';

export interface Paper extends Tracker {
  startOver(): void;
}

export function paper(): Paper {
  let items = new Map<number, Item>();
  let next = 0;
  const seed = () => {
    const pull: Item = {
      number: 3,
      title: 'Export invoices as PDF',
      kind: 'pull',
      state: 'open',
      author: 'dev',
      labels: [],
      at: AT,
      body: 'Adds the PDF export.\n\nChange: #4',
      comments: [],
      pull: {
        head: 'pdf-export',
        base: 'main',
        sha: '8c1f0a92bd',
        files: ['billing/pdf.ts', 'billing/export.ts'],
        missing: ['Countersign'],
        checks: [
          {
            id: 1,
            name: 'Countersign',
            status: 'completed',
            conclusion: 'failure',
            title: 'Waiting for the customer on #4',
            summary: '**What is required**\n\n- ✗ customer: no vote yet',
            address: 'http://localhost:4801/g/1',
            buttons: [
              { identifier: 'recheck', label: 'Re-check', description: 'Look at all facts again' },
              { identifier: 'explain', label: 'Why?', description: 'Write down each reason here' },
            ],
          },
        ],
      },
    };
    const requirement: Item = {
      number: 1,
      title: 'Invoices can be exported',
      kind: 'issue',
      state: 'open',
      author: 'mei',
      labels: [{ name: 'requirement', color: '1d76db' }],
      at: AT,
      body: 'Invoices are exported as CSV.',
      comments: [],
    };
    const change: Item = {
      number: 4,
      title: 'Export invoices as PDF',
      kind: 'issue',
      state: 'open',
      author: 'carla',
      at: AT,
      labels: [
        { name: 'change-request', color: 'ededed' },
        { name: 'change: in review', color: 'fbca04' },
      ],
      body: '### Affected requirements\n\n#1\n\n### After\n\nInvoices are exported as CSV **and** PDF. <script>alert(1)</script>\n\n### Cause\n\nCustomer’s business – new business',
      comments: [
        { id: 11, author: 'countersign[bot]', bot: true, body: STATUS, at: AT, edited: true, changed: 1 },
        { id: 13, author: 'carla', bot: false, body: '/submit', at: AT, edited: false, changed: 0 },
        { id: 12, author: 'mei', bot: false, body: '/assess schedule +6d\n/review', at: AT, edited: false, changed: 0 },
      ],
    };
    items = new Map([requirement, pull, change].map((one) => [one.number, one]));
    next = 20;
  };
  seed();
  const change = (number: number, by: (item: Item) => Item) => {
    const item = items.get(number);
    if (item) items.set(number, by(item));
    return undefined;
  };
  return {
    owner: 'acme',
    repository: 'billing',
    profile: 'standard',
    faces: () => FACES,
    list: () => [...items.values()],
    item: (number) => items.get(number),
    file: () => issueForm('standard', 'en'),
    forms: () => ['.github/ISSUE_TEMPLATE/change-request.yml'],
    fileIssue: (login, issue) => {
      next += 1;
      items.set(next, {
        number: next,
        title: issue.title,
        body: issue.body,
        kind: 'issue',
        state: 'open',
        author: login,
        labels: issue.labels.map((name) => ({ name, color: 'ededed' })),
        at: AT,
        comments: [],
      });
      return next;
    },
    editItem: (_login, number, to) => change(number, (item) => ({ ...item, ...to })),
    comment: (login, number, body) => {
      if (!body.trim()) return 'a comment needs words';
      next += 1;
      const comment: Comment = { id: next, author: login, bot: false, body, at: AT, edited: false, changed: 0 };
      return change(number, (item) => ({ ...item, comments: [...item.comments, comment] }));
    },
    editComment: () => undefined,
    deleteComment: () => undefined,
    setLabel: () => undefined,
    pressButton: () => undefined,
    push: () => undefined,
    merge: (_login, number) =>
      (items.get(number)?.pull?.missing.length ?? 0) > 0
        ? 'Required status check "Countersign" has not passed.'
        : undefined,
    writeFile: () => undefined,
    startOver: seed,
  };
}

/** The request is before its board, and nobody has voted; its page is its issue. */
const PROGRESS: Progress = {
  ...{ number: 4, stage: 'in-review', page: '/acme/billing/issues/4' },
  ...{ asked: ['vote'], voted: [], happened: ['opened'] },
};

export function paperTracker(): Hono {
  const lines = [
    'carla opened the change request',
    'now submitted, by carla',
    'mei took it in; owner is mei',
    'mei assessed schedule',
    'mei assessed cost',
    'class major; seats: project manager, technical expert, customer',
  ];
  const tracker = paper();
  return trackerApp({
    trackers: [tracker],
    startOver: () => tracker.startOver(),
    policy: { path: '.github/countersign.yml', problems: () => [], versions: () => '/r/1/2/policy' },
    report: (error) => {
      throw error;
    },
    outbox: () => [
      {
        ...{
          to: 'arch',
          at: AT,
          urgency: 'act',
          subject: '[#12] votes are needed: Export invoices as PDF',
          isSettled: false,
        },
        lines: ['The board decides on #12 until Thu 3 Dec.'],
        ...{ asks: ['Your vote is awaited.'], because: 'You are told as a member of its board.', page: '/c/1/2/3' },
      },
      {
        ...{
          to: 'mei',
          at: AT,
          urgency: 'digest',
          subject: '[#12] to be assessed: Export invoices as PDF',
          isSettled: true,
        },
        ...{
          lines: ['#12 is being assessed.'],
          asks: [],
          because: 'You are told as change manager.',
          page: '/c/1/2/3',
        },
      },
    ],
    progress: () => [PROGRESS],
    ledger: () =>
      lines.map((text, index) => ({
        at: AT,
        actor: index % 2 ? 'mei' : 'carla',
        text,
        hash: `${index}f2c8a71b0d94e5c36`,
      })),
  }).app;
}
