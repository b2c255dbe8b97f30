/** `node test/tools/cost.ts [files]`: runs tests and prints what they take of the processor, by kind and for the costliest files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { BOOK, costs, type Noted } from '../instruments/cost.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SHOWN = 25;

/** What a file does that costs, by what it imports of the instruments; the first that fits. */
const KINDS: readonly (readonly [kind: string, imports: RegExp])[] = [
  ['counts the steps that V8 takes', /\/instruments\/steps\.ts/],
  ['drives a browser', /\/instruments\/browser(?:-install)?\.ts/],
  ['starts the product or other programs', /\/instruments\/program\.ts|node:child_process|\/faults\/driver\//],
  ['plays the whole line on GitHub’s stand-in', /\/instruments\/line\.ts|@countersign\/server\/server\.ts/],
  ['plays Jira’s app as Forge runs it', /\/instruments\/(?:forge|jira-setup)[\w-]*\.ts/],
  ['asks PostgreSQL', /postgres\/temporary\.ts|@countersign\/postgres\/|from '\.\/(?:ledger|connect|queue)\.ts'/],
  ['plays properties on the core', /'fast-check'|\/instruments\/lives\.ts/],
  ['rest', /^/],
];

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/** Everything that a file of tests imports, with what its helpers in `test/` import. */
function importsOf(file: string, seen = new Set<string>()): string {
  if (seen.has(file) || !existsSync(file)) return '';
  seen.add(file);
  const named = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, name = '']) => name);
  const helpers = named
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(file), name))
    .filter((path) => path.startsWith(join(ROOT, 'test/')));
  return [...named.map((name) => `'${name}'`), ...helpers.map((path) => importsOf(path, seen))].join('\n');
}

function kindOf(file: string): string {
  const imports = importsOf(file);
  return KINDS.find(([, pattern]) => pattern.test(imports))?.[0] ?? 'rest';
}

const row = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
const seconds = (ms: number) => (ms / 1_000).toFixed(1);

const folder = mkdtempSync(join(tmpdir(), 'countersign-cost-'));
const book = join(folder, 'book');
const run = spawn('npx', ['vitest', 'run', ...process.argv.slice(2)], {
  cwd: ROOT,
  env: { ...process.env, [BOOK]: book },
  stdio: 'inherit',
});
const [code] = (await once(run, 'close')) as [number | null];
process.exitCode = code ?? 1;
const lines = existsSync(book) ? readFileSync(book, 'utf8').trim().split('\n') : [];
rmSync(folder, { recursive: true });
const told = lines
  .map((line) => JSON.parse(line) as Noted)
  .map(({ who, own, started }) => ({ who, cost: own + started }));
const files = told
  .filter(({ who }) => who.startsWith(ROOT))
  .map(({ who, cost }) => ({ file: relative(ROOT, who), kind: kindOf(who), cost }))
  .sort((a, b) => b.cost - a.cost);
const whole = costs('self').started;
const sum = (some: readonly { readonly cost: number }[]) => some.reduce((all, { cost }) => all + cost, 0);

console.log(`\nSeconds of processor, ${new Date().toISOString()}:\n`);
row('kind', 'files', 'seconds');
row('---', '---', '---');
for (const [kind] of KINDS) {
  const these = files.filter((one) => one.kind === kind);
  if (these.length > 0) row(kind, these.length, seconds(sum(these)));
}
for (const { who, cost } of told) if (!who.startsWith(ROOT)) row(who, '', seconds(cost));
row('vitest: starting, reading sources, reporting', '', seconds(whole - sum(told)));
row('all', files.length, seconds(whole));
console.log();
row('file', 'seconds');
row('---', '---');
for (const { file, cost } of files.slice(0, SHOWN)) row(file, seconds(cost));
