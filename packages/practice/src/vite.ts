import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { bundleRuntime } from './bundle/index.ts'
import { collectTypes } from './types/collect-types.ts'

const ID = 'virtual:practice-runtime'
const RESOLVED = `\0${ID}`

const russian = createRequire(import.meta.url).resolve(
  'typescript/lib/ru/diagnosticMessages.generated.json',
)

/** The name of an address in the virtual module, its file, and what makes it. */
const FILES = [
  { name: 'runtimeUrl', file: 'practice-runtime.js', make: () => bundleRuntime('browser') },
  {
    name: 'serverRuntimeUrl',
    file: 'practice-server-runtime.js',
    make: () => bundleRuntime('browser-server'),
  },
  {
    name: 'typesUrl',
    file: 'practice-types.json',
    make: async () => JSON.stringify(await collectTypes()),
  },
  { name: 'russianUrl', file: 'typescript-ru.json', make: () => readFile(russian, 'utf8') },
] as const

/**
 * Gives the application the addresses of the runtimes and of the declarations for an editor
 * (`virtual:practice-runtime`): files of their own, never part of a chunk.
 */
export function keyspacePractice(): Plugin {
  let isServing = false
  const pending = new Map<string, Promise<string>>()
  const made = ({ file, make }: (typeof FILES)[number]): Promise<string> => {
    const text = pending.get(file) ?? make()
    pending.set(file, text)
    return text
  }
  return {
    name: 'keyspace-practice',
    configResolved: (config) => {
      isServing = config.command === 'serve'
    },
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined
      const lines = FILES.map(async (one) => {
        const { name, file } = one
        if (isServing) return `export const ${name} = ${JSON.stringify(devPath(file))}`
        const asset = { type: 'asset', name: file, source: await made(one) } as const
        return `export const ${name} = import.meta.ROLLUP_FILE_URL_${this.emitFile(asset)}`
      })
      return (await Promise.all(lines)).join('\n')
    },
    configureServer(server) {
      for (const one of FILES) {
        const type = one.file.endsWith('.json') ? 'application/json' : 'text/javascript'
        server.middlewares.use(devPath(one.file), (_, response) => {
          made(one).then(
            (text) => response.setHeader('content-type', type).end(text),
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
