// Tests drive real git and the built binary, so each may take seconds; there are no mocks to isolate.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    env: { NO_COLOR: '1' },
    reporters: process.env['CI'] ? ['default'] : ['dot'],
  },
});
