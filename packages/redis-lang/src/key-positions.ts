import type { CommandSpec, KeySpec } from './command-spec.ts'
import { findCommand } from './find-command.ts'
import { parseLength } from './integer-text.ts'
import { GRAMMAR_KEYS } from './key-grammar.ts'
import type { Argv } from './reply.ts'
import { wordIs } from './word-is.ts'

/**
 * Where in the arguments the keys stand, in rising order and without repeats. Empty when the command
 * has none, is unknown, or is written so that Redis would refuse it (a bad count, an odd XREAD).
 * Channels are not keys.
 *
 * Source: getKeysFromCommandWithSpecs of redis 7.0. Commands whose key specifications COMMAND
 * marks as unknown or incomplete, or whose keyword can also be a name, are read by their grammar.
 */
export function keyPositions(argv: Argv): readonly number[] {
  const spec = findCommand(argv)
  if (spec === undefined) return []
  const grammar = GRAMMAR_KEYS.get(spec.name)
  const positions = grammar ? grammar(argv) : bySpecs(spec, argv)
  const inside = positions.filter((at) => at < argv.length)
  return [...new Set(inside)].sort((a, b) => a - b)
}

function bySpecs(spec: CommandSpec, argv: Argv): readonly number[] {
  const positions: number[] = []
  for (const keySpec of spec.keySpecs) {
    if (keySpec.flags.includes('not_key')) continue
    const found = bySpec(keySpec, argv)
    if (found === undefined) return []
    positions.push(...found)
  }
  return positions
}

/** The keys of one specification; undefined when the arguments do not fit it. */
function bySpec({ begin, find }: KeySpec, argv: Argv): number[] | undefined {
  const first = begin === null ? undefined : beginSearch(begin, argv)
  if (first === undefined || find === null) return undefined
  const [kind, a, b, c] = find
  const range =
    kind === 'range'
      ? { first, last: lastOfRange(first, a, c, argv.length), step: b }
      : byCount(first, a, b, c, argv)
  if (range === undefined || range.last >= argv.length || range.last < range.first) return undefined
  const positions: number[] = []
  for (let at = range.first; at <= range.last; at += range.step) positions.push(at)
  return positions
}

function beginSearch(begin: NonNullable<KeySpec['begin']>, argv: Argv): number | undefined {
  if (typeof begin === 'number') return begin
  const [keyword, from] = begin
  const step = from > 0 ? 1 : -1
  const last = from > 0 ? argv.length - 1 : 1
  for (let at = from > 0 ? from : argv.length + from; at * step < last * step; at += step) {
    if (wordIs(argv[at], keyword)) return at + 1
  }
  return undefined
}

/** A negative last key counts from the end; a limit of 2 halves what is left, as for XREAD's ids. */
function lastOfRange(first: number, lastKey: number, limit: number, count: number): number {
  if (lastKey >= 0) return first + lastKey
  if (limit === 0) return count + lastKey
  return first + Math.trunc((count - first) / limit) + lastKey
}

function byCount(first: number, countAt: number, firstKey: number, step: number, argv: Argv) {
  const word = argv[first + countAt]
  const count = word === undefined ? NaN : parseLength(word, 0, word.length)
  if (!(count > 0)) return undefined
  return { first: first + firstKey, last: first + firstKey + (count - 1) * step, step }
}
