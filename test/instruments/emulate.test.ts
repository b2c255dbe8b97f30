/** Shows how far the GitHub of others carries: a signed webhook, an app’s token, an issue, a comment, a check run. */
import { createHmac, createSign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { openEmulated } from './emulate.ts';

type Delivery = { event: string; signed: boolean; body: { action?: string; installation?: { id: number } } };

test('An issue arrives as a signed webhook, and the app answers with a comment and a check run', async () => {
  const secret = { value: '' };
  const deliveries: Delivery[] = [];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const signature = `sha256=${createHmac('sha256', secret.value).update(raw).digest('hex')}`;
    deliveries.push({
      event: String(request.headers['x-github-event']),
      signed: request.headers['x-hub-signature-256'] === signature,
      body: JSON.parse(raw.toString()),
    });
    response.end();
    receiver.emit('delivered');
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as { port: number };
  const github = await openEmulated(`http://127.0.0.1:${port}/`, ['mei', 'arch']);
  secret.value = github.webhookSecret;
  try {
    const at = `/repos/${github.owner}/${github.repo}`;
    const delivered = once(receiver, 'delivered');
    await github.as('mei', 'POST', `${at}/issues`, { title: 'Invoices in two currencies', body: 'please' });
    await delivered;
    expect(deliveries[0]).toMatchObject({
      event: 'issues',
      signed: true,
      body: { action: 'opened', installation: { id: github.installation } },
    });

    const { token } = (await github.as(
      jwt(github.appId, github.privateKey),
      'POST',
      `/app/installations/${github.installation}/access_tokens`,
    )) as { token: string };
    await github.as(token, 'POST', `${at}/issues/1/comments`, { body: 'Change request received.' });
    expect(await github.as('arch', 'GET', `${at}/issues/1/comments`)).toMatchObject([
      { body: 'Change request received.', user: { login: 'countersign[bot]' } },
    ]);

    const main = (await github.as('mei', 'GET', `${at}/git/ref/heads/main`)) as { object: { sha: string } };
    const check = { name: 'Countersign', head_sha: main.object.sha, status: 'completed', conclusion: 'success' };
    await github.as(token, 'POST', `${at}/check-runs`, { ...check, output: { title: 'Approved', summary: '#1' } });
    expect(await github.as('arch', 'GET', `${at}/commits/${main.object.sha}/check-runs`)).toMatchObject({
      total_count: 1,
      check_runs: [{ name: 'Countersign', conclusion: 'success' }],
    });
  } finally {
    await github.close();
    receiver.close();
  }
});

function jwt(appId: number, privateKey: string): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const unsigned = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: String(appId), iat: now - 30, exp: now + 300 })}`;
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`;
}
