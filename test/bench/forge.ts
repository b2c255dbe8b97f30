/** The Forge app: how large its bundle is, how soon it answers when it starts, and what each handler asks of storage and of Jira. */
import { spawnSync } from 'node:child_process';
import { openForge } from '../instruments/forge.ts';
import { type Cost, callsOf, costOf, reviewed, setupCalls } from '../instruments/forge-cost.ts';
import { crowd } from '../instruments/forge-crowd.ts';
import { row } from './figure.ts';

/** What a function is held to. */
const TARGETS: Readonly<Record<string, string>> = {
  validator: '≤ 2 storage',
  'events: an ordinary issue': '≤ 1 read, 0 Jira',
  'resolver: register': '≤ 10 reads',
  'resolver: register, a state': '≤ 10 reads',
  'resolver: gadget': '≤ 10 reads',
  'resolver: gadget, of the site': '≤ 10 reads',
};

/** @param requests on record beside the one that is looked at */
export async function forgeCost(requests: number): Promise<void> {
  for (const [length, isLong] of [
    ['short request', false],
    ['200 votes, 1,000 entries', true],
  ] as const) {
    const { forge, issue } = await reviewed(isLong);
    if (!isLong) loading(forge.bundle);
    for (const call of callsOf(forge, issue))
      row(`Forge: ${call.name}, ${length}`, said(await costOf(forge, call)), TARGETS[call.name] ?? '');
    forge.close();
  }
  for (const over of ['its-project', 'twenty'] as const) {
    const { forge, issue } = await reviewed(false);
    await crowd(forge, issue, requests, over);
    const where = `${requests.toLocaleString('en')} requests in ${over === 'twenty' ? '20 projects' : 'one'}`;
    for (const call of callsOf(forge, issue))
      row(`Forge: ${call.name}, ${where}`, said(await costOf(forge, call)), TARGETS[call.name] ?? '');
    forge.close();
  }
  const forge = await openForge({ isEmpty: true });
  for (const call of setupCalls(forge)) row(`Forge: ${call.name}, an empty site`, said(await costOf(forge, call)), '');
  forge.close();
}

function loading({ bytes, file }: { readonly bytes: number; readonly file: string }): void {
  row('Forge: bundle of all handlers', `${(bytes / 1e6).toFixed(2)} MB`, '');
  const code = `const at = performance.now(); require(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - at));`;
  const loaded = Number(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout);
  row('Forge: loading it in a new process', `${loaded.toFixed(0)} ms`, '');
}

function said({ storage, jira, reads, writes, points, value, operations, answer }: Cost): string {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
  const written = value > 0 ? `, writes ≤ ${kilobytes(value)} and ${operations} at once` : '';
  const units = `${reads} read, ${writes} written, ${points} points`;
  return `${units}; ${storage} storage, ${jira} Jira, answers ${kilobytes(answer)}${written}`;
}
