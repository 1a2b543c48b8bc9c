import type { ToProgram } from './wire.ts'

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
      if (typeof value !== 'object' || value === null || !('base64' in value)) return value
      return typeof value.base64 === 'string' ? bytesOf(value.base64) : value
    })
  } catch {
    return undefined
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}

/** What the page says in a line; undefined for anything else. */
export function readToProgram(line: string): ToProgram | undefined {
  const message = decodeLine(line)
  return isToProgram(message) ? message : undefined
}

/** By hand: a schema would be most of the runtime's weight, and the page is the side that is trusted. */
function isToProgram(message: unknown): message is ToProgram {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false
  if (!('connection' in message) || typeof message.connection !== 'number') return false
  if (message.kind === 'data') return 'bytes' in message && message.bytes instanceof Uint8Array
  if (message.kind === 'closed') return 'reason' in message && typeof message.reason === 'string'
  return message.kind === 'opened'
}
