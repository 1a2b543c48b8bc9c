import type { Reply } from './reply.ts'

const encoder = new TextEncoder()

/** A status or an error is one line: Redis, too, sends a space for each line break in it. */
function oneLine(value: string): string {
  return value.replace(/[\r\n]/g, ' ')
}

/** Pieces of a reply in their order; joined once at the end. */
class Pieces {
  readonly #pieces: Uint8Array[] = []
  #size = 0
  line(text: string): void {
    this.#add(encoder.encode(`${text}\r\n`))
  }
  bulk(type: string, value: Uint8Array): void {
    this.line(`${type}${value.length}`)
    this.#add(value)
    this.line('')
  }
  #add(bytes: Uint8Array): void {
    this.#pieces.push(bytes)
    this.#size += bytes.length
  }
  join(): Uint8Array {
    const all = new Uint8Array(this.#size)
    let at = 0
    for (const piece of this.#pieces) {
      all.set(piece, at)
      at += piece.length
    }
    return all
  }
}

/**
 * A reply as the server sends it to a client of that protocol. Version 2 has no RESP3 kinds, so
 * they go down as redis-server sends them: a map is a flat array, a set or a push an array, a
 * double, a big number or a verbatim string a bulk, a boolean 1 or 0. Version 3 has one nil.
 *
 * Source: RESP specification; addReplyBool, addReplyDouble, addReplyMapLen … in redis 7.0.
 */
export function encodeReply(reply: Reply, protocol: 2 | 3): Uint8Array {
  const pieces = new Pieces()
  write(pieces, reply, protocol === 3)
  return pieces.join()
}

function write(pieces: Pieces, reply: Reply, resp3: boolean): void {
  switch (reply.kind) {
    case 'status':
      pieces.line(`+${oneLine(reply.value)}`)
      return
    case 'error':
      pieces.line(`-${oneLine(reply.value)}`)
      return
    case 'integer':
      pieces.line(`:${reply.value.toString()}`)
      return
    case 'bulk':
      pieces.bulk('$', reply.value)
      return
    case 'nil':
      pieces.line(resp3 ? '_' : '$-1')
      return
    case 'nil-array':
      pieces.line(resp3 ? '_' : '*-1')
      return
    case 'boolean':
      pieces.line(resp3 ? `#${reply.value ? 't' : 'f'}` : `:${reply.value ? 1 : 0}`)
      return
    case 'double':
      writeNumber(pieces, ',', reply.value, resp3)
      return
    case 'big-number':
      writeNumber(pieces, '(', reply.value, resp3)
      return
    case 'verbatim':
      writeVerbatim(pieces, reply.format, reply.value, resp3)
      return
    case 'array':
      writeItems(pieces, '*', reply.items, resp3)
      return
    case 'set':
      writeItems(pieces, resp3 ? '~' : '*', reply.items, resp3)
      return
    case 'push':
      writeItems(pieces, resp3 ? '>' : '*', reply.items, resp3)
      return
    case 'map':
      writeMap(pieces, reply.entries, resp3)
  }
}

function writeNumber(pieces: Pieces, type: string, value: string, resp3: boolean): void {
  if (resp3) pieces.line(`${type}${oneLine(value)}`)
  else pieces.bulk('$', encoder.encode(value))
}

function writeVerbatim(pieces: Pieces, format: string, value: Uint8Array, resp3: boolean): void {
  if (!resp3) {
    pieces.bulk('$', value)
    return
  }
  const prefix = encoder.encode(`${format}:`)
  const whole = new Uint8Array(prefix.length + value.length)
  whole.set(prefix)
  whole.set(value, prefix.length)
  pieces.bulk('=', whole)
}

function writeItems(pieces: Pieces, type: string, items: readonly Reply[], resp3: boolean): void {
  pieces.line(`${type}${items.length}`)
  for (const item of items) write(pieces, item, resp3)
}

function writeMap(
  pieces: Pieces,
  entries: readonly (readonly [Reply, Reply])[],
  resp3: boolean,
): void {
  pieces.line(resp3 ? `%${entries.length}` : `*${entries.length * 2}`)
  for (const [key, value] of entries) {
    write(pieces, key, resp3)
    write(pieces, value, resp3)
  }
}
