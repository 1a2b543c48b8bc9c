import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { closed, listenOn, listenOnFreePort, releasePort } from '../free-port.ts'
import { GraderTrouble } from '../grader-trouble.ts'
import type { Gate } from './gate.ts'
import { SpyConnection, type Tap } from './spy-connection.ts'
import type { WireCommand } from './wire-command.ts'

/** Sits between the submission and its Redis: records every command and disturbs where it is told to. */
export interface SpyProxy {
  readonly port: number
  /** What was sent since {@link forget}, in the order of arrival. */
  readonly commands: readonly WireCommand[]
  /** Connections opened since the submission was started. */
  readonly connections: number
  /** Forgets the commands and takes every disturbance back. */
  forget(): void
  /** Starts to count connections anew. */
  forgetConnections(): void
  setGate(gate: Gate): void
  /** Holds every reply back for so many milliseconds, counted from the first that comes. */
  freezeReplies(ms: number): void
  /** Holds the first reply of each round trip back for so many milliseconds; undefined ends it. */
  setLatency(ms: (() => number) | undefined): void
  /** Ends all connections and refuses new ones until {@link resume}. */
  interrupt(): Promise<void>
  resume(redisSocketPath: string): Promise<void>
  close(): Promise<void>
}

/** What one check may cost us in memory; no honest submission comes near. */
const MOST_COMMANDS = 100_000
const MOST_BYTES = 64 * 1024 * 1024
const RELISTEN_WITHIN_MS = 2_000

/** Connections wait until there is a Redis to connect them to: {@link SpyProxy.resume} says where. */
export async function startSpyProxy(): Promise<SpyProxy> {
  let upstreamPath = ''
  let announce: () => void = () => undefined
  const announced = new Promise<void>((resolve) => (announce = resolve))
  let opened = 0
  let roundTrips = 0
  let gate: Gate | undefined
  let latency: (() => number) | undefined
  let freezeMs = 0
  let thaw: Promise<void> | undefined
  let commands: WireCommand[] = []
  let recordedBytes = 0
  const connections = new Set<SpyConnection>()

  const tap: Tap = {
    record(command) {
      recordedBytes += command.argv.reduce((sum, { length }) => sum + length, 0)
      commands.push(command)
      return commands.length <= MOST_COMMANDS && recordedBytes <= MOST_BYTES
    },
    nextRoundTrip: () => ++roundTrips,
    isGated: () => gate !== undefined,
    rule: (command) => gate?.(command) ?? 'forward',
    holdReply(startsRoundTrip) {
      if (freezeMs > 0) {
        thaw ??= sleep(freezeMs).then(() => {
          freezeMs = 0
          thaw = undefined
        })
        return thaw
      }
      const ms = startsRoundTrip ? (latency?.() ?? 0) : 0
      return ms > 0 ? sleep(ms) : undefined
    },
  }

  const accept = (client: Socket): void => {
    if (upstreamPath === '') {
      client.on('error', () => client.destroy())
      void announced.then(() => accept(client))
      return
    }
    client.setNoDelay(true)
    const connection = new SpyConnection(++opened, client, connect(upstreamPath), tap)
    connections.add(connection)
    void connection.ended.finally(() => connections.delete(connection))
  }
  const server = createServer({ noDelay: true }, accept)
  const port = await listenOnFreePort(server)

  const endAll = (): void => {
    for (const connection of connections) connection.end()
  }
  return {
    port,
    get commands() {
      return commands
    },
    get connections() {
      return opened
    },
    forget() {
      commands = []
      recordedBytes = 0
      gate = undefined
      latency = undefined
      freezeMs = 0
    },
    forgetConnections: () => void (opened = 0),
    setGate: (next) => void (gate = next),
    freezeReplies: (ms) => void (freezeMs = ms),
    setLatency: (ms) => void (latency = ms),
    async interrupt() {
      for (const connection of connections) connection.reset()
      if (server.listening) await closed(server)
    },
    async resume(path) {
      upstreamPath = path
      announce()
      if (server.listening) return
      const deadline = performance.now() + RELISTEN_WITHIN_MS
      while (!(await listenOn(server, port))) {
        if (performance.now() > deadline) throw new GraderTrouble(`port ${port} was taken`)
        await sleep(1)
      }
    },
    async close() {
      endAll()
      if (server.listening) await closed(server)
      releasePort(port)
    },
  }
}
