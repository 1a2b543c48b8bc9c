import { ArrivedBytes } from './arrived-bytes.ts'
import { CR, LF, MINUS, QUESTION, TYPE, ZERO } from './ascii.ts'
import { parseInteger } from './integer-text.ts'
import { ProtocolError } from './protocol-error.ts'
import { DEFAULT_REPLY_LIMITS, type ReplyLimits } from './reply-limits.ts'
import {
  badLength,
  streamedType,
  tooDeep,
  tooLong,
  tooManyElements,
  unknownType,
} from './reply-protocol-error.ts'
import type { Reply } from './reply.ts'

type Aggregate = 'array' | 'set' | 'push' | 'map' | 'attribute'

/** An aggregate whose items are still arriving. */
interface Open {
  readonly kind: Aggregate
  readonly items: Reply[]
  left: number
}

const text = new TextDecoder('utf-8', { ignoreBOM: true })
const TYPES: ReadonlySet<number | undefined> = new Set(Object.values(TYPE))
const OPENED = Symbol('opened')
const NIL: Reply = { kind: 'nil' }
const NIL_ARRAY: Reply = { kind: 'nil-array' }
const OK: Reply = { kind: 'status', value: 'OK' }

/**
 * Reads RESP2 and RESP3 replies from chunks of any size; attributes are read and dropped. Text of
 * statuses and errors is UTF-8. What it returns shares no memory with the chunks; values
 * that came together may be parts of one array, which is not written to again.
 *
 * Source: RESP specification, https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export class ReplyDecoder {
  readonly #limits: ReplyLimits
  readonly #buffer = new ArrivedBytes()
  readonly #open: Open[] = []
  /** Of the line that is not complete yet: how many bytes were searched for its end. */
  #searched = 0
  /** The bulk whose content is still arriving: its type byte and length; -1 when there is none. */
  #bulkLength = -1
  #bulkType = 0
  #frameBytes = 0
  #elements = 0

  constructor(limits: Partial<ReplyLimits> = {}) {
    this.#limits = { ...DEFAULT_REPLY_LIMITS, ...limits }
  }

  /** Takes bytes as they arrived; the chunk may be reused by the caller afterwards. */
  push(chunk: Uint8Array): void {
    this.#buffer.append(chunk)
  }

  /**
   * The next complete reply, or undefined when more bytes are needed. Throws ProtocolError when the
   * bytes are not RESP or go over a limit; then the stream is lost.
   */
  next(): Reply | undefined {
    for (;;) {
      const value =
        this.#bulkLength >= 0 ? this.#readBulk() : (this.#readWholeBulk() ?? this.#readLine())
      if (value === undefined) return undefined
      if (value === OPENED) continue
      const whole = this.#deliver(value)
      if (whole === undefined) continue
      this.#frameBytes = 0
      this.#elements = 0
      return whole
    }
  }

  /** Puts a value where it belongs; returns the top-level reply when this completes it. */
  #deliver(value: Reply): Reply | undefined {
    let done = value
    for (;;) {
      const parent = this.#open[this.#open.length - 1]
      if (parent === undefined) return done
      parent.items.push(done)
      parent.left--
      if (parent.left > 0) return undefined
      this.#open.pop()
      if (parent.kind === 'attribute') return undefined
      done = aggregate(parent.kind, parent.items)
    }
  }

  #consume(count: number): void {
    this.#buffer.consume(count)
    this.#frameBytes += count
    this.#checkBytes(0)
  }

  #checkBytes(coming: number): void {
    if (this.#frameBytes + coming <= this.#limits.maxBytes) return
    throw tooLong(this.#limits)
  }

  /** A bulk string that is all there, in one pass; what is out of the ordinary is read step by step. */
  #readWholeBulk(): Reply | undefined {
    const { bytes, start, end } = this.#buffer
    if (bytes[start] !== TYPE.bulk || this.#searched !== 0) return undefined
    let at = start + 1
    let size = 0
    let digit = (bytes[at] ?? 0) - ZERO
    for (; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) size = size * 10 + digit
    const digits = at - start - 1
    if (digits === 0 || digits > 9 || bytes[at] !== CR || bytes[at + 1] !== LF) return undefined
    const from = at + 2
    const to = from + size
    if (to + 2 > end || bytes[to] !== CR || bytes[to + 1] !== LF) return undefined
    this.#consume(to + 2 - start)
    return { kind: 'bulk', value: bytes.subarray(from, to) }
  }

  #readLine(): Reply | typeof OPENED | undefined {
    const { bytes, start } = this.#buffer
    const end = this.#findLineEnd()
    if (end === -1) return undefined
    const type = bytes[start] ?? 0
    const value = this.#readTyped(type, bytes, start + 1, end)
    this.#searched = 0
    this.#consume(end + 2 - start)
    return value
  }

  /** Where in the buffer the carriage return of the first line is; -1 when it did not arrive. */
  #findLineEnd(): number {
    const { bytes, start, end } = this.#buffer
    let at = start + this.#searched
    for (const last = end - 1; at < last; at++) {
      if (bytes[at] === CR && bytes[at + 1] === LF) return at
    }
    this.#searched = at - start
    this.#checkBytes(this.#buffer.length)
    if (end > start && !TYPES.has(bytes[start])) throw unknownType(bytes[start] ?? 0)
    return -1
  }

  #readTyped(
    type: number,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): Reply | typeof OPENED | undefined {
    switch (type) {
      case TYPE.status:
        if (to - from === 2 && bytes[from] === 0x4f && bytes[from + 1] === 0x4b) return OK
        return { kind: 'status', value: text.decode(bytes.subarray(from, to)) }
      case TYPE.error:
        return { kind: 'error', value: text.decode(bytes.subarray(from, to)) }
      case TYPE.integer:
        return { kind: 'integer', value: integer(bytes, from, to) }
      case TYPE.nil:
        return NIL
      case TYPE.boolean:
        return { kind: 'boolean', value: boolean(bytes, from, to) }
      case TYPE.double:
        return { kind: 'double', value: text.decode(bytes.subarray(from, to)) }
      case TYPE.bigNumber:
        return { kind: 'big-number', value: text.decode(bytes.subarray(from, to)) }
      case TYPE.bulk:
      case TYPE.blobError:
      case TYPE.verbatim:
        return this.#openBulk(type, length(bytes, from, to))
      case TYPE.array:
        return this.#openAggregate('array', length(bytes, from, to))
      case TYPE.set:
        return this.#openAggregate('set', length(bytes, from, to))
      case TYPE.push:
        return this.#openAggregate('push', length(bytes, from, to))
      case TYPE.map:
        return this.#openAggregate('map', length(bytes, from, to))
      case TYPE.attribute:
        return this.#openAggregate('attribute', length(bytes, from, to))
      default:
        throw unknownType(type)
    }
  }

  #openBulk(type: number, size: number): Reply | typeof OPENED {
    if (size < 0) return NIL
    this.#checkBytes(size)
    this.#bulkType = type
    this.#bulkLength = size
    return OPENED
  }

  #openAggregate(kind: Aggregate, size: number): Reply | typeof OPENED {
    if (size < 0) return NIL_ARRAY
    const left = kind === 'map' || kind === 'attribute' ? size * 2 : size
    this.#elements += left
    if (this.#elements > this.#limits.maxElements) throw tooManyElements(this.#limits)
    if (left === 0) return kind === 'attribute' ? OPENED : aggregate(kind, [])
    if (this.#open.length >= this.#limits.maxDepth) throw tooDeep(this.#limits)
    this.#open.push({ kind, items: [], left })
    return OPENED
  }

  #readBulk(): Reply | undefined {
    const { bytes, start, length: available } = this.#buffer
    const size = this.#bulkLength
    if (available < size + 2) return undefined
    if (bytes[start + size] !== CR || bytes[start + size + 1] !== LF) {
      throw new ProtocolError('Protocol error, bulk does not end with CRLF')
    }
    const value = bytes.subarray(start, start + size)
    this.#bulkLength = -1
    this.#consume(size + 2)
    if (this.#bulkType === TYPE.bulk) return { kind: 'bulk', value }
    if (this.#bulkType === TYPE.blobError) return { kind: 'error', value: text.decode(value) }
    return verbatim(value)
  }
}

function aggregate(kind: Exclude<Aggregate, 'attribute'>, items: Reply[]): Reply {
  if (kind !== 'map') return { kind, items }
  const entries: [Reply, Reply][] = []
  for (let at = 0; at + 1 < items.length; at += 2) {
    entries.push([items[at] ?? NIL, items[at + 1] ?? NIL])
  }
  return { kind, entries }
}

function integer(bytes: Uint8Array, from: number, to: number): number | bigint {
  const value = parseInteger(bytes, from, to)
  if (Number.isNaN(value)) throw new ProtocolError('Protocol error, bad integer value')
  return value
}

function boolean(bytes: Uint8Array, from: number, to: number): boolean {
  const isTrue = bytes[from] === 0x74
  if (to - from !== 1 || (!isTrue && bytes[from] !== 0x66)) {
    throw new ProtocolError('Protocol error, bad boolean value')
  }
  return isTrue
}

/** A length of 0 or more, or -1 for the RESP2 nils. */
function length(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === QUESTION) throw streamedType()
  if (to - from === 2 && bytes[from] === MINUS && bytes[from + 1] === 0x31) return -1
  const value = parseInteger(bytes, from, to)
  if (typeof value !== 'number' || !(value >= 0)) throw badLength()
  return value
}

function verbatim(value: Uint8Array): Reply {
  if (value.length < 4 || value[3] !== 0x3a) {
    throw new ProtocolError('Protocol error, verbatim string without its format')
  }
  return { kind: 'verbatim', format: text.decode(value.subarray(0, 3)), value: value.subarray(4) }
}
