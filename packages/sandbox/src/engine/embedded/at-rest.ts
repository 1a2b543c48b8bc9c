import { deserialize, serialize } from 'node:v8'
import type { Connection, ConnectionRest } from './connection.ts'
import type { Server } from './build-server.ts'
import { freezeServer, nextExpiry, thawServer, type FrozenServer } from './freeze.ts'

interface AtRest {
  readonly server: FrozenServer
  readonly connections: readonly ConnectionRest[]
}

export interface Frozen {
  readonly bytes: Uint8Array
  readonly nextExpiry: number | undefined
}

/** The server and its connections as bytes; undefined when something goes on in it. */
export async function freeze(
  { parts }: Server,
  connections: Iterable<Connection>,
): Promise<Frozen | undefined> {
  if (!parts.state.isUnwatched) return undefined
  const resting: ConnectionRest[] = []
  for (const connection of connections) {
    const rest = await connection.rest()
    if (rest === undefined) return undefined
    resting.push(rest)
  }
  const server = freezeServer(parts)
  const atRest: AtRest = { server, connections: resting }
  return { bytes: new Uint8Array(serialize(atRest)), nextExpiry: nextExpiry(server) }
}

/** Fills a new server, and gives the connections that it had. */
export function thaw({ parts }: Server, bytes: Uint8Array): readonly ConnectionRest[] {
  const read: unknown = deserialize(bytes)
  if (!isAtRest(read)) throw new Error('not a server at rest')
  thawServer(read.server, parts)
  return read.connections
}

function isAtRest(value: unknown): value is AtRest {
  return typeof value === 'object' && value !== null && 'server' in value && 'connections' in value
}
