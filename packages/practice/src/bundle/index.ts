import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const shim = (name: string) => join(here, `../runtime/shims/${name}.ts`)

/** What stands in for the modules of Node that ioredis and its parts name. */
const ALIASES = {
  ...Object.fromEntries(['net', 'tls', 'dns', 'fs'].map((name) => [name, shim('no-network')])),
  ...Object.fromEntries(
    ['assert', 'util', 'node:diagnostics_channel', 'debug'].map((name) => [name, shim('small')]),
  ),
  path: shim('no-network'),
  crypto: shim('crypto'),
  stream: 'readable-stream',
}

/**
 * The runtime of learners' programs as one classic script: the real ioredis and what it needs. `browser`
 * is the one in the Worker of a page, `browser-server` the same with Hono for a program that is a server;
 * `node` is the first in a process of its own, for proofs.
 */
export async function bundleRuntime(entry: 'browser' | 'browser-server' | 'node'): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(here, `../runtime/${entry}.ts`)],
    bundle: true,
    write: false,
    minify: true,
    // Learners read names of errors.
    keepNames: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    alias: ALIASES,
    // ioredis finds its browser parts among our dependencies.
    nodePaths: [join(here, '../../node_modules')],
    // ioredis leaves the frames of its own folder out of an error's stack.
    define: { __dirname: '"/ioredis"' },
    external: entry === 'node' ? ['node:process', 'node:readline'] : [],
    conditions: ['source'],
    legalComments: 'none',
    logLevel: 'silent',
  })
  const [script] = outputFiles
  if (script === undefined) throw new Error('esbuild made no runtime')
  return script.text
}
