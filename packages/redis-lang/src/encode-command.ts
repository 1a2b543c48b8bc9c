import { CR, LF, TYPE, ZERO } from './ascii.ts'

const encoder = new TextEncoder()

/** How many bytes `$<length>\r\n` or `*<count>\r\n` takes. */
function headerSize(count: number): number {
  return 3 + (count < 10 ? 1 : count < 100 ? 2 : String(count).length)
}

function writeHeader(into: Uint8Array, at: number, type: number, count: number): number {
  const size = headerSize(count)
  let rest = count
  for (let place = at + size - 3; place > at; place--) {
    into[place] = ZERO + (rest % 10)
    rest = Math.floor(rest / 10)
  }
  into[at] = type
  into[at + size - 2] = CR
  into[at + size - 1] = LF
  return at + size
}

/**
 * A command as clients send it: an array of bulk strings. Text is sent as UTF-8.
 *
 * Source: RESP specification, "Sending commands to a Redis server".
 */
export function encodeCommand(argv: readonly (Uint8Array | string)[]): Uint8Array {
  const args = argv.map((arg) => (typeof arg === 'string' ? encoder.encode(arg) : arg))
  let size = headerSize(args.length)
  for (const arg of args) size += headerSize(arg.length) + arg.length + 2
  const bytes = new Uint8Array(size)
  let at = writeHeader(bytes, 0, TYPE.array, args.length)
  for (const arg of args) {
    at = writeHeader(bytes, at, TYPE.bulk, arg.length)
    bytes.set(arg, at)
    at += arg.length
    bytes[at++] = CR
    bytes[at++] = LF
  }
  return bytes
}
