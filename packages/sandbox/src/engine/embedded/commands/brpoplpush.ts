import type { CommandDefinition } from 'js-redis-server/core'

/** `BRPOPLPUSH source destination timeout` is `BLMOVE source destination RIGHT LEFT timeout`. */
export function brpoplpush(blmove: CommandDefinition): CommandDefinition {
  return {
    ...blmove,
    name: 'brpoplpush',
    schema: {
      parse(input, index, ctx) {
        const [source, destination, timeout] = input.slice(index)
        if (!source || !destination || !timeout) return blmove.schema.parse([], 0, ctx)
        const words = [source, destination, Buffer.from('RIGHT'), Buffer.from('LEFT'), timeout]
        const { value } = blmove.schema.parse(words, 0, ctx)
        return { value, nextIndex: input.length }
      },
    },
  }
}
