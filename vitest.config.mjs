import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'jsdom',
    include: ['src/__tests__/**/*.test.{ts,tsx}'],
    setupFiles: ['src/__tests__/browserGaps.ts'],
    restoreMocks: true,
    testTimeout: 30_000, // one reads 6,000 hostile strings, on a machine that does other things too
    // These publish modules that Node cannot load by itself.
    server: { deps: { inline: [/@jupyter\//, /@jupyterlab\//, /@lumino\//, /@microsoft\//] } }
  }
});
