import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ProblemBody, ProblemCode } from '@keyspace/protocol'

/** A body of which every page knows a sentence in its reader's language. */
export type KnownProblem = ProblemBody & { readonly code: ProblemCode }

/** An answer that is an error: thrown anywhere below the routes, written by the one catch in app.ts. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: ContentfulStatusCode
  readonly body: KnownProblem
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: ContentfulStatusCode,
    body: KnownProblem,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** Retry-After counts whole seconds (RFC 9110, section 10.2.3); at least one. */
export function retryAfter(ms: number): Readonly<Record<string, string>> {
  return { 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) }
}
