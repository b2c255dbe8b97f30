/** Bugs that are planted to show that the driver finds their like: each replaces one passage of a source as it is loaded, and fails loudly where that is not there. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Plant {
  /** What is wrong then, for the report. */
  readonly says: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly passage: string;
  readonly instead: string;
}

export const PLANTS = {
  'redelivery-skipped': {
    says: 'the oldest of the deliveries that were missed is not asked for again',
    file: 'packages/github/reconcile/reconcile.ts',
    passage: '  for (const id of missed) {\n',
    instead: '  for (const id of missed.slice(1)) {\n',
  },
  'id-forgotten': {
    says: 'the id of a comment or check is forgotten when its update fails',
    file: 'packages/github/project/posted.ts',
    passage: 'await written.remember(target, surface, { ...trying, id, digest: null, uncertain: true });',
    instead: 'await written.remember(target, surface, { ...trying, digest: null });',
  },
  'wait-dropped': {
    says: 'GitHub’s wish to wait is not heard by the others who call',
    file: 'packages/github/installation.ts',
    passage: 'if (wait !== undefined) kept?.pause(wait);',
    instead: 'void wait;',
  },
  'outbox-dropped': {
    says: 'what should follow from an entry is not stored with it',
    file: 'packages/postgres/ledger.ts',
    passage: 'const values = [tenant, cause, storable(jobs, nextId)];',
    instead: "const values = [tenant, cause, storable(jobs.filter((one) => one.kind !== 'answer'), nextId)];",
  },
  'dedupe-off': {
    says: 'a comment that is told of twice speaks twice',
    file: 'packages/github/receive/delivered.ts',
    passage: 'return fresh ? commentCause(',
    instead: 'return fresh ? Math.random() + commentCause(',
  },
  'search-skipped': {
    says: 'what may have been made by a write whose answer was lost is not looked for',
    file: 'packages/github/project/posted.ts',
    passage: 'if (isSought) id = await thing.find(client);',
    instead: 'if (isSought && !Date) id = await thing.find(client);',
  },
  'hold-unseen': {
    says: 'a hold does not close the gate',
    file: 'packages/core/gate/change.ts',
    passage: 'holdsOn(state).map(',
    instead: 'holdsOn(state).slice(9).map(',
  },
} as const satisfies Readonly<Record<string, Plant>>;

export type PlantName = keyof typeof PLANTS;

/** The source with the bug in it. @throws where the passage does not stand in it exactly once */
export function planted({ file, passage, instead }: Plant, source: string): string {
  const times = source.split(passage).length - 1;
  if (times !== 1)
    throw new Error(`${file} holds “${passage.trim()}” ${times} times: mend test/faults/driver/plants.ts`);
  return source.replace(passage, () => instead);
}

/** Tells before anything is started that a plant has no ground any more. @throws as `planted` */
export function checkPlants(): void {
  for (const plant of Object.values(PLANTS))
    planted(plant, readFileSync(fileURLToPath(new URL(`../../../${plant.file}`, import.meta.url)), 'utf8'));
}
