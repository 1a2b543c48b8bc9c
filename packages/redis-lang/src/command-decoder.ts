import { ArrivedBytes } from './arrived-bytes.ts'
import { CR, LF, TYPE, ZERO } from './ascii.ts'
import { DecodedCommand, splitMultibulk } from './decoded-command.ts'
import { parseLength } from './integer-text.ts'
import { ProtocolError } from './protocol-error.ts'
import type { Argv } from './reply.ts'
import { splitBytes } from './split-bytes.ts'

export interface CommandLimits {
  /** Bytes of one command as multibulk, the framing included. */
  readonly maxBytes: number
  readonly maxArguments: number
}

/**
 * PROTO_INLINE_MAX_SIZE: the longest inline command or length line. redis-server looks for a line's
 * end with strchr, which a zero byte stops: such a line never ends, and fails when it is too long.
 */
const MAX_LINE = 64 * 1024
const UNAUTHENTICATED_ARGUMENTS = 10
const UNAUTHENTICATED_BULK = 16 * 1024
const DEFAULT_LIMITS: CommandLimits = { maxBytes: 512 * 1024 * 1024, maxArguments: 1024 * 1024 }

/**
 * Reads what clients send, as redis-server does: multibulk and inline commands from chunks of any
 * size. Empty inline lines and `*0` are skipped. A ProtocolError carries the text that Redis
 * answers before it closes the connection; after one, every further call throws it again.
 *
 * Source: processInlineBuffer and processMultibulkBuffer of redis 7.0.
 */
export class CommandDecoder {
  /** While false, Redis's tighter bounds for clients that have not logged in hold. */
  authenticated = true
  readonly #limits: CommandLimits
  readonly #buffer = new ArrivedBytes()
  /** Offsets below count from the first byte of the command that is being read. */
  #read = 0
  #searched = 0
  #argumentsLeft = 0
  #bulkLength = -1
  #canonical = true
  #count = 0
  #failure: ProtocolError | undefined

