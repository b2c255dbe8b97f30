import { once } from 'node:events';
import { createServer } from 'node:net';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { type RunningServer, startServer } from '@countersign/server/server.ts';
import { WEBHOOK_PATH } from '@countersign/server/serving.ts';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { type Emulated, openEmulated } from '../instruments/emulate.ts';
import { formBody } from '../instruments/formbody.ts';
import { SOON } from '../instruments/soon.ts';

let server: RunningServer | undefined;
let emulated: Emulated | undefined;
afterEach(async () => {
  await server?.stop();
  await emulated?.close();
});

async function freePort(): Promise<number> {
  const one = createServer().listen(0, '127.0.0.1');
  await once(one, 'listening');
  const address = one.address();
  one.close();
  await once(one, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

test('a stand-in that others wrote: issue, comments, approval, and the check turns green', async () => {
  const port = await freePort();
  const github = await openEmulated(`http://127.0.0.1:${port}${WEBHOOK_PATH}`, ['lena', 'carla', 'dev'], 'lena');
  emulated = github;
  const { url: databaseUrl } = await temporaryDatabase();
  const here = await startServer({
    databaseUrl,
    credentials: {
      appId: github.appId,
      privateKey: github.privateKey,
      secret: github.webhookSecret,
      formerSecrets: [],
      bot: 'countersign[bot]',
    },
    host: '127.0.0.1',
    port,
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    apiUrl: github.url,
    limited: false,
    reconcileMs: 0,
  });
  server = here;
  const repo = `/repos/${github.owner}/${github.repo}`;
  await github.as('lena', 'PUT', `${repo}/collaborators/dev`, { permission: 'push' });
  await github.as('lena', 'PUT', `${repo}/collaborators/carla`, { permission: 'triage' });
  const put = (path: string, content: string, branch?: string) =>
    github.as('lena', 'PUT', `${repo}/contents/${path}`, {
      message: path,
      content: Buffer.from(content).toString('base64'),
      ...(branch ? { branch } : {}),
    });
  await put(
    '.github/countersign.yml',
    policyTemplate('light', 'en', { lead: 'lena', expert: 'dev', customer: 'carla' }),
  );

  const none = 'none: small';
  const body = formBody('light', 'en', {
    after: 'PDF as well',
    cause: 'Defect',
    origin: 'Customer',
    schedule: none,
    cost: none,
    quality: none,
    risk: none,
    feasibility: 'yes',
  });
  const issue = (await github.as('carla', 'POST', `${repo}/issues`, {
    title: 'PDF export',
    body,
    labels: ['change-request'],
  })) as { number: number };
  const main = (await github.as('lena', 'GET', `${repo}/git/ref/heads/main`)) as { object: { sha: string } };
  await github.as('dev', 'POST', `${repo}/git/refs`, { ref: 'refs/heads/pdf', sha: main.object.sha });
  await put('pdf.js', 'export {};', 'pdf');
  const pull = (await github.as('dev', 'POST', `${repo}/pulls`, {
    title: 'PDF',
    head: 'pdf',
    base: 'main',
    body: `Change: #${issue.number}`,
  })) as { head: { sha: string } };

  const conclusion = async (): Promise<string | undefined> => {
    await here.idle();
    const { check_runs: runs } = (await github.as('dev', 'GET', `${repo}/commits/${pull.head.sha}/check-runs`)) as {
      check_runs: { name: string; conclusion: string }[];
    };
    return runs.find((run) => run.name === 'Countersign')?.conclusion;
  };
  const say = (login: string, text: string) =>
    github.as(login, 'POST', `${repo}/issues/${issue.number}/comments`, { body: text });
  await vi.waitFor(async () => expect(await conclusion()).toBe('action_required'), SOON);
  // A yes is for what stood shown in an earlier second.
  await vi.waitFor(async () => {
    const comments = (await github.as('dev', 'GET', `${repo}/issues/${issue.number}/comments`)) as {
      updated_at: string;
    }[];
    const [status] = comments;
    expect(Date.now() - Date.parse(status?.updated_at ?? '')).toBeGreaterThan(1000);
  }, SOON);
  await say('lena', '/approve');
  await say('carla', '/confirm');
  await vi.waitFor(async () => expect(await conclusion()).toBe('success'), SOON);
});
