/** How the tests run: one real PostgreSQL for all of them, a fresh database for each file that asks, two workers. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/instruments/seed-of-run.ts', 'test/instruments/postgres.ts'],
    setupFiles: ['test/instruments/seed.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
