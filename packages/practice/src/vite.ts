import type { Plugin } from 'vite'
import { bundleRuntime } from './bundle/index.ts'

const ID = 'virtual:practice-runtime'
const RESOLVED = `\0${ID}`

/** A runtime, the name of its address in the virtual module, and its file. */
const RUNTIMES = [
  { entry: 'browser', name: 'runtimeUrl', file: 'practice-runtime.js' },
  { entry: 'browser-server', name: 'serverRuntimeUrl', file: 'practice-server-runtime.js' },
] as const

/**
 * Gives the application the addresses of the runtimes (`virtual:practice-runtime`): files of their own,
 * never part of a chunk.
 */
export function keyspacePractice(): Plugin {
  let isServing = false
  const pending = new Map<string, Promise<string>>()
  const runtime = (entry: (typeof RUNTIMES)[number]['entry']): Promise<string> => {
    const bundled = pending.get(entry) ?? bundleRuntime(entry)
    pending.set(entry, bundled)
    return bundled
  }
  return {
    name: 'keyspace-practice',
    configResolved: (config) => {
      isServing = config.command === 'serve'
    },
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined
      const lines = RUNTIMES.map(async ({ entry, name, file }) => {
        if (isServing) return `export const ${name} = ${JSON.stringify(devPath(file))}`
        const asset = { type: 'asset', name: file, source: await runtime(entry) } as const
        return `export const ${name} = import.meta.ROLLUP_FILE_URL_${this.emitFile(asset)}`
      })
      return (await Promise.all(lines)).join('\n')
    },
    configureServer(server) {
      for (const { entry, file } of RUNTIMES) {
        server.middlewares.use(devPath(file), (_, response) => {
          runtime(entry).then(
            (script) => response.setHeader('content-type', 'text/javascript').end(script),
            () => response.writeHead(500).end(),
          )
        })
      }
    },
  }
}

function devPath(file: string): string {
  return `/@keyspace-practice/${file}`
}
