import { z } from 'zod/mini'
import type { ToProgram } from './wire.ts'

const base64 = z.object({ base64: z.string() })

/** A message as one line of JSON, its bytes as base64: for where a pipe lies between program and page. */
export function encodeLine(message: object): string {
  const text = JSON.stringify(message, (_, value: unknown) =>
    value instanceof Uint8Array
      ? { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
      : value,
  )
  return `${text}\n`
}

/** The message of a line as it came; undefined for what is no JSON. */
export function decodeLine(line: string): unknown {
  try {
    return JSON.parse(line, (_, value: unknown) => {
      const found = base64.safeParse(value)
      return found.success ? bytesOf(found.data.base64) : value
    })
  } catch {
    return undefined
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}

const connection = z.number()
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const toProgram = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), connection }),
  z.object({ kind: z.literal('data'), connection, bytes }),
  z.object({ kind: z.literal('closed'), connection, reason: z.string() }),
])

/** What the page says in a line; undefined for anything else. */
export function readToProgram(line: string): ToProgram | undefined {
  return toProgram.safeParse(decodeLine(line)).data
}
