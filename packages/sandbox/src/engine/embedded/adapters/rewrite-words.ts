import type { CommandDefinition } from 'js-redis-server/core'
import type { Arguments } from '../commands/command.ts'

/** The same command with its arguments written so that the library reads them as Redis does. */
export function rewriteWords(
  definition: CommandDefinition,
  rewrite: (words: Arguments) => Arguments,
): CommandDefinition {
  return {
    ...definition,
    schema: {
      parse(input, index, ctx) {
        const words = [...input.slice(0, index), ...rewrite(input.slice(index))]
        const { value, nextIndex } = definition.schema.parse(words, index, ctx)
        return { value, nextIndex: nextIndex + input.length - words.length }
      },
    },
  }
}
