import {
  bytesFromJson,
  quoteArg,
  renderReply,
  replyFromJson,
  type BytesJson,
} from '@keyspace/redis-lang'
import type { StepView } from '@keyspace/protocol'

/** What a step is in the strip: it changed something, only looked, failed, or was about the connection. */
export type StepKind = 'write' | 'read' | 'error'

export function kindOf({ reply, writes }: StepView): StepKind {
  if (reply.kind === 'error') return 'error'
  return writes ? 'write' : 'read'
}

const PLAIN = /^[^\s"'\\\p{Cc}]+$/u
const MOST_CHARACTERS = 400

function argText(arg: BytesJson): string {
  return typeof arg === 'string' && PLAIN.test(arg) ? arg : quoteArg(bytesFromJson(arg))
}

/** The command as one would type it, cut where it gets long. */
export function commandText({ argv }: StepView): string {
  return cut(argv.map(argText).join(' '))
}

/** The reply as redis-cli prints it, on one line. */
export function replyText({ reply }: StepView): string {
  return cut(
    renderReply(replyFromJson(reply))
      .split('\n')
      .map((line) => line.trim())
      .join('  '),
  )
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`
}
