import * as z from 'zod/mini'
import { bytesJson } from './bytes-json.ts'
import { replyJson } from './reply-json.ts'

/** A command that some client ran. Arguments and reply are bounded: `truncated` tells when that cut them. */
export const stepView = z.object({
  /** Counts from 1; step 0 is how the sandbox began. */
  step: z.int(),
  /** CLIENT ID of the connection; empty for a command over HTTP. */
  client: z.string(),
  /** What CLIENT SETNAME said, when it did. */
  clientName: z.nullable(bytesJson),
  db: z.int(),
  argv: z.array(bytesJson),
  reply: replyJson,
  truncated: z.boolean(),
  /** True when it did something to the data. */
  writes: z.boolean(),
  /** Microseconds since 1970, when it was accepted. */
  at: z.number(),
  micros: z.number(),
})
export type StepView = z.infer<typeof stepView>

/**
 * Body of `GET /api/sandboxes/:id/steps`: those behind `after`, the oldest first, as many as fit;
 * without `after` the newest.
 */
export const stepsResponse = z.object({
  steps: z.array(stepView),
  /** The first step that is still kept; `last + 1` when there is none. */
  first: z.int(),
  last: z.int(),
  /** False when the data at a step cannot be built any more, because too much was written since. */
  states: z.boolean(),
})
export type StepsResponse = z.infer<typeof stepsResponse>
