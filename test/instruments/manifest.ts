/** What the app's manifest declares, for tests that hold the code and the stand-ins to it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Entity } from '../standins/forge/entity.ts';

export const MANIFEST = new URL('../../manifest.yml', import.meta.url);

export interface Manifest {
  readonly app: { readonly storage: { readonly entities: readonly Entity[] } };
  readonly modules: Readonly<Record<string, readonly (Readonly<Record<string, unknown>> & { readonly key: string })[]>>;
  readonly resources: readonly { readonly key: string; readonly path: string }[];
  readonly translations: { readonly resources: readonly { readonly key: string; readonly path: string }[] };
  readonly permissions: { readonly scopes: readonly string[] };
}

let known: Manifest | undefined;

/** Read once in a process: to make sense of its YAML takes longer than most tests that ask for it. */
export function manifest(): Manifest {
  known ??= parse(readFileSync(MANIFEST, 'utf8')) as Manifest;
  return known;
}

export function manifestEntities(): readonly Entity[] {
  return manifest().app.storage.entities;
}
