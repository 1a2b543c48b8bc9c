import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LuaFiles } from './worker-protocol.ts'

export interface WorkerEntry {
  readonly url: URL
  readonly lua: LuaFiles
}

const here = dirname(fileURLToPath(import.meta.url))
let entry: Promise<WorkerEntry> | undefined

/**
 * Where a Worker starts. Built, it is `embedded-worker.js` beside this file, with the Lua runtime's
 * two files beside it or in the installed package; from source it is bundled here, once a process.
 */
export function workerEntry(): Promise<WorkerEntry> {
  return (entry ??= findEntry())
}

async function findEntry(): Promise<WorkerEntry> {
  const built = join(here, 'embedded-worker.js')
  const url = existsSync(built) ? new URL('embedded-worker.js', import.meta.url) : await bundle()
  return { url, lua: luaFiles() }
}

/** A data URL, so that nothing is left on disk. */
async function bundle(): Promise<URL> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(here, 'worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    logLevel: 'silent',
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return new URL(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

function luaFiles(): LuaFiles {
  const beside = filesIn(here)
  if (existsSync(beside.wasmPath)) return beside
  return filesIn(dirname(createRequire(import.meta.url).resolve('lua-redis-wasm')))
}

function filesIn(folder: string): LuaFiles {
  return { modulePath: join(folder, 'redis_lua.mjs'), wasmPath: join(folder, 'redis_lua.wasm') }
}
