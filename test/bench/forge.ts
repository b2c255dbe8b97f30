/** The Forge app: how large its bundle is, how soon it answers when it starts, and what each handler asks of storage and of Jira. */
import { spawnSync } from 'node:child_process';
import { openForge } from '../instruments/forge.ts';
import { row } from './figure.ts';

export async function forgeCost(): Promise<void> {
  const forge = await openForge();
  row('Forge: bundle of all handlers', `${(forge.bundle.bytes / 1e6).toFixed(2)} MB`, '');
  const code = `const at = performance.now(); require(${JSON.stringify(forge.bundle.file)}); process.stdout.write(String(performance.now() - at));`;
  const loaded = Number(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout);
  row('Forge: loading it in a new process', `${loaded.toFixed(0)} ms`, '');
  const cost = async (what: string, target: string, work: () => Promise<unknown>): Promise<void> => {
    await forge.settled();
    forge.storage.spoken.length = 0;
    forge.site.spoken.length = 0;
    await work();
    const calls = `${forge.storage.spoken.length} storage, ${forge.site.spoken.length} Jira`;
    await forge.settled();
    row(`Forge: ${what}`, calls, target);
  };
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await cost('a transition that is held back', '≤ 2 storage', () => forge.move('dara', issue, 'implementing'));
  await cost('the issue panel', '', () => forge.panel('mei', issue));
  await cost('a vote in the panel', '', () =>
    forge.act('mei', issue, { type: 'vote', verdict: 'approve', reason: '', seat: 'project-manager' }),
  );
  await cost('an edit of the issue, until it is shown', '', async () => {
    forge.site.edit('rosa', issue.id, { summary: 'Another title' });
    await forge.settled();
  });
  forge.close();
}
