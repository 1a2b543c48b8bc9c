import * as z from 'zod/mini'
import type { Change, KeyValue, KeyView } from '@keyspace/redis-lang'
import { bytesJson } from './bytes-json.ts'

const pair = z.tuple([bytesJson, bytesJson])

export const keyValue: z.ZodMiniType<KeyValue> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('string'), value: bytesJson }),
  z.object({ type: z.literal('list'), items: z.array(bytesJson) }),
  z.object({ type: z.literal('set'), members: z.array(bytesJson) }),
  z.object({ type: z.literal('hash'), fields: z.array(pair) }),
  z.object({ type: z.literal('zset'), members: z.array(z.tuple([bytesJson, z.string()])) }),
  z.object({
    type: z.literal('stream'),
    entries: z.array(z.object({ id: z.string(), fields: z.array(pair) })),
  }),
])

export const keyView: z.ZodMiniType<KeyView> = z.object({
  db: z.int(),
  key: bytesJson,
  ttlMs: z.nullable(z.number()),
  encoding: z.string(),
  memory: z.nullable(z.number()),
  length: z.int(),
  value: keyValue,
  truncated: z.boolean(),
})

export const change: z.ZodMiniType<Change> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), view: keyView }),
  z.object({ kind: z.literal('changed'), view: keyView }),
  z.object({ kind: z.literal('deleted'), db: z.int(), key: bytesJson }),
  z.object({ kind: z.literal('expired'), db: z.int(), key: bytesJson }),
])

/** Body of `GET /api/sandboxes/:id/keys`. `total` counts all keys of all databases. */
export const keysResponse = z.object({
  keys: z.array(keyView),
  total: z.int(),
  truncated: z.boolean(),
})
export type KeysResponse = z.infer<typeof keysResponse>
