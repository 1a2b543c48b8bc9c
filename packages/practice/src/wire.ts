import { z } from 'zod/mini'

/** What stops a run before its program ends by itself. */
export type StopReason = 'time' | 'start' | 'output' | 'traffic' | 'lost'

const connection = z.int().check(z.nonnegative(), z.lte(1_000_000))
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const place = { line: z.optional(z.int()), column: z.optional(z.int()) }

/** Where a printed line belongs: `console.error` and `console.warn` are told apart from the rest. */
const printLevel = z.enum(['log', 'warn', 'error'])
export type PrintLevel = z.infer<typeof printLevel>

/** Something that a program in a sandbox asked for and that is not there. */
const refusedPart = z.enum(['network', 'module', 'cluster'])
export type RefusedPart = z.infer<typeof refusedPart>

/**
 * What a learner's program may say to the page that runs it. A hostile program writes to the same port,
 * so every message is read with this schema and counted before it is believed.
 */
export const fromProgram = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started') }),
  z.object({ kind: z.literal('print'), level: printLevel, text: z.string() }),
  z.object({ kind: z.literal('open'), connection }),
  z.object({ kind: z.literal('data'), connection, bytes }),
  z.object({ kind: z.literal('close'), connection }),
  z.object({ kind: z.literal('refused'), part: refusedPart, name: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string(), ...place }),
  z.object({ kind: z.literal('finished'), leftOpen: z.int().check(z.nonnegative()) }),
])
export type FromProgram = z.infer<typeof fromProgram>

/** What the page says to the program: bytes of RESP, and when a connection is there or gone. */
export type ToProgram =
  | { readonly kind: 'opened'; readonly connection: number }
  | { readonly kind: 'data'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly kind: 'closed'; readonly connection: number; readonly reason: string }
