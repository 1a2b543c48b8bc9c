import * as z from 'zod'

/** What the process under attack says. */
export const houseAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), port: z.number() }),
  z.strictObject({
    kind: z.literal('created'),
    ticket: z.number(),
    id: z.string(),
    token: z.string(),
  }),
  z.strictObject({ kind: z.literal('failed'), ticket: z.number(), reason: z.string() }),
])

export type HouseAnswer = z.infer<typeof houseAnswer>
