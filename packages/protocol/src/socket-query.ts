import * as z from 'zod/mini'

/** The longest delay that a connection may ask for, in milliseconds. */
export const MOST_DELAY_MS = 200

/**
 * The query of `GET /api/sandboxes/:id/socket`. `delay` makes this connection, and no other, that
 * many milliseconds longer for a round trip.
 */
export const socketQuery = z.object({
  delay: z.optional(
    z.pipe(
      z.pipe(z.string().check(z.regex(/^\d{1,3}$/)), z.transform(Number)),
      z.int().check(z.minimum(0), z.maximum(MOST_DELAY_MS)),
    ),
  ),
})
