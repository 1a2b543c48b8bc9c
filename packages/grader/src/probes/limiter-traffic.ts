import { commandSpec } from '@keyspace/redis-lang'
import { argument, mentions, type WireCommand } from '../wire/wire-command.ts'

/** What clients send for themselves. */
const HOUSEKEEPING = new Set([
  ...['HELLO', 'AUTH', 'CLIENT', 'SELECT', 'INFO', 'PING', 'ECHO', 'COMMAND', 'CONFIG', 'READONLY'],
  ...['QUIT', 'RESET', 'ROLE', 'LOLWUT', 'TIME', 'DBSIZE'],
])
/** Stores a script and runs none of it. */
const LOADING = new Set(['SCRIPT', 'FUNCTION'])
const SCRIPT_CALLS = new Set(['EVAL', 'EVALSHA', 'FCALL'])

export const isHousekeeping = ({ name }: WireCommand): boolean => HOUSEKEEPING.has(name)
export const isScriptCall = ({ name }: WireCommand): boolean => SCRIPT_CALLS.has(name)

/** What `GET /top` sends beside the leaderboard itself: the limiter. */
export function limiterTraffic(commands: readonly WireCommand[]): readonly WireCommand[] {
  return commands.filter(
    (command) =>
      !isHousekeeping(command) && !LOADING.has(command.name) && !onlyLeaderboard(command),
  )
}

function onlyLeaderboard(command: WireCommand): boolean {
  return !isScriptCall(command) && argument(command, 1) === 'leaderboard'
}

/** Commands that write to the limiter's keys themselves, without a script. */
export function directWrites(
  traffic: readonly WireCommand[],
  keys: readonly string[],
  address: string,
): readonly WireCommand[] {
  return traffic.filter(
    (command) =>
      isBareWrite(command) &&
      !command.refused &&
      (mentions(command, address) || keys.some((key) => mentions(command, key))),
  )
}

/** A command that writes by itself, and not from within a script. */
export function isBareWrite(command: WireCommand): boolean {
  return !isScriptCall(command) && (commandSpec(command.name)?.flags.has('write') ?? false)
}
