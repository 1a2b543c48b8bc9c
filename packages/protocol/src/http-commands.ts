import * as z from 'zod/mini'
import type { ReplyJson } from '@keyspace/redis-lang'

/** Body of `POST /api/sandboxes/:id/commands`: arguments, or a line as one types it in redis-cli. */
export const commandRequest = z.union([
  z.strictObject({ argv: z.array(z.string()).check(z.minLength(1)) }),
  z.strictObject({ line: z.string() }),
])
export type CommandRequest = z.infer<typeof commandRequest>

/** `text` is what redis-cli prints for `reply`, without the last line break. */
export interface CommandResponse {
  readonly reply: ReplyJson
  readonly text: string
  readonly micros: number
}

export const pipelineRequest = z.strictObject({
  commands: z
    .array(z.array(z.string()).check(z.minLength(1)))
    .check(z.minLength(1), z.maxLength(1_000)),
})
export type PipelineRequest = z.infer<typeof pipelineRequest>

export interface PipelineResponse {
  readonly replies: readonly ReplyJson[]
  readonly texts: readonly string[]
  readonly micros: number
  readonly roundTrips: number
}
