import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { keyspacePractice } from './packages/practice/src/vite.ts'

/** Debian's Chromium when it is there (no browser download needed), else Playwright's own. */
const systemChromium = '/usr/bin/chromium'
const chromium = {
  ...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

const conditions = ['source', 'module', 'import', 'default']

/** Two more tries in CI only: real servers and clocks on a shared, noisy machine. They are reported. */
const retry = process.env['CI'] === 'true' ? 2 : 0

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions: [...conditions, 'node'] } },
        test: {
          name: 'node',
          retry,
          // One group after the other: two cores are no room for both at once.
          sequence: { groupOrder: 0 },
          include: ['{packages,apps,tools}/**/*.test.ts', 'packages/**/*.conformance.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts', '**/dist/**'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          maxWorkers: 2,
          setupFiles: ['./tools/property-seed.ts'],
        },
      },
      {
        plugins: [vue(), keyspacePractice()],
        // Known beforehand, or a cold cache would reload the page in the middle of a test.
        optimizeDeps: { include: ['vue', 'pinia', 'zod/mini', 'vitest-browser-vue'] },
        resolve: { conditions: [...conditions, 'browser'] },
        test: {
          name: 'browser',
          retry,
          sequence: { groupOrder: 1 },
          include: ['apps/web/**/*.browser.test.ts'],
          testTimeout: 20_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromium }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
