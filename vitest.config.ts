import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{service,templates,addin,manifests,test,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**'],
    environment: 'node',
    // Two cores, and several suites start a database or a browser of their own.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