  constructor(limits: Partial<CommandLimits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits }
  }

  /** Takes bytes as they arrived; the chunk may be reused by the caller afterwards. */
  push(chunk: Uint8Array): void {
    this.#buffer.append(chunk)
  }

  /** Like `push` without a copy: nobody changes the chunk from now on. */
  adopt(chunk: Uint8Array): void {
    this.#buffer.adopt(chunk)
  }

  /** Bytes that arrived and are not part of a returned command yet. */
  get pendingBytes(): number {
    return this.#buffer.length
  }

  /** The next complete command, or undefined when more bytes are needed. Throws ProtocolError. */
  next(): DecodedCommand | undefined {
    if (this.#failure) throw this.#failure
    for (;;) {
      if (this.#argumentsLeft === 0) {
        if (this.#buffer.length === 0) return undefined
        const whole = this.#searched === 0 ? this.#takeWhole() : undefined
        if (whole !== undefined) return whole
        const isMultibulk = this.#buffer.bytes[this.#buffer.start] === TYPE.array
        if (!isMultibulk) {
          const argv = this.#readInline()
          if (argv === undefined) return undefined
          if (argv.length > 0) return DecodedCommand.of(argv)
          continue
        }
        const count = this.#readCount()
        if (count === undefined) return undefined
        if (count === 0) continue
      }
      return this.#readArguments() ? this.#take() : undefined
    }
  }

  #fail(text: string): never {
    this.#failure = new ProtocolError(`ERR Protocol error: ${text}`)
    throw this.#failure
  }

  /**
   * The command that the buffer begins with, in one pass, when all of it is there and nothing about it
   * is out of the ordinary; otherwise it is read step by step.
   */
  #takeWhole(): DecodedCommand | undefined {
    const { bytes, start, end } = this.#buffer
    if (bytes[start] !== TYPE.array || !this.authenticated) return undefined
    let at = start + 1
    let count = 0
    let digit = (bytes[at] ?? 0) - ZERO
    if (digit === 0) return undefined
    for (; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) count = count * 10 + digit
    if (count === 0 || count > this.#limits.maxArguments) return undefined
    if (bytes[at] !== CR || bytes[at + 1] !== LF) return undefined
    at += 2
    for (let left = count; left > 0; left--) {
      if (bytes[at] !== TYPE.bulk) return undefined
      const first = ++at
      let length = 0
      digit = (bytes[at] ?? 0) - ZERO
      for (; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) {
        length = length * 10 + digit
      }
      const digits = at - first
      if (digits === 0 || digits > 9 || (digits > 1 && bytes[first] === ZERO)) return undefined
      if (bytes[at] !== CR || bytes[at + 1] !== LF) return undefined
      at += 2 + length
      if (at + 2 > end || bytes[at] !== CR || bytes[at + 1] !== LF) return undefined
      at += 2
      if (at - start > this.#limits.maxBytes) return undefined
    }
    this.#buffer.consume(at - start)
    return new DecodedCommand(bytes, start, at, count)
  }

  #readInline(): Argv | undefined {
    const { bytes, start, end } = this.#buffer
    let at = start + this.#searched
    while (at < end && bytes[at] !== LF && bytes[at] !== 0) at++
    this.#searched = at - start
    if (at === end || bytes[at] === 0) {
      if (end - start > MAX_LINE) this.#fail('too big inline request')
      return undefined
    }
    const lineEnd = at > start && bytes[at - 1] === CR ? at - 1 : at
    const split = splitBytes(bytes.subarray(start, lineEnd))
    if (!split.ok) this.#fail('unbalanced quotes in request')
    this.#buffer.consume(at + 1 - start)
    this.#searched = 0
    if (split.args.length > this.#limits.maxArguments) this.#fail('invalid multibulk length')
    return split.args.map((arg) => arg.value)
  }

  /** Offset of the carriage return that ends the line at `#read`; -1 when it did not arrive. */
  #lineEnd(what: string): number {
    const { bytes, start, end } = this.#buffer
    let at = start + this.#searched
    while (at < end && bytes[at] !== CR && bytes[at] !== 0) at++
    this.#searched = at - start
    const found = at < end && bytes[at] === CR
    if (!found && end - start - this.#read > MAX_LINE) this.#fail(`too big ${what} count string`)
    return found && at + 1 < end ? this.#searched : -1
  }

  #skipLineEnd(at: number): void {
    if (this.#buffer.bytes[this.#buffer.start + at + 1] !== LF) this.#canonical = false
    this.#read = at + 2
    this.#searched = this.#read
  }

  /** Reads `*<count>`; 0 when there is nothing to run. */
  #readCount(): number | undefined {
    const lineEnd = this.#lineEnd('mbulk')
    if (lineEnd === -1) return undefined
    const { bytes, start } = this.#buffer
    const count = parseLength(bytes, start + 1, start + lineEnd)
    if (!(count <= this.#limits.maxArguments)) this.#fail('invalid multibulk length')
    if (count > UNAUTHENTICATED_ARGUMENTS && !this.authenticated) {
      this.#fail('unauthenticated multibulk length')
    }
    this.#skipLineEnd(lineEnd)
    if (count > 0) {
      this.#argumentsLeft = count
      this.#count = count
      return count
    }
    this.#buffer.consume(this.#read)
    this.#begin()
    return 0
  }

  #begin(): void {
    this.#read = 0
    this.#searched = 0
    this.#bulkLength = -1
    this.#canonical = true
  }

  /** Reads the bulk strings that arrived; true when all did. */
  #readArguments(): boolean {
    while (this.#argumentsLeft > 0) {
      if (this.#bulkLength === -1 && !this.#readBulkLength()) return false
      const end = this.#read + this.#bulkLength
      if (this.#buffer.length < end + 2) return false
      const at = this.#buffer.start + end
      if (this.#buffer.bytes[at] !== CR || this.#buffer.bytes[at + 1] !== LF)
        this.#canonical = false
      this.#read = end + 2
      this.#searched = this.#read
      this.#bulkLength = -1
      this.#argumentsLeft--
    }
    return true
  }

  #readBulkLength(): boolean {
    const lineEnd = this.#lineEnd('bulk')
    if (lineEnd === -1) return false
    const { bytes, start } = this.#buffer
    const type = bytes[start + this.#read] ?? 0
    if (type !== TYPE.bulk) this.#fail(`expected '$', got '${shown(type)}'`)
    const length = parseLength(bytes, start + this.#read + 1, start + lineEnd)
    if (!(length >= 0 && lineEnd + length + 4 <= this.#limits.maxBytes)) {
      this.#fail('invalid bulk length')
    }
    if (length > UNAUTHENTICATED_BULK && !this.authenticated) {
      this.#fail('unauthenticated bulk length')
    }
    this.#skipLineEnd(lineEnd)
    this.#bulkLength = length
    return true
  }

  #take(): DecodedCommand {
    const { bytes, start } = this.#buffer
    const command = this.#canonical
      ? new DecodedCommand(bytes, start, start + this.#read, this.#count)
      : DecodedCommand.of(splitMultibulk(bytes, start))
    this.#buffer.consume(this.#read)
    this.#begin()
    return command
  }
}

/** A byte in an error: a line break is a space there, and what is not ASCII is not text alone. */
function shown(byte: number): string {
  if (byte === CR || byte === LF) return ' '
  return byte < 0x80 ? String.fromCharCode(byte) : '\ufffd'
}
