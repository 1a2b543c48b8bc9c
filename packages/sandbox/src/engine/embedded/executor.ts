import { checkArity, commandSpec } from '@keyspace/redis-lang'
import {
  CommandExecutor,
  parseCommandArgs,
  RedisCommandError,
  t,
  WrongNumberOfArgumentsError,
  type CommandDefinition,
  type CommandFlag,
  type CommandPlan,
  type CompatibilityProfile,
} from 'js-redis-server/core'
import { notAvailable } from './commands/refuse.ts'
import { countCommand } from './count-command.ts'
import type { ServerStats } from './server-stats.ts'
import { noticing } from './keyspace-notices.ts'

/** The flags of Redis's command table that matter to a policy. */
const tableFlags = ['readonly', 'write', 'denyoom', 'admin', 'noscript', 'blocking'] as const
/** What only the library says: what runs at once inside MULTI or a subscription. */
const libraryFlags: readonly CommandFlag[] = ['transaction', 'subscribed']

type Options = ConstructorParameters<typeof CommandExecutor>[0]
type Parsed = Pick<CommandPlan, 'definition' | 'args' | 'keys'>

/**
 * Plans commands as redis-server does: what does not exist or has the wrong number of arguments is
 * refused at once (and spoils a MULTI); any other mistake in the arguments shows when it runs.
 */
export class Executor extends CommandExecutor {
  readonly #profile: CompatibilityProfile
  readonly #stats: ServerStats

  constructor(
    options: Options & { readonly profile: CompatibilityProfile; readonly stats: ServerStats },
  ) {
    super(options)
    this.#stats = options.stats
    this.#profile = options.profile
  }

  override plan(rawCommand: Buffer | string, rawArgs: readonly Buffer[]): CommandPlan {
    const command = Buffer.from(rawCommand)
    const refusal = checkArity([command, ...rawArgs])
    const name = command.toString('latin1').toLowerCase()
    if (refusal !== undefined && name !== 'exec') throw errorOf(refusal)
    const known = this.getCommandDefinition(name) ?? refusing(name)
    const definition = refusal === undefined ? known : discarding(known, errorOf(refusal))
    const flags = flagsOf(definition, rawArgs[0])
    const parsed = this.#parse(definition, rawArgs)
    return {
      ...parsed,
      definition: telling(parsed.definition, {
        words: [name, ...rawArgs.map(wordOf)],
        typed: command.toString('latin1'),
        stats: this.#stats,
      }),
      flags,
      rawCommand: command,
      rawArgs,
    }
  }

  #parse(definition: CommandDefinition, rawArgs: readonly Buffer[]): Parsed {
    try {
      const args = parseCommandArgs(definition.schema, rawArgs, definition.name, this.#profile)
      return { definition, args, keys: definition.keys(args) }
    } catch (error) {
      if (!(error instanceof RedisCommandError)) throw error
      return { definition: throwing(definition, error), args: undefined, keys: [] }
    }
  }
}

function flagsOf(definition: CommandDefinition, subcommand: Buffer | undefined): CommandFlag[] {
  const container = commandSpec(definition.name)
  const spec = container?.subcommands.get(subcommand?.toString('latin1').toLowerCase() ?? '')
  const flags = (spec ?? container)?.flags
  return [
    ...tableFlags.filter((flag) => flags?.has(flag)),
    ...libraryFlags.filter((flag) => definition.flags.includes(flag)),
  ]
}

/** Words of options are short; a long value is none of them. */
function wordOf(argument: Buffer): string {
  return argument.length > 32 ? '' : argument.toString('latin1').toLowerCase()
}

/** The same command; what it changed is told once it is done, and it is counted. */
function telling(definition: CommandDefinition, { words, typed, stats }: Said): CommandDefinition {
  const name = words[0] ?? ''
  return {
    ...definition,
    execute: (args, ctx) =>
      countCommand(stats, name, () => noticing(words, () => definition.execute(args, ctx), typed)),
  }
}

interface Said {
  readonly words: readonly string[]
  readonly typed: string
  readonly stats: ServerStats
}

function throwing(definition: CommandDefinition, error: Error): CommandDefinition {
  return {
    ...definition,
    execute: () => {
      throw error
    },
  }
}

/** EXEC that cannot run discards the transaction. */
function discarding(definition: CommandDefinition, error: Error): CommandDefinition {
  return {
    ...definition,
    schema: t.variadic(t.bulk()),
    execute: (_, { session }) => {
      session.discardTransaction()
      throw error
    },
  }
}

/** A command that Redis has and this engine has not. */
function refusing(name: string): CommandDefinition {
  const definition = { name, schema: t.variadic(t.bulk()), flags: [], keys: () => [] }
  return {
    ...definition,
    execute: () => {
      throw notAvailable(name)
    },
  }
}

/** The library looks at the class of the error, not only at its text. */
function errorOf(text: string): RedisCommandError {
  const [, name] = /^ERR wrong number of arguments for '(.*)' command$/s.exec(text) ?? []
  if (name !== undefined) return new WrongNumberOfArgumentsError(name)
  return new RedisCommandError(text.slice(text.indexOf(' ') + 1), text.slice(0, text.indexOf(' ')))
}
