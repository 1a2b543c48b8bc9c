import { createSandboxApi } from './api-client.ts'
import { connectSocket, openTunnel } from './connection.ts'
import type { Transport } from './transport.ts'

/** The way to the server that this page came from. */
export function browserTransport(): Transport {
  const { origin } = window.location
  return {
    api: createSandboxApi(origin, (input, init) => fetch(input, init)),
    connect: (options) => connectSocket(origin, options),
    tunnel: (options) => openTunnel(origin, options),
  }
}
