import type { Argv } from '@keyspace/redis-lang'

/** One command that the submission sent, and what became of it. Times in milliseconds of `performance.now()`. */
export interface WireCommand {
  /** Counts the connections from 1. */
  readonly connection: number
  /** Upper case. */
  readonly name: string
  readonly argv: Argv
  readonly sentAt: number
  /** Counts the round trips of all connections from 1: a batch is what was sent before the reply to its first. */
  readonly roundTrip: number
  /** True once Redis answered, whether or not the answer was let through. */
  answered: boolean
  /** The first bytes of the reply as RESP; undefined while nothing came through to the submission. */
  reply: Uint8Array | undefined
  /** Redis answered with an error. */
  refused: boolean
  /** Resolves when its connection has ended. */
  readonly connectionEnded: Promise<void>
}

const decoder = new TextDecoder()

export function argument(command: WireCommand, index: number): string {
  const bytes = command.argv[index]
  return bytes === undefined ? '' : decoder.decode(bytes)
}

/** True when one of the arguments contains the text. */
export function mentions(command: WireCommand, text: string): boolean {
  const wanted = Buffer.from(text)
  return command.argv.some((bytes, index) => index > 0 && asBuffer(bytes).includes(wanted))
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
