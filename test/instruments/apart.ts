/** Files that share a process leave it to the next one as they found it: the environment, the clock, and nothing of Forge's runtime (`enterForge`). */
import { afterAll } from 'vitest';

const found = { ...process.env };
const clock = Date;
const globals = globalThis as { __forge_fetch__?: unknown; __forge_runtime__?: unknown };

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in found)) delete process.env[name];
  Object.assign(process.env, found);
  globalThis.Date = clock;
  globals.__forge_fetch__ = undefined;
  globals.__forge_runtime__ = undefined;
});
