/** How the tests run: one real PostgreSQL for all of them, a fresh database for each file that asks, two workers, and dependencies as in production. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { SOON } from './test/instruments/soon.ts';

interface Resolving {
  readonly resolve?: { conditions?: string[] };
}

/**
 * Some dependencies have a second build for development, with other code: it would be tested in place of the one that runs. What dependencies
 * import is found by the conditions of `ssr`, and what our own sources import by those of their environment.
 */
const asInProduction = {
  name: 'as-in-production',
  configResolved: ({
    ssr = {},
    environments,
  }: {
    ssr?: Resolving;
    environments: Readonly<Record<string, Resolving>>;
  }) => {
    for (const { resolve } of [ssr, ...Object.values(environments)]) if (resolve) resolve.conditions = ['node'];
  },
};

/** Whoever counts the steps that V8 takes (`steps.ts`) needs a process of its own, and code that V8 compiled there. */
const COUNTING = globSync(['packages/**/*.test.ts', 'test/**/*.test.ts'], {
  cwd: import.meta.dirname,
  exclude: (name) => name === 'node_modules',
}).filter((file) => readFileSync(join(import.meta.dirname, file), 'utf8').includes('/instruments/steps.ts'));

/** What knows no package but the core needs no database. */
const CORE = 'packages/core/**/*.test.ts';

/** Also for the programs that tests start: what Node and V8 made of a source is kept until the source changes. */
const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') };

const seeded = ['test/instruments/seed-of-run.ts'];
const withDatabase = [...seeded, 'test/instruments/postgres.ts'];

export default defineConfig({
  plugins: [asInProduction],
  test: {
    setupFiles: ['test/instruments/seed.ts', 'test/instruments/apart.ts', 'test/instruments/costly.ts'],
    maxWorkers: 2,
    // Bounds end what hangs; how fast the machine is, and what else it does, they must not ask.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: SOON },
    projects: [
      {
        extends: true,
        test: { name: 'counting', include: COUNTING, globalSetup: seeded },
      },
      {
        extends: true,
        test: { name: 'core', include: [CORE], exclude: COUNTING, globalSetup: seeded, isolate: false, env: compiled },
      },
      {
        extends: true,
        test: {
          name: 'line',
          include: ['packages/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [CORE, ...COUNTING, '**/node_modules/**'],
          globalSetup: withDatabase,
          isolate: false,
          env: compiled,
        },
      },
    ],
  },
});
