import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __KEJING_CLIENT__: JSON.stringify('test') },
  test: {
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'http://localhost/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    env: { TZ: 'Asia/Shanghai' },
    restoreMocks: true,
    // A dialog of antd takes its seconds on a busy machine.
    testTimeout: 20_000,
  },
});
