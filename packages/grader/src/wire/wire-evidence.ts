import { quoteArg, ReplyDecoder, renderReply } from '@keyspace/redis-lang'
import type { Evidence, WireLine } from '../report.ts'
import type { WireCommand } from './wire-command.ts'

const MOST_LINES = 12
const MOST_CHARACTERS = 240

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
    reply: command.reply === undefined ? null : cut(showReply(command.reply)),
  }
}

/** A script's lines are kept apart by spaces, so that a command stays one line. */
export function showCommand({ argv }: WireCommand): string {
  return argv
    .slice(0, 40)
    .map((bytes) => quoteArg(bytes.subarray(0, MOST_CHARACTERS)).replace(/\\n\s*/g, ' '))
    .join(' ')
}

function showReply(bytes: Uint8Array): string {
  const decoder = new ReplyDecoder()
  decoder.push(bytes)
  const reply = decoder.next()
  return reply === undefined ? '…' : renderReply(reply)
}

function cut(line: string): string {
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS)}…`
}
