/** `npm run forge:id`: keeps the id that `forge register` wrote into `manifest.yml` outside of what git tracks, so that an update is a plain `git pull`. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Where it is kept, below the folder of the clone; git ignores it. */
export const KEPT = join('.countersign', 'forge.env');

const OWN = /^ari:cloud:ecosystem::app\/([0-9a-f-]{36})$/i;

/**
 * @param folder of the clone
 * @returns what was done, for people
 * @throws Error when the manifest holds no id of one's own, or git cannot put it back
 */
export function keepAppId(folder: string): string {
  const manifest = parse(readFileSync(join(folder, 'manifest.yml'), 'utf8')) as {
    readonly app?: { readonly id?: string };
  };
  const [, id] = OWN.exec(manifest.app?.id ?? '') ?? [];
  if (id === undefined) throw new Error('manifest.yml holds no id of your own: run “forge register” first');
  mkdirSync(join(folder, '.countersign'), { recursive: true });
  // Kept before it is taken out of the manifest: it is said nowhere else.
  writeFileSync(join(folder, KEPT), `export COUNTERSIGN_APP_ID=${id}\n`);
  execFileSync('git', ['checkout', '--', 'manifest.yml'], { cwd: folder, stdio: 'pipe' });
  return `The id of your app is kept in ${KEPT}, and manifest.yml is as it came. In each shell, before forge: . ${KEPT}`;
}

if (import.meta.main) {
  try {
    process.stdout.write(`${keepAppId(process.cwd())}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
