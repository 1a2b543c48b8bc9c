import * as z from 'zod/mini'
import type { BytesJson } from '@keyspace/redis-lang'

/** Schema of bytes in JSON: UTF-8 as a string, anything else as base64. */
export const bytesJson: z.ZodMiniType<BytesJson> = z.union([
  z.string(),
  z.object({ base64: z.string() }),
])
