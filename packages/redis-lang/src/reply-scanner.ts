import { CR, LF, MINUS, QUESTION, TYPE, ZERO } from './ascii.ts'
import { DEFAULT_REPLY_LIMITS, type ReplyLimits } from './reply-limits.ts'
import {
  badLength,
  streamedType,
  tooDeep,
  tooLong,
  tooManyElements,
  unknownType,
} from './reply-protocol-error.ts'

/** What the next byte is: a type byte, part of a line, digits of a length, or inside a bulk. */
type Expecting = 'type' | 'line' | 'length' | 'bulk'

/**
 * Finds where reply frames end in a stream of bytes and builds nothing: for forwarding replies.
 * It keeps its place between chunks, so each byte is looked at once. Of a bulk it trusts the
 * declared length.
 *
 *     let from = 0
 *     for (let end; (end = scanner.scan(chunk, from)) !== -1; from = end) forward(chunk, from, end)
 *
 * Source: RESP specification, https://redis.io/docs/latest/develop/reference/protocol-spec/
 */
export class ReplyScanner {
  readonly #limits: ReplyLimits
  #expecting: Expecting = 'type'
  #type = 0
  #sawCarriageReturn = false
  #lineEnded = false
  #length = 0
  #lengthDigits = 0
  #lengthNegative = false
  #bulkLeft = 0
  readonly #left: number[] = []
  readonly #isAttribute: boolean[] = []
  #complete = true
  #kind = 0
  #bytes = 0
  #elements = 0
  #depth = 0

  constructor(limits: Partial<ReplyLimits> = {}) {
    this.#limits = { ...DEFAULT_REPLY_LIMITS, ...limits }
  }

  /** The type byte of the frame (`0x2b` is `+`), an attribute before it set aside; 0 when not known yet. */
  get kind(): number {
    return this.#kind
  }
  get isPush(): boolean {
    return this.#kind === TYPE.push
  }
  get isError(): boolean {
    return this.#kind === TYPE.error || this.#kind === TYPE.blobError
  }
  /** Bytes of the frame seen so far; of the whole frame when it is complete. */
  get bytes(): number {
    return this.#bytes
  }
  /** Like `bytes`, with the rest of the bulk that is on its way: known before it arrives. */
  get expectedBytes(): number {
    return this.#bytes + (this.#expecting === 'bulk' ? this.#bulkLeft : 0)
  }
  /** Values that the frame's headers declared so far; a pair of a map counts two. */
  get elements(): number {
    return this.#elements
  }
  /** The deepest nesting so far: 0 for a plain value, 1 for a flat array. */
  get depth(): number {
    return this.#depth
  }
  /** False in the middle of a frame. */
  get complete(): boolean {
    return this.#complete
  }

