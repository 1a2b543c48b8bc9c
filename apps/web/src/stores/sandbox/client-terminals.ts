import { shallowReactive, type Ref, type ShallowRef } from 'vue'
import type { CreatedSandbox } from '@keyspace/protocol'
import type { RetryClock } from '../../transport/keep-connected.ts'
import type { Transport } from '../../transport/transport.ts'
import { loadHelp } from '../terminal/load-help.ts'
import type { Note } from '../terminal/scrollback.ts'
import type { Terminal, TypedText } from '../terminal/terminal-port.ts'
import { createTerminal } from '../terminal/terminal.ts'

/** What they need of the store. */
interface Opening {
  readonly transport: Transport
  readonly clock: RetryClock
  readonly now: () => number
  readonly sandbox: Readonly<ShallowRef<CreatedSandbox | null>>
  readonly isGone: Readonly<Ref<boolean>>
  readonly typed: (client: string) => TypedText
}

/** The terminals of the learner's clients A, B and C, each with a connection of its own. */
export interface ClientTerminals {
  readonly all: ReadonlyMap<string, Terminal>
  /** The terminal of a client; opened when it is asked for the first time. */
  readonly of: (client: string) => Terminal
  /** The client behind a CLIENT ID; undefined for one from outside. */
  readonly clientOf: (id: string) => string | undefined
  /** From now on the CLIENT ID is known by that name. */
  readonly name: (id: string, client: string) => void
  readonly forgetNames: () => void
  /** There is a sandbox to connect to: terminals that were opened before it go on. */
  readonly proceed: (sandbox: CreatedSandbox) => void
  readonly noteAll: (note: Note) => void
  readonly restartAll: (note: Note) => void
  readonly closeAll: () => void
}

export function clientTerminals({
  transport,
  clock,
  now,
  sandbox,
  isGone,
  typed,
}: Opening): ClientTerminals {
  const all = shallowReactive(new Map<string, Terminal>())
  const names = new Map<string, string>()
  let waiting: ((sandbox: CreatedSandbox) => void)[] = []

  function nextSandbox(): Promise<CreatedSandbox> {
    return new Promise((resolve) => waiting.push(resolve))
  }

  function open(client: string): Terminal {
    return createTerminal(client, {
      connect: async (onMessage, onClose) => {
        const current = sandbox.value ?? (await nextSandbox())
        return transport.connect({ sandbox: current, protocol: 2, onMessage, onClose })
      },
      onFailed: () => Promise.resolve(isGone.value ? 'stop' : 'retry'),
      onClientId: (id) => names.set(id, client),
      clock,
      now,
      loadHelp,
      typed: typed(client),
    })
  }

  return {
    all,
    of: (client) => {
      const terminal = all.get(client) ?? open(client)
      all.set(client, terminal)
      return terminal
    },
    clientOf: (id) => names.get(id),
    name: (id, client) => names.set(id, client),
    forgetNames: () => names.clear(),
    proceed: (opened) => {
      for (const resolve of waiting.splice(0)) resolve(opened)
    },
    noteAll: (note) => {
      for (const terminal of all.values()) terminal.setNote(note)
    },
    restartAll: (note) => {
      for (const terminal of all.values()) terminal.restart(note)
    },
    closeAll: () => {
      waiting = []
      for (const terminal of all.values()) terminal.stop()
      all.clear()
      names.clear()
    },
  }
}
