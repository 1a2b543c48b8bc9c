import { commandSpec, splitLine } from '@keyspace/redis-lang'

/** One line of a tutorial's ```` ```redis ```` block as we understand it. */
export type BlockPart =
  | { readonly kind: 'remark'; readonly text: string }
  | { readonly kind: 'command'; readonly line: string; readonly reply: readonly string[] }

/** How an exported block carries the reply that a transcript shows. */
export const REPLY_MARK = '// => '

/**
 * The commands and remarks of a block: an indented line continues the command above it, `//` starts a
 * remark. Undefined when it holds something that cannot be typed.
 *
 * Source: https://github.com/RedisInsight/Tutorials (README, "Markdown").
 */
export function readRedisBlock(text: string): readonly BlockPart[] | undefined {
  const parts: BlockPart[] = []
  for (const line of dedented(text)) {
    const last = parts.at(-1)
    if (line.trim() === '') continue
    if (line.startsWith(REPLY_MARK.trimEnd())) {
      const reply = line.slice(REPLY_MARK.length)
      if (last?.kind === 'command') parts.splice(-1, 1, { ...last, reply: [...last.reply, reply] })
    } else if (line.trimStart().startsWith('//')) {
      parts.push({ kind: 'remark', text: line.trimStart().slice(2).trim() })
    } else if (/^\s/.test(line) && last?.kind === 'command') {
      parts.splice(-1, 1, { ...last, line: `${last.line} ${line.trim()}` })
    } else {
      parts.push({ kind: 'command', line: line.trim(), reply: [] })
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
