import * as z from 'zod/mini'
import { bytesJson } from './bytes-json.ts'
import { change, keyView } from './key-view.ts'
import { replyJson } from './reply-json.ts'

/**
 * What a connection that sent `KEYSPACE.WATCH ON` is told, as a RESP3 push of two bulk strings:
 * {@link PUSH_NAME} and one of these events as JSON.
 */
export const PUSH_NAME = 'keyspace'

export const watchEvent = z.discriminatedUnion('kind', [
  /** The whole keyspace (bounded): right after WATCH ON, and after a reset or a replacement. */
  z.object({
    kind: z.literal('snapshot'),
    keys: z.array(keyView),
    total: z.int(),
    truncated: z.boolean(),
  }),
  /** What changed since the event before. `total` counts the keys after it. */
  z.object({ kind: z.literal('changes'), changes: z.array(change), total: z.int() }),
  /** A command was answered. `client` is the connection's CLIENT ID; times in microseconds. */
  z.object({
    kind: z.literal('command'),
    step: z.int(),
    client: z.string(),
    argv: z.array(bytesJson),
    reply: replyJson,
    at: z.number(),
    micros: z.number(),
    /** As in a step of the time line, which this is; a server from before there was one leaves them out. */
    clientName: z.optional(z.nullable(bytesJson)),
    db: z.optional(z.int()),
    truncated: z.optional(z.boolean()),
    writes: z.optional(z.boolean()),
  }),
  /** The Redis behind the sandbox was replaced; `lost` tells whether data could not be brought back. */
  z.object({ kind: z.literal('replaced'), reason: z.string(), lost: z.boolean() }),
])
export type WatchEvent = z.infer<typeof watchEvent>
