import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['e2e/support/demo.ts'],
    include: ['e2e/**/*.spec.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One browser and one server per spec file, two at a time: while one waits for a page, the other goes on.
    maxWorkers: 2,
  },
});
