import { spawnSync } from 'node:child_process'

let known: { readonly name: string; readonly version: string } | undefined

/** What the checks ran against. */
export function redisVersion(binary = 'redis-server'): { name: string; version: string } {
  if (known === undefined) {
    const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' })
    known = { name: 'redis-server', version: /v=(\S+)/.exec(stdout)?.[1] ?? 'unknown' }
  }
  return { ...known }
}
