/** README's steps 1 to 3 as an operator follows them, with the commands that it names: from no keys to a branch that is protected. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { ONBOARDING_BRANCH } from '@countersign/github/translate/branch.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { githubApi } from '@countersign/sandbox/api/app.ts';
import { human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS, seed } from '@countersign/sandbox/seed.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import { createDeliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { install } from '@countersign/sandbox/world/installation.ts';
import { requireCheck } from '@countersign/sandbox/world/repository.ts';
import { createWorld } from '@countersign/sandbox/world/world.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort, program, STARTED, scratch } from '../instruments/program.ts';
import { SOON } from '../instruments/soon.ts';

const root = new URL('../../', import.meta.url);
const chapter = /^## Run it for real$([\s\S]*?)^## /m.exec(
  `${readFileSync(new URL('README.md', root), 'utf8')}\n## `,
)?.[1];
/** What README's steps 1, 2 and 3 say, each in one line. */
const steps = [1, 2, 3].map(
  (step) =>
    new RegExp(`^${step}\\. ([\\s\\S]*?)\\n(?=\\d\\. |\\n)`, 'm').exec(chapter ?? '')?.[1]?.replace(/\s+/g, ' ') ?? '',
);

test.each([
  [1, '`PUBLIC_URL=https://countersign.example npm start`'],
  [1, 'it opens no record and shows no sandbox'],
  [1, 'Open the address that it prints *to use it on GitHub*'],
  [1, 'one click makes the GitHub App'],
  [1, 'its keys stay in `.countersign/credentials.json`'],
  [2, 'stop the server (Ctrl+C) and `npm start` again: it finds the keys by itself'],
  [
    2,
    'Then choose the repositories: each that has neither policy nor form gets one pull request with both, to be filled in and merged',
  ],
  [3, "Protect the branch with a ruleset that requires the check *Countersign* from this app's integration"],
])('step %i of README says what is played here: %s', (step, words) => {
  expect(steps[step - 1]).toContain(words);
});

test('`npm start` is what is started here', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  const [exec, node, ...started] = scripts.start?.split(' ') ?? [];
  expect([exec, node]).toEqual(['exec', 'node']);
  const whole = (part: string) => (part.includes('/') ? fileURLToPath(new URL(part, root)) : part);
  expect(started.map(whole)).toEqual([...STARTED]);
});

test('from PUBLIC_URL=… npm start over the one click, Ctrl+C and npm start to a required check', {
  timeout: 600_000,
}, async () => {
  const world = createWorld({ app: { publicKey: '', webhookSecret: '', webhookUrl: '' } });
  const seeded = seed(world, { files: {}, requiredCheck: null });
  const { repository } = seeded;
  const owner = human(world, 'olga', `${seeded.organization.login}/${repository.name}`);
  owner.uninstall();
  const deliveries = createDeliveries(world, { order: 'all' });
  const github = await serve(world, githubApi(world, { deliveries }));
  onTestFinished(async () => {
    deliveries.close();
    await github.close();
  });
  const folder = await scratch();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  // Where GitHub is, for want of the real one; everything else is what README says.
  const there = { GITHUB_URL: github.url, GITHUB_API_URL: github.url, PORT: String(port) };

  // 1. PUBLIC_URL=… npm start, and open the address that it prints.
  const first = program(folder, { ...there, PUBLIC_URL: address });
  await first.address;
  await vi.waitFor(() => expect(first.said()).toMatch(/To use it on GitHub, open http/), SOON);
  expect(first.said()).not.toMatch(/sandbox/i);
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
  expect((await fetch(`${address}/setup`)).status).toBe(403);
  const printed = /open (http:\S+)/.exec(first.said())?.[1] ?? '';
  const page = await (await fetch(printed)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1] ?? '';
  expect(action).toMatch(new RegExp(`^${github.url}/settings/apps/new\\?state=`));
  const manifest = JSON.parse((/name="manifest" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"')) as {
    name: string;
    hook_attributes: { url: string };
    redirect_url: string;
  };
  // The one click: GitHub makes the app and sends the browser back with a code.
  world.state.manifests.set('code-1', { name: manifest.name, webhookUrl: manifest.hook_attributes.url });
  const state = new URL(action).searchParams.get('state');
  const done = await fetch(`${manifest.redirect_url}?code=code-1&state=${state}`);
  expect({ status: done.status, text: await done.text() }).toMatchObject({
    status: 200,
    text: expect.stringMatching(/Ctrl\+C[\s\S]*npm start[\s\S]*installations\/new/),
  });
  const keys = join(folder, 'data', 'credentials.json');
  expect(statSync(keys).mode & 0o077).toBe(0);
  // Nothing was opened, and nobody can register over the keys.
  expect(existsSync(join(folder, 'data', 'sandbox-world.json'))).toBe(false);
  const again = await fetch(printed);
  expect({ status: again.status, text: await again.text() }).toMatchObject({
    status: 409,
    text: expect.not.stringContaining('<form method="post" action="http'),
  });

  // 2. Ctrl+C, and npm start again: it finds the keys by itself.
  expect(await first.stop()).toBe(0);
  const second = program(folder, there);
  await vi.waitFor(() => expect(second.said()).toContain('Countersign is listening on'), SOON);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  // Then choose the repositories: each without policy and form gets one pull request with both.
  install(world, seeded.owner, seeded.organization);
  const offered = () => [...repository.issues.values()].filter((one) => one.pull?.headRef === ONBOARDING_BRANCH);
  await vi.waitFor(() => expect(offered()).toHaveLength(1), SOON);
  // To be filled in and merged.
  const policy = policyTemplate('standard', 'en', {
    lead: SEED_LOGINS['project-manager'],
    expert: SEED_LOGINS['technical-expert'],
    customer: SEED_LOGINS.customer,
  });
  owner.push(ONBOARDING_BRANCH, 'Fill in', { [POLICY_PATH]: policy });
  await deliveries.settled();
  owner.merge(offered()[0]?.number ?? 0);
  await deliveries.settled();

  // 3. Protect the branch with a ruleset that requires the check from this app's integration.
  requireCheck(repository, repository.defaultBranch, { context: 'Countersign', integration: world.state.app.id });
  owner.push('pdf', 'Export as PDF', { 'src/pdf.ts': 'export {};' }, repository.defaultBranch);
  const number = owner.openPull({ title: 'PDF', head: 'pdf', base: repository.defaultBranch });
  await vi.waitFor(() => {
    const head = repository.issues.get(number)?.pull?.headSha;
    const check = [...repository.checks.values()].filter((one) => one.headSha === head).at(-1);
    expect(check?.conclusion).toBe('action_required');
  }, SOON);
  expect(() => owner.merge(number)).toThrow(/Countersign/);
  expect(await second.stop()).toBe(0);

  // Whoever starts without the keys' file now has lost them, and gets no sandbox on this record.
  const { rename } = await import('node:fs/promises');
  await rename(keys, `${keys}.lost`);
  const third = program(folder);
  expect(await Promise.race([third.ended, third.address])).toBe(1);
  expect(third.said()).toContain(`GitHub App ${world.state.app.id}`);
});
