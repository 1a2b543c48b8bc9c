import { RedisResult, RedisValue, t, type CommandDefinition } from 'js-redis-server/core'
import { helpTexts } from './help-texts.ts'
import { word } from './command.ts'

/** Gives a container command the HELP of redis-server. */
export function withHelp(definition: CommandDefinition): CommandDefinition {
  const lines = helpTexts.get(definition.name)
  if (lines === undefined) return definition
  const help = RedisResult.create(RedisValue.array(lines.map(RedisValue.simpleString)))
  return {
    ...definition,
    schema: t.custom((input, index, ctx) => {
      if (word(input[index]) === 'help') return { value: helpAsked, nextIndex: input.length }
      return definition.schema.parse(input, index, ctx)
    }),
    keys: (args) => (args === helpAsked ? [] : definition.keys(args)),
    execute: (args, ctx) => (args === helpAsked ? help : definition.execute(args, ctx)),
  }
}

const helpAsked: unknown = Symbol('help')
