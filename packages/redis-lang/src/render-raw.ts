import { renderReply } from './render-reply.ts'
import type { Argv, Reply } from './reply.ts'
import { wordIs } from './word-is.ts'

const text = new TextDecoder('utf-8', { ignoreBOM: true })

/** Container, its subcommands, and the number of words that the line must have when it matters. */
const RAW_SUBCOMMANDS: readonly (readonly [string, readonly string[], number?])[] = [
  ['memory', ['malloc-stats', 'doctor']],
  ['client', ['list', 'info']],
  ['cluster', ['nodes', 'info'], 2],
  ['latency', ['graph'], 3],
  ['latency', ['doctor'], 2],
  ['debug', ['htstats', 'htstats-key', 'client-eviction']],
]

/**
 * True for commands whose reply redis-cli prints as plain text even on a terminal, such as INFO.
 *
 * Source: cliSendCommand of redis-cli 7.0.
 */
export function printsRaw(argv: Argv): boolean {
  const [name, subcommand] = argv
  if (wordIs(name, 'info') || wordIs(name, 'lolwut')) return true
  return RAW_SUBCOMMANDS.some(
    ([container, subcommands, words]) =>
      wordIs(name, container) &&
      (words === undefined || argv.length === words) &&
      subcommands.some((word) => wordIs(subcommand, word)),
  )
}

/**
 * What interactive redis-cli prints when `argv` was typed and `reply` came: as {@link renderReply},
 * or as plain text for the commands of {@link printsRaw}. Without the final line break.
 */
export function renderFor(argv: Argv, reply: Reply): string {
  return printsRaw(argv) ? renderRaw(reply).replace(/\r?\n$/, '') : renderReply(reply)
}

/**
 * A reply as redis-cli prints it with `--raw`: text as it is, nothing for a nil, the items of an
 * aggregate on lines of their own.
 *
 * Source: cliFormatReplyRaw of redis 7.0.
 */
export function renderRaw(reply: Reply): string {
  switch (reply.kind) {
    case 'bulk':
    case 'verbatim':
      return text.decode(reply.value)
    case 'error':
      return `${reply.value}\n`
    case 'status':
    case 'double':
    case 'big-number':
      return reply.value
    case 'integer':
      return reply.value.toString()
    case 'boolean':
      return reply.value ? '(true)' : '(false)'
    case 'nil':
    case 'nil-array':
      return ''
    case 'array':
    case 'set':
    case 'push':
      return reply.items.map(renderRaw).join('\n')
    case 'map':
      return reply.entries.map(([key, value]) => `${renderRaw(key)} ${renderRaw(value)}`).join('\n')
  }
}
