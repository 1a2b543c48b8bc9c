import type { CreatedSandbox } from '@keyspace/protocol'
import { readSandbox } from '../../transport/api-client.ts'
import type { TypedText } from '../terminal/terminal-port.ts'

/** This tab's memory: the sandbox and what was typed, for each lesson. A reload brings them back. */
export interface Kept {
  readonly sandbox: (lesson: string) => CreatedSandbox | undefined
  readonly keepSandbox: (lesson: string, sandbox: CreatedSandbox) => void
  readonly forgetSandbox: (lesson: string) => void
  /** The sandboxes that the kept one branched from, the nearest last. */
  readonly origins: (lesson: string) => readonly Origin[]
  readonly keepOrigins: (lesson: string, origins: readonly Origin[]) => void
  readonly typed: (lesson: string, client: string) => TypedText
}

/** The sandbox that another branched from, and after which of its steps. */
export interface Origin {
  readonly sandbox: CreatedSandbox
  readonly step: number
}

/** `storage` may be full or shut: then a reload just starts anew. */
export function keptIn(storage: () => Storage): Kept {
  const read = (key: string): unknown => {
    try {
      return JSON.parse(storage().getItem(key) ?? 'null')
    } catch {
      return null
    }
  }
  const write = (key: string, value: unknown): void => {
    try {
      storage().setItem(key, JSON.stringify(value))
    } catch {
      // Nothing depends on it.
    }
  }
  return {
    sandbox: (lesson) => readSandbox(read(`keyspace.sandbox.${lesson}`)),
    keepSandbox: (lesson, sandbox) => write(`keyspace.sandbox.${lesson}`, sandbox),
    forgetSandbox: (lesson) => write(`keyspace.sandbox.${lesson}`, null),
    origins: (lesson) => readOrigins(read(`keyspace.origins.${lesson}`)),
    keepOrigins: (lesson, origins) => write(`keyspace.origins.${lesson}`, origins),
    typed: (lesson, client) => {
      const key = `keyspace.typed.${lesson}.${client}`
      return { load: () => readTyped(read(key)), save: (typed) => write(key, typed) }
    },
  }
}

function readOrigins(value: unknown): readonly Origin[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('sandbox' in one && 'step' in one)) return []
    const sandbox = readSandbox(one.sandbox)
    return sandbox && typeof one.step === 'number' ? [{ sandbox, step: one.step }] : []
  })
}

function readTyped(value: unknown): { lines: readonly string[]; draft: string } {
  if (typeof value !== 'object' || value === null) return { lines: [], draft: '' }
  const lines: unknown = 'lines' in value ? value.lines : null
  const draft: unknown = 'draft' in value ? value.draft : null
  return {
    lines: Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [],
    draft: typeof draft === 'string' ? draft : '',
  }
}
