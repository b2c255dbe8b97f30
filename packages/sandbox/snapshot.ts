/** Writes a world's state to a file and reads it back. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { State } from './world/state.ts';
import { revive, type World } from './world/world.ts';

export function serialize(state: State): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] };
    return value instanceof Set ? { $set: [...value] } : value;
  });
}

/** @throws SyntaxError for what `serialize` did not write. */
export function deserialize(text: string): State {
  return JSON.parse(text, (_, value: { $map?: [unknown, unknown][]; $set?: unknown[] } | null) => {
    if (value?.$map) return new Map(value.$map);
    return value?.$set ? new Set(value.$set) : value;
  }) as State;
}

/** Whole or not at all: written beside, then moved into place. */
export function saveSnapshot(world: World, path: string): void {
  writeFileSync(`${path}.new`, serialize(world.state));
  renameSync(`${path}.new`, path);
}

export function loadSnapshot(path: string, options: { clock?: () => number; apiUrl: string; webUrl?: string }): World {
  const { clock = Date.now, apiUrl, webUrl = apiUrl } = options;
  return revive(deserialize(readFileSync(path, 'utf8')), { clock, apiUrl, webUrl });
}
