import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEnvironment } from '@countersign/server/environment.ts';
import { credentialsFile, registered, registrationApp } from '@countersign/server/registration.ts';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line | undefined;
afterEach(() => line?.close());

const token = 'a'.repeat(32);
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'countersign-setup-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
const base = { githubUrl: 'https://github.test', token, publicUrl: 'https://countersign.test' };

test('only who has the start’s token may register, and only with an address that GitHub reaches', async () => {
  const app = registrationApp({ ...base, folder: folder() });
  expect((await app.request('/setup')).status).toBe(403);
  expect((await app.request(`/setup?token=${'b'.repeat(32)}`)).status).toBe(403);
  const { publicUrl: _, ...nowhere } = base;
  const lost = await registrationApp({ ...nowhere, folder: folder() }).request(`/setup?token=${token}`);
  expect(await lost.text()).toMatch(/PUBLIC_URL/);
});

test('the manifest asks for the least, the callback keeps the keys for this user alone, and the environment takes them', async () => {
  line = await openLine();
  line.world.state.manifests.set('code-1', {});
  const place = folder();
  const app = registrationApp({ ...base, folder: place, apiUrl: line.world.apiUrl });
  const page = await (await app.request(`/setup?token=${token}`)).text();
  const state = /apps\/new\?state=([\w-]+)/.exec(page)?.[1] ?? '';
  const manifest = JSON.parse(
    (/name="manifest" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"'),
  ) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    public: false,
    hook_attributes: { url: 'https://countersign.test/api/github/webhooks' },
  });
  expect((await app.request('/setup/callback?code=code-1&state=forged')).status).toBe(400);
  const done = await app.request(`/setup/callback?code=code-1&state=${state}`);
  expect(done.status).toBe(200);
  // The keys take effect with the next start: the page says how, before anybody is sent to install.
  const said = await done.text();
  expect(said).toMatch(/Ctrl\+C[\s\S]*npm start[\s\S]*installations\/new/);
  expect(said).toMatch(
    new RegExp(
      `gh api --method POST repos/OWNER/REPOSITORY/rulesets[\\s\\S]*integration_id&quot;: ${line.world.state.app.id}\\b`,
    ),
  );
  expect(statSync(credentialsFile(place)).mode & 0o077).toBe(0);
  expect((await app.request(`/setup/callback?code=code-1&state=${state}`)).status).toBe(400);
  const checked = checkEnvironment(registered(place));
  expect(checked).toMatchObject({
    environment: { PUBLIC_URL: 'https://countersign.test', app: { id: line.world.state.app.id } },
  });
});

test('of two registrations that end at once one has its keys kept, and the other is told that there are some', async () => {
  line = await openLine();
  const app = registrationApp({ ...base, folder: folder(), apiUrl: line.world.apiUrl });
  const answers = ['code-1', 'code-2'].map(async (code) => {
    line?.world.state.manifests.set(code, {});
    const page = await (await app.request(`/setup?token=${token}`)).text();
    const state = /apps\/new\?state=([\w-]+)/.exec(page)?.[1] ?? '';
    return (await app.request(`/setup/callback?code=${code}&state=${state}`)).status;
  });
  expect((await Promise.all(answers)).sort()).toEqual([200, 409]);
});

test('where the keys cannot be kept nobody’s code is spent: it is told on the page and in one line, and works once they can be', async () => {
  line = await openLine();
  line.world.state.manifests.set('code-1', {});
  const place = join(folder(), 'file');
  writeFileSync(place, '');
  const told: unknown[] = [];
  const report = (error: unknown) => told.push(error);
  const app = registrationApp({ ...base, folder: join(place, 'keys'), apiUrl: line.world.apiUrl, report });
  const page = await (await app.request(`/setup?token=${token}`)).text();
  const state = /apps\/new\?state=([\w-]+)/.exec(page)?.[1] ?? '';
  const answer = await app.request(`/setup/callback?code=code-1&state=${state}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=UTF-8']);
  expect(told).toMatchObject([{ code: 'ENOTDIR' }]);
  expect(line.world.state.manifests.has('code-1')).toBe(true);
  rmSync(place);
  expect((await app.request(`/setup/callback?code=code-1&state=${state}`)).status).toBe(200);
});

test('an organisation is registered for at its own address, and what is no name of one is said at its field', async () => {
  const app = registrationApp({ ...base, folder: folder() });
  const ask = async (organization: string) => {
    const answer = await app.request(`/setup?${new URLSearchParams({ token, organization })}`);
    const page = await answer.text();
    return { status: answer.status, page, action: /<form method="post" action="([^"?]*)\?/.exec(page)?.[1] };
  };
  expect(await ask('acme-Labs')).toMatchObject({
    status: 200,
    action: 'https://github.test/organizations/acme-Labs/settings/apps/new',
    page: expect.stringContaining('for acme-Labs'),
  });
  expect(await ask(' ')).toMatchObject({ status: 200, action: 'https://github.test/settings/apps/new' });
  for (const wrong of ['acme labs', '../evil', '-acme', 'acme--labs', 'a'.repeat(40), '"><script>', 'acme/settings'])
    expect(await ask(wrong)).toMatchObject({
      status: 400,
      action: 'https://github.test/settings/apps/new',
      page: expect.stringMatching(/aria-invalid="true" aria-describedby="organization-wrong"/),
    });
});
