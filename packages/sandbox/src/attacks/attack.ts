import * as z from 'zod'

/** Who acts: A attacks, B is the victim. */
const who = z.enum(['A', 'B'])
const words = z.array(z.string()).min(1)
/** A word that is repeated, and how often; or a character and how many of it make one argument. */
const repeated = z.tuple([z.string(), z.number().int().positive()])
/** Which of A's connections; without it the last one, or a new one when that waits or was closed. */
const on = { conn: z.number().int().optional() }

/** Reads a command whose last word is repeated: `["DEL", "k", 5000]`. */
const repeatedWord = z
  .array(z.union([z.string(), z.number().int().positive()]))
  .transform((all) => {
    const [word, times] = repeated.parse(all.slice(-2))
    return { head: words.parse(all.slice(0, -2)), word, times }
  })

const act = z.union([
  z.strictObject({ as: who, cmd: words, ...on }),
  z.strictObject({
    as: who,
    lua: z.string(),
    keys: z.array(z.string()).default([]),
    args: z.array(z.string()).default([]),
    ...on,
  }),
  /** A line as somebody types it, in Redis's inline form. */
  z.strictObject({ as: who, raw: z.string(), ...on }),
  z.strictObject({ as: who, cmdRepeatArg: repeatedWord, ...on }),
  z.strictObject({ as: who, cmdRepeatChar: repeatedWord, ...on }),
  /**
   * Bytes as they are (one character a byte), then `fill` repeated; `stranger`: before any login;
   * `deaf`: nothing is read on that connection from then on.
   */
  z.strictObject({
    as: who,
    bytes: z.string(),
    fill: repeated.optional(),
    stranger: z.boolean().default(false),
    deaf: z.boolean().default(false),
    ...on,
  }),
  /** The same command many times in one piece; `read: false` never takes the replies. */
  z.strictObject({
    as: who,
    flood: words,
    times: z.number().int().positive(),
    read: z.boolean().default(true),
    ...on,
  }),
  /** So many more connections that log in and stay. */
  z.strictObject({ as: who, connect: z.number().int().positive() }),
  z.strictObject({ wait_ms: z.number().nonnegative() }),
])

const step = z.union([
  act,
  /** `{i}` in the step is the number of the round. */
  z.strictObject({ repeat: z.number().int().positive(), step: act }),
])

const check = z.strictObject({
  /** In nothing that A sees. */
  notContains: words.optional(),
  /** In nothing that B sees. */
  notContainsB: words.optional(),
  /** No line of what A sees matches. */
  notMatches: z.string().optional(),
  /** `error`: whatever A did was refused. */
  reply: z.literal('error').optional(),
  /** The last that A was answered. */
  equals: z.string().optional(),
  /** What the last that A was answered looks like. */
  matches: z.string().optional(),
  victim: z
    .strictObject({ cmd: words, equals: z.string(), maxMs: z.number().positive().optional() })
    .optional(),
  deadlineMs: z.number().positive().optional(),
  aliveAfterMs: z.number().positive().optional(),
  hostRssMaxMb: z.number().positive().optional(),
})

const attack = z.strictObject({
  id: z.string(),
  kind: z.string(),
  steps: z.array(step).min(1),
  /** What has to hold, for people. */
  must: z.string(),
  check,
})

export type Act = z.infer<typeof act>
export type Step = z.infer<typeof step>
export type Attack = z.infer<typeof attack>

/** One case a line. @throws with the place of the first that is not one. */
export function parseAttacks(file: string, text: string): readonly Attack[] {
  return text
    .split('\n')
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, at }) => {
      try {
        return attack.parse(JSON.parse(line))
      } catch (cause) {
        throw new Error(`${file}:${at + 1} is no attack`, { cause })
      }
    })
}
