// Gets what the tests need beside npm packages: redis-server, redis-cli, a Chromium, and Python with FastAPI.
// As root on a Debian-like system from apt; a Chromium otherwise from Playwright.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function run(command, args, env = {}) {
  console.log(`$ ${command} ${args.join(' ')}`)
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  return status === 0
}

const canApt = process.getuid?.() === 0 && onPath('apt-get')
let aptUpdated = false

function apt(packages) {
  if (!canApt) return false
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  if (!aptUpdated) aptUpdated = run('apt-get', ['update', '-qq'], quiet)
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)
}

function ensureRedis() {
  if (onPath('redis-server') && onPath('redis-cli')) return
  if (apt(['redis-server', 'redis-tools']) && onPath('redis-server')) return
  throw new Error(
    'The tests need redis-server and redis-cli 7.0 or newer on PATH. Install them with your package manager ' +
      '(Debian, Ubuntu: sudo apt-get install redis-server redis-tools; macOS: brew install redis) and run the tests again.',
  )
}

function ensureChromium() {
  if (existsSync('/usr/bin/chromium')) return
  if (apt(['chromium']) && existsSync('/usr/bin/chromium')) return
  if (run('pnpm', ['exec', 'playwright', 'install', 'chromium'])) return
  throw new Error(
    'The tests need a Chromium: install the package chromium, or let "pnpm exec playwright install chromium" reach its download server.',
  )
}

function hasFastApi() {
  return ['/usr/bin/python3', 'python3'].some(
    (python) =>
      spawnSync(python, ['-c', 'import fastapi, redis.asyncio, uvicorn'], { stdio: 'ignore' })
        .status === 0,
  )
}

function ensureFastApi() {
  if (hasFastApi()) return
  if (apt(['python3-fastapi', 'python3-redis', 'python3-uvicorn', 'uvicorn']) && hasFastApi())
    return
  throw new Error(
    'The tests need Python 3 with FastAPI, uvicorn and redis: the grader proves itself on a FastAPI app. ' +
      'Install them (Debian, Ubuntu: sudo apt-get install python3-fastapi python3-redis uvicorn; elsewhere: pip install fastapi uvicorn redis) and run the tests again.',
  )
}

export function ensureTestTools() {
  ensureRedis()
  ensureChromium()
  ensureFastApi()
}
