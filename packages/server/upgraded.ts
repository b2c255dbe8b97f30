/** The first start of another version: what the one before gave up is tried once more by itself, for the mistake may be mended. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Parts } from '@countersign/github/desk.ts';
import type { Boss } from '@countersign/postgres/boss.ts';
import { hasParked, replayAll } from '@countersign/postgres/parked.ts';

const KEY = { tenant: ACCOUNT, project: ACCOUNT, kind: 'program', id: 'version' } as const;
const PACKAGES = dirname(dirname(fileURLToPath(import.meta.url)));
/** What handles deliveries, and the work that follows. */
const HANDLING = ['core', 'github', 'postgres', 'server'] as const;

/** @param version as `versionNow` tells it */
export async function replayOnceUpgraded(
  { documents, projections, now, log }: Pick<Parts, 'documents' | 'projections' | 'now' | 'log'>,
  boss: Boss,
  version: () => Promise<string> = versionNow,
): Promise<void> {
  await projections.alone({ tenant: ACCOUNT, project: ACCOUNT, target: 'version' }, async () => {
    const data = await version();
    if ((await documents.find(KEY))?.data === data) return;
    const count = (await hasParked(boss)) ? await replayAll(boss) : 0;
    // Where nothing was given up yet, too: what this version gives up later is no other's.
    await documents.keep({ ...KEY, data, fetchedAt: new Date(now()).toISOString() });
    if (count > 0) log.info({ count }, 'another version of the program tries what was given up once more');
  });
}

let running: Promise<string> | undefined;

/** The version of this process, read once: it runs what it has loaded, whatever becomes of the files. */
function versionNow(): Promise<string> {
  running ??= versionOfSources();
  // A file that could not be read this time may be there the next.
  running.catch(() => {
    running = undefined;
  });
  return running;
}

/** Told by the sources themselves: whoever mends something counts up no number first. */
async function versionOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const one of HANDLING) {
    const files = await readdir(join(PACKAGES, one), { recursive: true });
    for (const file of files.filter((name) => /(?<!\.test)\.ts$/.test(name)).toSorted())
      hash.update(file).update(await readFile(join(PACKAGES, one, file)));
  }
  return hash.digest('hex');
}
