/** Shows that the app asks an administrator for what it needs and no more: the scopes of the calls that its set-up and one request's life really made. */
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from './instruments/forge.ts';
import { CALLS, routeOf, scopeOf } from './instruments/jira-oracle.ts';
import { manifest } from './instruments/manifest.ts';

const { permissions } = manifest();

let forge: Forge;
afterEach(() => forge.close());

test('each scope that the app asks for is that of a call which it made, and each call’s scope is asked for', async () => {
  forge = await openForge({ isEmpty: true });
  await forge.invoke('ada', 'setupApply', { projectId: PROJECT });
  await forge.adopt();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'Being implemented');
  await forge.settled();
  await forge.panel('mei', issue);
  await forge.nightly();
  await forge.accounts();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  const made = new Set(forge.site.spoken.map((call) => routeOf(call) ?? call));
  const scopes = new Map<string, string>();
  for (const call of made) {
    const scope = scopeOf(call);
    if (scope) scopes.set(scope, call);
  }
  if (forge.storage.spoken.length > 0) scopes.set('storage:app', 'Forge’s storage');
  if (forge.reported.length > 0) scopes.set('report:personal-data', 'Atlassian’s personal data reporting');
  expect([...scopes.keys()].sort()).toEqual([...permissions.scopes].sort());
});

test('no call that the app may make needs a scope that it does not ask for', () => {
  const asked: readonly string[] = permissions.scopes;
  expect(CALLS.filter((call) => !asked.includes(scopeOf(call) ?? 'storage:app'))).toEqual([]);
});