  /**
   * Reads on from `chunk[from]` to the end of the frame or of the chunk. Returns the offset just
   * after the frame, or -1 when it goes on in the next chunk. The getters tell about this frame.
   * Throws ProtocolError when the bytes are not RESP or a declared size is over a limit.
   */
  scan(chunk: Uint8Array, from = 0): number {
    if (from >= chunk.length) return -1
    if (this.#complete) {
      const end = this.#scanPlain(chunk, from)
      if (end !== -1) return end
      this.#begin()
    }
    let at = from
    let done = false
    while (at < chunk.length && !done) {
      switch (this.#expecting) {
        case 'type':
          this.#readType(chunk[at++] ?? 0)
          break
        case 'bulk': {
          const taken = Math.min(this.#bulkLeft, chunk.length - at)
          this.#bulkLeft -= taken
          at += taken
          done = this.#bulkLeft === 0 && this.#closeValue()
          break
        }
        case 'line': {
          at = this.#skipLine(chunk, at)
          done = this.#lineEnded && this.#closeValue()
          break
        }
        case 'length':
          done = this.#readLength(chunk[at++] ?? 0)
          break
      }
    }
    this.#bytes += at - from
    if (this.expectedBytes > this.#limits.maxBytes) throw tooLong(this.#limits)
    this.#complete = done
    return done ? at : -1
  }

  /** Where a string, a number or a line ends that is all there; -1 for anything else, which is read byte by byte. */
  #scanPlain(chunk: Uint8Array, from: number): number {
    const type = chunk[from] ?? 0
    let at = from + 1
    if (type === TYPE.bulk) {
      let length = 0
      let digit = (chunk[at] ?? 0) - ZERO
      for (; digit >= 0 && digit <= 9; digit = (chunk[++at] ?? 0) - ZERO) {
        length = length * 10 + digit
      }
      const digits = at - from - 1
      if (digits === 0 || digits > 9 || chunk[at] !== CR || chunk[at + 1] !== LF) return -1
      at += length + 4
    } else if (type === TYPE.status || type === TYPE.integer || type === TYPE.error) {
      while (at < chunk.length && chunk[at] !== CR) at++
      if (chunk[at + 1] !== LF) return -1
      at += 2
    } else return -1
    if (at > chunk.length || at - from > this.#limits.maxBytes) return -1
    this.#kind = type
    this.#bytes = at - from
    this.#elements = 0
    this.#depth = 0
    return at
  }

  #begin(): void {
    this.#complete = false
    this.#kind = 0
    this.#bytes = 0
    this.#elements = 0
    this.#depth = 0
  }

  #readType(type: number): void {
    this.#type = type
    this.#sawCarriageReturn = false
    if (this.#left.length === 0 && type !== TYPE.attribute) this.#kind = type
    switch (type) {
      case TYPE.status:
      case TYPE.error:
      case TYPE.integer:
      case TYPE.nil:
      case TYPE.boolean:
      case TYPE.double:
      case TYPE.bigNumber:
        this.#expecting = 'line'
        this.#lineEnded = false
        return
      case TYPE.bulk:
      case TYPE.blobError:
      case TYPE.verbatim:
      case TYPE.array:
      case TYPE.set:
      case TYPE.push:
      case TYPE.map:
      case TYPE.attribute:
        this.#expecting = 'length'
        this.#length = 0
        this.#lengthDigits = 0
        this.#lengthNegative = false
        return
      default:
        throw unknownType(type)
    }
  }

  #skipLine(chunk: Uint8Array, from: number): number {
    let sawCarriageReturn = this.#sawCarriageReturn
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at]
      if (byte === LF && sawCarriageReturn) {
        this.#lineEnded = true
        return at + 1
      }
      sawCarriageReturn = byte === CR
    }
    this.#sawCarriageReturn = sawCarriageReturn
    return chunk.length
  }

  #readLength(byte: number): boolean {
    const digit = byte - ZERO
    if (digit >= 0 && digit <= 9 && !this.#sawCarriageReturn && this.#lengthDigits < 15) {
      this.#length = this.#length * 10 + digit
      this.#lengthDigits++
      return false
    }
    if (byte === LF && this.#sawCarriageReturn) return this.#openValue()
    if (byte === CR && this.#lengthDigits > 0 && !this.#sawCarriageReturn) {
      this.#sawCarriageReturn = true
      return false
    }
    if (byte === MINUS && this.#lengthDigits === 0 && !this.#lengthNegative) {
      this.#lengthNegative = true
      return false
    }
    throw byte === QUESTION ? streamedType() : badLength()
  }

  /** The length is known: enter the bulk or the aggregate. True when the frame ends here. */
  #openValue(): boolean {
    this.#expecting = 'type'
    if (this.#lengthNegative) {
      if (this.#length !== 1) throw badLength()
      return this.#closeValue()
    }
    if (this.#type === TYPE.bulk || this.#type === TYPE.blobError || this.#type === TYPE.verbatim) {
      this.#bulkLeft = this.#length + 2
      this.#expecting = 'bulk'
      return false
    }
    const isAttribute = this.#type === TYPE.attribute
    const count = isAttribute || this.#type === TYPE.map ? this.#length * 2 : this.#length
    this.#elements += count
    if (this.#elements > this.#limits.maxElements) throw tooManyElements(this.#limits)
    if (count === 0) {
      this.#depth = Math.max(this.#depth, this.#left.length + 1)
      return isAttribute ? false : this.#closeValue()
    }
    this.#left.push(count)
    this.#isAttribute.push(isAttribute)
    this.#depth = Math.max(this.#depth, this.#left.length)
    if (this.#depth > this.#limits.maxDepth) throw tooDeep(this.#limits)
    return false
  }

  /** A value ended: close every aggregate that it completes. True when that was the whole frame. */
  #closeValue(): boolean {
    this.#expecting = 'type'
    for (let top = this.#left.length - 1; top >= 0; top--) {
      const left = (this.#left[top] ?? 0) - 1
      if (left > 0) {
        this.#left[top] = left
        return false
      }
      this.#left.pop()
      // What an attribute belongs to is still to come.
      if (this.#isAttribute.pop() === true) return false
    }
    return true
  }
}
