import {
  parseCommandArgs,
  RedisResult,
  type CommandDefinition,
  type CommandExecutionResult,
  type RedisExecutionContext,
  type RedisValue,
} from 'js-redis-server/core'
import { isArguments, type Arguments } from '../commands/command.ts'

/** Looks at the raw arguments before a command runs; may throw, or answer in its place. */
export type Look = (words: Arguments, ctx: RedisExecutionContext) => RedisValue | undefined

/** The same command after a look, which comes before the library's own reading of the arguments. */
export function before(definition: CommandDefinition, look: Look): CommandDefinition {
  return {
    ...definition,
    schema: {
      parse: (input, index, { profile }) => ({
        value: {
          words: input.slice(index),
          parsed: tryParse(definition, input.slice(index), profile),
        },
        nextIndex: input.length,
      }),
    },
    keys: (args) => (isKept(args) && args.parsed.ok ? definition.keys(args.parsed.value) : []),
    execute(args, ctx): CommandExecutionResult {
      if (!isKept(args)) return definition.execute(args, ctx)
      const answer = look(args.words, ctx)
      if (answer !== undefined) return RedisResult.create(answer)
      if (!args.parsed.ok) throw args.parsed.error
      return definition.execute(args.parsed.value, ctx)
    },
  }
}

type Parsed =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Error }

interface Kept {
  readonly words: Arguments
  readonly parsed: Parsed
}

function tryParse(
  { schema, name }: CommandDefinition,
  words: Arguments,
  profile: Parameters<typeof parseCommandArgs>[3],
): Parsed {
  try {
    return { ok: true, value: parseCommandArgs(schema, words, name, profile) }
  } catch (error) {
    if (error instanceof Error) return { ok: false, error }
    throw error
  }
}

function isKept(args: unknown): args is Kept {
  return (
    typeof args === 'object' &&
    args !== null &&
    'words' in args &&
    isArguments(args.words) &&
    'parsed' in args
  )
}
