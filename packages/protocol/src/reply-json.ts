import * as z from 'zod/mini'
import type { ReplyJson } from '@keyspace/redis-lang'

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** A reply as JSON: only that it is an object is checked, our own server wrote it. */
export const replyJson = z.custom<ReplyJson>(isObject)
