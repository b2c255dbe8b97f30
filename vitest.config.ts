/** How the tests run: one real PostgreSQL for all of them, a fresh database for each file that asks, two workers, and dependencies as in production. */
import { defineConfig } from 'vitest/config';

/** Some dependencies have a second build for development, with other code: it would be tested in place of the one that runs. */
const asInProduction = {
  name: 'as-in-production',
  configResolved: ({ ssr }: { readonly ssr?: { readonly resolve?: { conditions?: string[] } } }) => {
    if (ssr?.resolve) ssr.resolve.conditions = ['node'];
  },
};

export default defineConfig({
  plugins: [asInProduction],
  test: {
    include: ['packages/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/instruments/seed-of-run.ts', 'test/instruments/postgres.ts'],
    setupFiles: ['test/instruments/seed.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
