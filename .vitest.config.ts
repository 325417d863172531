// Tests drive real git and the built binary, so each may take seconds; there are no mocks to isolate.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Most tests wait for git or for the built binary, so one more than vitest's own choice on small machines pays.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { NO_COLOR: '1' },
    reporters: process.env.CI ? ['default'] : ['dot'],
  },
});
