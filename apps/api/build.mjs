// Bundles the API and the Worker of the embedded engine into dist/, which then needs no node_modules,
// and compresses the built web app for it.
import { copyFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { precompress } from './precompress.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')
const worker = join(here, '../../packages/sandbox/src/engine/embedded/worker.ts')

rmSync(dist, { recursive: true, force: true })

await build({
  entryPoints: { main: join(here, 'src/main.ts'), 'embedded-worker': worker },
  outdir: dist,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['source'],
  // Only code that runs from source asks for it.
  external: ['esbuild'],
  // CommonJS packages in the bundle ask for Node's modules by require.
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
  },
  sourcemap: true,
  logLevel: 'warning',
})

// It is bundled with a learner's function when that is handed in, and looked for beside us.
const around = join(here, '../../packages/grader/src/task/function-server.ts')
copyFileSync(around, join(dist, basename(around)))

const lua = dirname(fileURLToPath(import.meta.resolve('lua-redis-wasm')))
for (const file of ['redis_lua.mjs', 'redis_lua.wasm'])
  copyFileSync(join(lua, file), join(dist, file))

const packed = await precompress(join(here, '../web/dist'))
console.log(`api: dist/main.js is built, ${packed} files of the web app are compressed`)
