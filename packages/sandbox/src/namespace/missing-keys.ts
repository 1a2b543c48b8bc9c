import { redisErrors, type Argv } from '@keyspace/redis-lang'
import { integer, isWord } from '../policy/argument.ts'

const NUMKEYS = 'ERR numkeys should be greater than 0'
const TOO_MANY = "ERR Number of keys can't be greater than number of args"

const counted: Readonly<Record<string, (argv: Argv) => string>> = {
  lmpop: (argv) => (isPositive(argv[1]) ? redisErrors.syntax : NUMKEYS),
  zmpop: (argv) => (isPositive(argv[1]) ? redisErrors.syntax : NUMKEYS),
  blmpop: (argv) => (isPositive(argv[2]) ? redisErrors.syntax : NUMKEYS),
  bzmpop: (argv) => (isPositive(argv[2]) ? redisErrors.syntax : NUMKEYS),
  sintercard: (argv) => (isPositive(argv[1]) ? TOO_MANY : NUMKEYS),
  ...Object.fromEntries(
    ['zunion', 'zinter', 'zdiff', 'zintercard'].map((name) => [
      name,
      (argv: Argv) => ofInputs(name, argv[1]),
    ]),
  ),
  ...Object.fromEntries(
    ['zunionstore', 'zinterstore', 'zdiffstore'].map((name) => [
      name,
      (argv: Argv) => ofInputs(name, argv[2]),
    ]),
  ),
  xread: streams,
  xreadgroup: streams,
}

function isPositive(count: Uint8Array | undefined): boolean {
  return (integer(count) ?? 0) > 0
}

function ofInputs(name: string, count: Uint8Array | undefined): string {
  const inputs = integer(count)
  if (inputs === undefined) return redisErrors.notInteger
  return inputs < 1
    ? `ERR at least 1 input key is needed for '${name}' command`
    : redisErrors.syntax
}

function streams(argv: Argv): string {
  const hasStreams = argv.some((word) => isWord(word, 'streams'))
  return hasStreams
    ? "ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified."
    : redisErrors.syntax
}

/**
 * What Redis answers to a command that has keys, written so that they cannot be told from the rest.
 * Such a command is never sent. Source: the parsing of each command in redis 7.0
 */
export function missingKeys(name: string, argv: Argv): string {
  return counted[name]?.(argv) ?? redisErrors.syntax
}
