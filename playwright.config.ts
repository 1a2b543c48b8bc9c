import { defineConfig, devices } from '@playwright/test'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Debian's Chromium when it is there (no browser download needed), else Playwright's own. */
const systemChromium = '/usr/bin/chromium'

const PORT = 18_080

export default defineConfig({
  testDir: 'apps/web/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A second try in CI only: the machines are shared and noisy, and a flaky test is reported as such.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  forbidOnly: process.env['CI'] === 'true',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: 'en-GB',
    trace: 'off',
    launchOptions: {
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
    },
  },
  webServer: {
    command: 'pnpm build && node --enable-source-maps apps/api/dist/main.js',
    env: {
      PORT: String(PORT),
      RESP_PORT: '16380',
      LOG_LEVEL: 'warn',
      // Submissions of the tests do not mix with anybody's own.
      DATA_DIR: mkdtempSync(join(tmpdir(), 'keyspace-e2e-')),
    },
    url: `http://127.0.0.1:${PORT}/health/ready`,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
