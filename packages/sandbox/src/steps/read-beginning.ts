import type { Reply } from '@keyspace/redis-lang'

/** The beginning of a reply; `whole` is false when more of it came than was kept. */
export interface Beginning {
  readonly reply: Reply
  readonly whole: boolean
}

const CR = 0x0d
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

/** Reads a reply, RESP2 or RESP3, that Redis sent and that may have been cut anywhere. */
export function readBeginning(bytes: Uint8Array): Beginning {
  const reader = new Reader(bytes)
  const reply = reader.read() ?? { kind: 'nil' }
  return { reply, whole: reader.whole }
}

class Reader {
  readonly #bytes: Uint8Array
  #at = 0
  whole = true

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The next value as far as it goes; undefined when nothing of it is there. */
  read(): Reply | undefined {
    const type = String.fromCharCode(this.#bytes[this.#at] ?? 0)
    if (this.#at >= this.#bytes.length) {
      this.whole = false
      return undefined
    }
    this.#at += 1
    const line = this.#line()
    switch (type) {
      case '+':
        return { kind: 'status', value: utf8(line) }
      case '-':
        return { kind: 'error', value: utf8(line) }
      case ':':
        return integer(latin1(line))
      case '_':
        return { kind: 'nil' }
      case ',':
        return { kind: 'double', value: latin1(line) }
      case '#':
        return { kind: 'boolean', value: latin1(line) === 't' }
      case '(':
        return { kind: 'big-number', value: latin1(line) }
      default:
        return this.#sized(type, Number(latin1(line)))
    }
  }

  #sized(type: string, size: number): Reply {
    if (size < 0) return { kind: type === '*' ? 'nil-array' : 'nil' }
    switch (type) {
      case '$':
        return { kind: 'bulk', value: this.#bulk(size) }
      case '!':
        return { kind: 'error', value: utf8(this.#bulk(size)) }
      case '=': {
        const value = this.#bulk(size)
        return { kind: 'verbatim', format: latin1(value.subarray(0, 3)), value: value.subarray(4) }
      }
      case '~':
        return { kind: 'set', items: this.#items(size) }
      case '>':
        return { kind: 'push', items: this.#items(size) }
      case '%':
        return { kind: 'map', entries: this.#pairs(size) }
      default:
        return { kind: 'array', items: this.#items(size) }
    }
  }

  #line(): Uint8Array {
    const start = this.#at
    const end = this.#bytes.indexOf(CR, start)
    if (end === -1) {
      this.whole = false
      this.#at = this.#bytes.length
      return this.#bytes.subarray(start)
    }
    this.#at = end + 2
    return this.#bytes.subarray(start, end)
  }

  #bulk(size: number): Uint8Array {
    const start = this.#at
    if (start + size > this.#bytes.length) this.whole = false
    this.#at = start + size + 2
    return this.#bytes.subarray(start, start + size)
  }

  #items(count: number): readonly Reply[] {
    const items: Reply[] = []
    while (items.length < count) {
      const item = this.read()
      if (item === undefined) break
      items.push(item)
    }
    return items
  }

  #pairs(count: number): readonly (readonly [Reply, Reply])[] {
    const pairs: (readonly [Reply, Reply])[] = []
    while (pairs.length < count) {
      const key = this.read()
      const value = this.read()
      if (key === undefined || value === undefined) break
      pairs.push([key, value])
    }
    return pairs
  }
}

function integer(text: string): Reply {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return { kind: 'integer', value }
  return /^-?\d+$/.test(text)
    ? { kind: 'integer', value: BigInt(text) }
    : { kind: 'integer', value: 0 }
}
