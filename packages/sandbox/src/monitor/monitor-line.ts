import { escapeBytes, type Argv } from '@keyspace/redis-lang'
import { isWord } from '../policy/argument.ts'

/** Who ran a command, when (milliseconds since 1970) and in which database. */
export interface RanBy {
  readonly at: number
  readonly db: number
  /** Such as `127.0.0.1:60866`. */
  readonly address: string
}

/**
 * What MONITOR prints about a command, as RESP: `+1339518083.107412 [0 127.0.0.1:60866] "keys" "*"`.
 * Source: replicationFeedMonitors of redis 7.0.
 */
export function monitorLine({ at, db, address }: RanBy, argv: Argv): Uint8Array {
  const micros = Math.round(at * 1_000)
  const seconds = Math.floor(micros / 1_000_000)
  const rest = String(micros % 1_000_000).padStart(6, '0')
  return Buffer.from(`+${seconds}.${rest} [${db} ${address}] ${commandText(argv)}\r\n`, 'latin1')
}

/** The command in that line: every argument in double quotes, what is secret left out. */
export function commandText(argv: Argv): string {
  const secret = secretPlaces(argv)
  return argv
    .map((argument, at) => (secret.has(at) ? '"(redacted)"' : `"${escapeBytes(argument)}"`))
    .join(' ')
}

function secretPlaces(argv: Argv): ReadonlySet<number> {
  const places = new Set<number>()
  if (isWord(argv[0], 'auth')) argv.forEach((_argument, at) => at > 0 && places.add(at))
  if (!isWord(argv[0], 'hello')) return places
  argv.forEach((argument, at) => {
    if (at >= 2 && isWord(argument, 'auth')) places.add(at + 1).add(at + 2)
  })
  return places
}
