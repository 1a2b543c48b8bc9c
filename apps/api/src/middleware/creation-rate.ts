import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../app-env.ts'
import { Problem, retryAfter } from '../problem.ts'
import { addressGroup, clientAddress, isLoopback } from './client-address.ts'

const windowMs = 60_000
const mostInWindow = 60

interface CreationRateOptions {
  readonly isPublic: boolean
  readonly trustsProxy: boolean
  /** Milliseconds, monotonic. */
  readonly now: () => number
  /** What is made, for the error's code and sentence. */
  readonly what: keyof typeof SENTENCES
}

const SENTENCES = {
  sandboxes: {
    message: `At most ${mostInWindow} sandboxes a minute may be made from one address.`,
    hint: 'Wait a moment, or go on with a sandbox that you already have.',
  },
  submissions: {
    message: `At most ${mostInWindow} submissions a minute may be sent from one address.`,
    hint: 'Wait a moment, then send it again.',
  },
}

/** At most 60 creations of a kind a minute and address; a person at this machine is not counted unless PUBLIC=1. */
export function creationRate(options: CreationRateOptions): MiddlewareHandler<AppEnv> {
  const moments = new Map<string, number[]>()
  let sweptAt = options.now()

  function sweep(now: number): void {
    if (now - sweptAt < windowMs) return
    sweptAt = now
    for (const [group, times] of moments) {
      if ((times.at(-1) ?? 0) <= now - windowMs) moments.delete(group)
    }
  }

  return async (c, next) => {
    const address = clientAddress(c, options.trustsProxy)
    if (options.isPublic || !isLoopback(address)) {
      const now = options.now()
      sweep(now)
      const group = addressGroup(address)
      const recent = (moments.get(group) ?? []).filter((time) => time > now - windowMs)
      const oldest = recent[0]
      if (oldest !== undefined && recent.length >= mostInWindow) {
        throw new Problem(
          429,
          { code: `too-many-${options.what}`, ...SENTENCES[options.what] },
          retryAfter(oldest + windowMs - now),
        )
      }
      moments.set(group, [...recent, now])
    }
    await next()
  }
}
