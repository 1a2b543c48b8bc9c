import { bodyLimit } from 'hono/body-limit'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'

const mostBytes = 65_536

/** Refuses bodies above 64 KB, by their length header or while they come in. */
export function bodySize(): MiddlewareHandler<AppEnv> {
  return bodyLimit({
    maxSize: mostBytes,
    onError: () => {
      throw new Problem(413, {
        code: 'body-too-large',
        message: `The body of a request may have at most ${mostBytes} bytes.`,
        hint: 'Send fewer commands at once, or connect with a Redis client over RESP.',
      })
    },
  })
}
