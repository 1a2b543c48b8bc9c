import { z } from 'zod'
import { meantOneOf } from '../did-you-mean.ts'

/**
 * An object without unknown keys. The message for an unknown key has two lines: what is wrong, and
 * the mend ({@link splitMessage} takes them apart).
 */
export function strict<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, Object.keys(shape)) : undefined,
  })
}

function unknownKeys(unknown: readonly string[], known: readonly string[]): string {
  const [first = ''] = unknown
  return `unknown key \`${first}\`\n${meantOneOf(first, known)}`
}

export function splitMessage(message: string, hint: string): { message: string; hint: string } {
  const [first = message, second] = message.split('\n')
  return { message: first, hint: second ?? hint }
}
