import type { Argv } from '@keyspace/redis-lang'
import { latin1, word } from '../policy/argument.ts'

/** How long the commands of one request over HTTP may block, together. */
const REQUEST_BLOCK_MS = 5_000

/** Where a command has its timeout, and how many of its units make a second. */
interface Timeout {
  readonly at: number
  readonly perSecond: number
}

function timeoutOf(argv: Argv): Timeout | undefined {
  switch (word(argv, 0)) {
    case 'blpop':
    case 'brpop':
    case 'blmove':
    case 'brpoplpush':
    case 'bzpopmin':
    case 'bzpopmax':
      return { at: argv.length - 1, perSecond: 1 }
    case 'blmpop':
    case 'bzmpop':
      return { at: 1, perSecond: 1 }
    case 'wait':
      return { at: 2, perSecond: 1_000 }
    case 'xread':
    case 'xreadgroup':
      return blockOption(argv)
    default:
      return undefined
  }
}

/** BLOCK stands before STREAMS; what follows that word are keys. */
function blockOption(argv: Argv): Timeout | undefined {
  const first = word(argv, 0) === 'xreadgroup' ? 4 : 1
  for (let at = first; at + 1 < argv.length && word(argv, at) !== 'streams'; at++) {
    if (word(argv, at) === 'block') return { at: at + 1, perSecond: 1_000 }
  }
  return undefined
}

/** The same commands, none of which waits longer than its share of the request's five seconds. */
export function boundBlocking(commands: readonly Argv[]): readonly Argv[] {
  const timeouts = commands.map(timeoutOf)
  const count = timeouts.filter((timeout) => timeout !== undefined).length
  if (count === 0) return commands
  return commands.map((argv, at) => {
    const timeout = timeouts[at]
    return timeout === undefined ? argv : shorten(argv, timeout, REQUEST_BLOCK_MS / 1_000 / count)
  })
}

function shorten(argv: Argv, { at, perSecond }: Timeout, seconds: number): Argv {
  const text = latin1(argv[at])
  const asked = Number(text)
  const most = seconds * perSecond
  // What is no number, Redis refuses in its own words.
  if (text.trim() !== text || text === '' || !(asked === 0 || asked > most)) return argv
  const bound = perSecond === 1 ? String(most) : String(Math.max(1, Math.floor(most)))
  return argv.map((argument, place) => (place === at ? Buffer.from(bound) : argument))
}
