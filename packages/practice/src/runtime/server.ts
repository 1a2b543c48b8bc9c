import * as hono from 'hono'
import { format } from 'node-inspect-extracted'
import type { ServerRequest } from '../server-request.ts'
import type { ProgramPort } from './port.ts'

type Fetch = (request: Request, env: object) => Response | Promise<Response>

/** A program's HTTP server without a network: it is asked in place, and what it answers is printed. */
export interface ProgramServer {
  readonly modules: Readonly<Record<string, object>>
  /** Asks the server, if there is one, every request after the other. */
  readonly ask: (requests: readonly ServerRequest[]) => Promise<void>
}

const SHOWN = 300

export function createServer(port: ProgramPort): ProgramServer {
  let handler: Fetch | undefined
  const server = { close: () => server, on: () => server, address: () => ({ port: PORT }) }

  function serve({ fetch }: { fetch: Fetch }, onListening?: (info: object) => void): object {
    handler = fetch
    queueMicrotask(() => onListening?.({ port: PORT, address: '127.0.0.1' }))
    return server
  }

  async function answer(request: ServerRequest): Promise<string> {
    if (handler === undefined) return ''
    const { method, path, body, from } = request
    const json = { 'content-type': 'application/json' }
    const asked = new Request(new URL(path, `http://127.0.0.1:${PORT}`), {
      method,
      ...(body === undefined ? {} : { body, headers: json }),
    })
    const env = { incoming: { socket: { remoteAddress: from, remotePort: 50_000 } }, outgoing: {} }
    const response = await handler(asked, env)
    return `${response.status} ${(await response.text()).slice(0, SHOWN)}`
  }

  return {
    modules: {
      hono: { ...hono, __esModule: true },
      '@hono/node-server': { serve, __esModule: true },
      '@hono/node-server/conninfo': { getConnInfo, __esModule: true },
    },
    async ask(requests) {
      if (handler === undefined)
        throw new Error('The program has started no server: call serve({ fetch: app.fetch, … }).')
      for (const request of requests) {
        const { method, path, from } = request
        const asked = [method, path, from === '127.0.0.1' ? '' : `from ${from}`, request.body ?? '']
        const text = format('%s → %s', asked.filter(Boolean).join(' '), await answer(request))
        port.post({ kind: 'print', level: 'log', text })
      }
    },
  }
}

/** What the server believes to listen on. */
const PORT = 8_080

/** As `@hono/node-server/conninfo` has it. */
function getConnInfo(c: { env: { incoming: { socket: { remoteAddress: string } } } }): object {
  return { remote: { address: c.env.incoming.socket.remoteAddress, addressType: 'IPv4' } }
}
