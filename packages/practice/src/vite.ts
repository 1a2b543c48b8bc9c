import type { Plugin } from 'vite'
import { bundleRuntime } from './bundle/index.ts'

const ID = 'virtual:practice-runtime'
const RESOLVED = `\0${ID}`
const DEV_PATH = '/@keyspace-practice/runtime.js'

/** Gives the application the address of the runtime (`virtual:practice-runtime`): a file of its own, never part of a chunk. */
export function keyspacePractice(): Plugin {
  let isServing = false
  let pending: Promise<string> | undefined
  const runtime = () => (pending ??= bundleRuntime('browser'))
  return {
    name: 'keyspace-practice',
    configResolved: (config) => {
      isServing = config.command === 'serve'
    },
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined
      if (isServing) return `export const runtimeUrl = ${JSON.stringify(DEV_PATH)}`
      const file = { type: 'asset', name: 'practice-runtime.js', source: await runtime() } as const
      return `export const runtimeUrl = import.meta.ROLLUP_FILE_URL_${this.emitFile(file)}`
    },
    configureServer(server) {
      server.middlewares.use(DEV_PATH, (_, response) => {
        runtime().then(
          (script) => response.setHeader('content-type', 'text/javascript').end(script),
          () => response.writeHead(500).end(),
        )
      })
    },
  }
}
