import type { TranscriptStep } from '@keyspace/lesson/ast'
import { commandSpec, splitLine } from '@keyspace/redis-lang'

/** One line of a tutorial's ```` ```redis ```` block as we understand it. */
export type BlockPart =
  | { readonly kind: 'remark'; readonly text: string }
  | {
      readonly kind: 'command'
      readonly line: string
      readonly reply: readonly string[]
      readonly compare: Compare
    }

type Compare = TranscriptStep['compare']

/** How an exported block carries the reply that a transcript shows, and how it is compared. */
export const REPLY_MARKS: Readonly<Record<Compare, string>> = {
  exact: '// => ',
  unordered: '// =any order=> ',
  volatile: '// =such as=> ',
}
const REPLY = /^\/\/ =(any order=|such as=)?> ?(.*)$/
const COMPARE: Readonly<Record<string, Compare>> = {
  'any order=': 'unordered',
  'such as=': 'volatile',
}

/**
 * The commands and remarks of a block: an indented line continues the command above it, `//` starts a
 * remark. Undefined when it holds something that cannot be typed.
 *
 * Source: https://github.com/RedisInsight/Tutorials (README, "Markdown").
 */
export function readRedisBlock(block: string): readonly BlockPart[] | undefined {
  const parts: BlockPart[] = []
  for (const line of dedented(block)) {
    const last = parts.at(-1)
    if (line.trim() === '') continue
    const [isReply, how = '', text = ''] = REPLY.exec(line) ?? []
    if (isReply !== undefined && last?.kind === 'command') {
      const compare = COMPARE[how] ?? 'exact'
      parts.splice(-1, 1, { ...last, compare, reply: [...last.reply, text] })
    } else if (line.trimStart().startsWith('//')) {
      parts.push({ kind: 'remark', text: line.trimStart().slice(2).trim() })
    } else if (/^\s/.test(line) && last?.kind === 'command') {
      parts.splice(-1, 1, { ...last, line: `${last.line} ${line.trim()}` })
    } else {
      parts.push({ kind: 'command', line: line.trim(), reply: [], compare: 'exact' })
    }
  }
  return parts.every((part) => part.kind === 'remark' || isTypeable(part.line)) ? parts : undefined
}

/** Commands of modules, which a plain Redis does not have. */
export function unknownCommands(parts: readonly BlockPart[]): readonly string[] {
  const names = parts.flatMap((part) => (part.kind === 'command' ? [nameOf(part.line)] : []))
  return [...new Set(names)].filter((name) => commandSpec(name) === undefined)
}

function nameOf(line: string): string {
  return (/^\S+/.exec(line)?.[0] ?? '').toUpperCase()
}

function isTypeable(line: string): boolean {
  const split = splitLine(line)
  return split.ok && split.args.length > 0
}

function dedented(text: string): readonly string[] {
  const lines = text.split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  const least = Math.min(...indents)
  return Number.isFinite(least) ? lines.map((line) => line.slice(least)) : []
}
