import { expect, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'

/** A lab page with its sandbox, and redis-cli on the same sandbox. */
export interface Lab {
  /** Runs a command as redis-cli prints it, without the last line break. */
  readonly cli: (...argv: string[]) => string
}

/** Opens a lab page and waits until its Redis answers. */
export async function openLab(page: Page, path: string): Promise<Lab> {
  const [created] = await Promise.all([
    page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/sandboxes') && response.request().method() === 'POST',
    ),
    page.goto(path),
  ])
  const body: unknown = await created.json()
  if (typeof body !== 'object' || body === null || !('respUrl' in body))
    throw new Error('no respUrl')
  const url = String(body.respUrl)
  await expect(page.getByText('Your Redis is ready')).toBeAttached()
  return {
    cli: (...argv) =>
      execFileSync('redis-cli', ['-u', url, '--no-auth-warning', '--no-raw', ...argv])
        .toString()
        .trimEnd(),
  }
}

/** The number in redis-cli's `(integer) 42`. */
export function integerIn(text: string): number {
  return Number(/\(integer\) (-?\d+)/.exec(text)?.[1])
}
