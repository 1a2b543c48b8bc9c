// `pnpm dev`: the API from source, started again when a file changes, and Vite in front of it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const port = process.env.PORT ?? '8080'
const env = { ...process.env, PORT: port, API_URL: `http://127.0.0.1:${port}` }

const fromSource = ['--conditions=source', '--import', 'tsx']

function run(folder, args) {
  const cwd = join(root, folder)
  return spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] })
}

const programs = [
  run('.', [
    join(root, 'node_modules/tsx/dist/cli.mjs'),
    'watch',
    '--conditions=source',
    '--clear-screen=false',
    'apps/api/src/main.ts',
  ]),
  run('apps/web', [...fromSource, 'node_modules/vite/bin/vite.js', '--configLoader', 'native']),
]

function stop(signal) {
  for (const program of programs) program.kill(signal)
}

// Ctrl-C reaches the programs by themselves; this process only waits for them.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => stop('SIGTERM'))
for (const program of programs) {
  program.on('exit', (code) => {
    process.exitCode ??= code ?? 0
    stop('SIGTERM')
  })
}
