import { quoteArg, ReplyDecoder, renderReply } from '@keyspace/redis-lang'
import type { Evidence, WireLine } from '../report.ts'
import type { WireCommand } from './wire-command.ts'

const MOST_LINES = 12
const MOST_CHARACTERS = 240
const MOST_ARGUMENTS = 40

/** The first of the commands as redis-cli would show them; times count from `since`. */
export function wireEvidence(commands: readonly WireCommand[], since: number): Evidence {
  return {
    kind: 'wire',
    lines: commands.slice(0, MOST_LINES).map((command) => wireLine(command, since)),
    omitted: Math.max(0, commands.length - MOST_LINES),
  }
}

function wireLine(command: WireCommand, since: number): WireLine {
  return {
    connection: command.connection,
    atMs: Math.round((command.sentAt - since) * 10) / 10,
    command: cut(showCommand(command)),
    reply: command.reply === undefined ? null : cut(shownReply(command.reply)),
  }
}

/** A script's lines are kept apart by spaces, so that a command stays one line. */
function showCommand({ name, argv }: WireCommand): string {
  const shown = argv
    .slice(1, MOST_ARGUMENTS)
    .map((bytes) => quoteArg(bytes.subarray(0, MOST_CHARACTERS)).replace(/\\n\s*/g, ' '))
  return [name, ...shown].join(' ')
}

/** A reply as redis-cli prints it; an ellipsis when more is needed than was kept. */
export function shownReply(bytes: Uint8Array): string {
  const decoder = new ReplyDecoder()
  decoder.push(bytes)
  const reply = decoder.next()
  return reply === undefined ? '…' : renderReply(reply)
}

function cut(line: string): string {
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS)}…`
}
