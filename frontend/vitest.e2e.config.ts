import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['e2e/support/demo.ts'],
    include: ['e2e/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One browser and one server per spec file; two cores do not carry more.
    fileParallelism: false,
  },
});
