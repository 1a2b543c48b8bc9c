import { commandSpec } from '@keyspace/redis-lang'
import type { CommandTraits } from '../policy/index.ts'
import { newerTraits } from './newer-commands.ts'

export interface KnownCommand extends CommandTraits {
  readonly hasSubcommands: boolean
}

/** Our own command; Redis knows none of the name. */
const watch: KnownCommand = {
  name: 'keyspace.watch',
  writes: false,
  grows: false,
  admin: true,
  touchesKeys: false,
  hasSubcommands: false,
}

/**
 * What Redis 7.0's own table tells of a command, given in lower case, or what is known of a newer
 * one; undefined when there is none of the name.
 */
export function traitsOf(name: string, subcommand?: string): KnownCommand | undefined {
  if (name === watch.name) return watch
  const whole = subcommand === undefined ? name : `${name}|${subcommand}`
  const spec = commandSpec(name, subcommand)
  if (spec === undefined) {
    const traits = newerTraits(whole)
    return traits && { ...traits, hasSubcommands: false }
  }
  return {
    name: whole,
    writes: spec.flags.has('write'),
    grows: spec.flags.has('denyoom'),
    admin: spec.flags.has('admin'),
    touchesKeys: ['write', 'readonly', 'may_replicate'].some((flag) => spec.flags.has(flag)),
    hasSubcommands: spec.subcommands.size > 0,
  }
}
