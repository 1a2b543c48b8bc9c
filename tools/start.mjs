// `pnpm start`: builds what changed since the last start, then serves in this process.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const server = join(root, 'apps/api/dist/main.js')
const page = join(root, 'apps/web/dist/index.html')
const stamp = join(root, 'apps/api/dist/.sources')
const sources = ['apps', 'packages', 'lessons', 'package.json', 'pnpm-lock.yaml']
const beside = /(?:^|[\\/])(?:node_modules|dist)(?:[\\/]|$)|\.test\.ts$/

/** Name, size and time of every source file, as one word. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesOf)) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function filesOf(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path), { withFileTypes: true })
    .map((entry) => join(path, entry.name))
    .filter((child) => !beside.test(child))
    .sort()
    .flatMap(filesOf)
}

function isBuilt(now) {
  return [server, page, stamp].every(existsSync) && readFileSync(stamp, 'utf8') === now
}

const now = fingerprint()
if (!isBuilt(now)) {
  console.error('Building the web app and the API (only when something changed) …')
  const { status, signal } = spawnSync('pnpm', ['build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(signal === 'SIGINT' ? 130 : (status ?? 1))
  writeFileSync(stamp, now)
}

process.setSourceMapsEnabled(true)
await import(pathToFileURL(server).href)
