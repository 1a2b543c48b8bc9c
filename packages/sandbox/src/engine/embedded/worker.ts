import { setImmediate } from 'node:timers'
import { parentPort, workerData } from 'node:worker_threads'
import type { LuaWasmModule } from 'lua-redis-wasm'
import { loadLua } from './lua/lua-engine.ts'
import { freeze, thaw } from './at-rest.ts'
import { buildServer, type Server } from './build-server.ts'
import type { Connection } from './connection.ts'
import { joinData, transferList } from './join-data.ts'
import type { FromWorker, LuaFiles, ToWorker } from './worker-protocol.ts'

/** The entry of the Worker: hosts servers and carries their connections over the MessagePort. */
const servers = new Map<number, Server>()
const connections = new Map<number, Connection>()
const outbox: FromWorker[] = []
let flushing = false
let hold: ((message: ToWorker) => void) | undefined

/** One message a turn of the event loop: a Worker's port is slow a message, not a byte. */
function post(message: FromWorker): void {
  outbox.push(message)
  scheduleFlush()
}

function scheduleFlush(): void {
  if (flushing) return
  flushing = true
  setImmediate(() => {
    flushing = false
    for (const server of servers.values()) server.touched.flush()
    const messages = joinData(outbox.splice(0))
    parentPort?.postMessage(messages, transferList(messages))
  })
}

function isLuaFiles(value: unknown): value is LuaFiles {
  return typeof value === 'object' && value !== null && 'modulePath' in value && 'wasmPath' in value
}

function receive(message: ToWorker): void {
  switch (message.kind) {
    case 'launch': {
      launch(message)
      return
    }
    case 'open': {
      open(message)
      return
    }
    case 'data':
      return connections.get(message.connection)?.push(message.bytes)
    case 'pause':
    case 'resume':
    case 'close':
      return connections.get(message.connection)?.[message.kind]()
    case 'watch':
    case 'unwatch':
      return servers.get(message.server)?.touched[message.kind]()
    case 'end': {
      end(message.server)
      return
    }
    case 'freeze':
      return void setAside(message.server)
    case 'thaw':
      return void takeUp(message)
  }
}

function end(server: number): void {
  // A Worker that is to take another server has this one alone.
  for (const connection of connections.values()) connection.close()
  servers.get(server)?.end()
  servers.delete(server)
  post({ kind: 'ended' })
}

async function setAside(server: number): Promise<void> {
  const found = servers.get(server)
  const frozen = found && (await freeze(found, connections.values()))
  if (frozen === undefined) {
    post({ kind: 'busy' })
    return
  }
  found?.touched.flush()
  post({ kind: 'frozen', frozen: frozen.bytes, nextExpiry: frozen.nextExpiry })
}

/** Messages that come meanwhile wait until the connections are as they were. */
async function takeUp(message: Extract<ToWorker, { kind: 'thaw' }>): Promise<void> {
  const early: ToWorker[] = []
  hold = (one) => void early.push(one)
  const server = launch(message)
  for (const rest of thaw(server, message.frozen)) {
    open({ kind: 'open', server: message.server, connection: rest.id, admin: rest.admin })
    await connections.get(rest.id)?.wake(rest)
  }
  hold = undefined
  early.forEach(receive)
}

function launch({
  server,
  user,
  memoryBytes,
}: Pick<Extract<ToWorker, { kind: 'launch' }>, 'server' | 'user' | 'memoryBytes'>): Server {
  const touched = {
    changed: scheduleFlush,
    keys: (keys: readonly Uint8Array[]) => void outbox.push({ kind: 'touched', server, keys }),
    all: () => void outbox.push({ kind: 'touched-all', server }),
  }
  const built = buildServer({ user, memoryBytes, touched, loadLua: nextLua })
  servers.set(server, built)
  return built
}

function open({ server, connection, admin }: Extract<ToWorker, { kind: 'open' }>): void {
  const opened = servers.get(server)?.open({
    id: connection,
    admin,
    onData: (bytes) => post({ kind: 'data', connection, bytes }),
    onClose: () => {
      connections.delete(connection)
      post({ kind: 'closed', connection })
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  })
  if (opened) connections.set(connection, opened)
}

const lua = isLuaFiles(workerData) ? workerData : undefined
/** One runtime is loaded ahead: the first script of a sandbox need not wait for it. */
let spare: Promise<LuaWasmModule> | undefined = loadLua(lua)

function nextLua(): Promise<LuaWasmModule> {
  const next = spare ?? loadLua(lua)
  spare = undefined
  return next
}

await spare
parentPort?.on('message', (messages: readonly ToWorker[]) => {
  for (const message of messages) (hold ?? receive)(message)
})
post({ kind: 'ready' })
