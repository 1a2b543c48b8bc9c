import { readFileSync } from 'node:fs'
import * as z from 'zod'

const fill = z.tuple([z.string(), z.number().int().positive()])

const step = z.strictObject({
  as: z.literal('A'),
  http: z.strictObject({
    method: z.string(),
    /** `<command endpoint>` stands for A's own; names in braces are filled in. */
    path: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(''),
    /** A text and how often it is put where the body says `{fill}`. */
    fill: fill.optional(),
  }),
})

const attack = z.strictObject({
  id: z.string(),
  kind: z.literal('api'),
  steps: z
    .array(z.union([step, z.strictObject({ repeat: z.number().int().positive(), step })]))
    .min(1),
  must: z.string(),
  check: z.strictObject({
    /** What each answer's status may be. */
    status: z.array(z.number().int()).optional(),
    /** In no answer, headers included. */
    notMatches: z.string().optional(),
    /** Milliseconds until each answer. */
    deadlineMs: z.number().positive().optional(),
  }),
})

export type HttpAttack = z.infer<typeof attack>
export type HttpStep = z.infer<typeof step>

/** One case a line of `http.jsonl`. @throws when one is none. */
export function loadHttpAttacks(): readonly HttpAttack[] {
  return readFileSync(new URL('http.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => attack.parse(JSON.parse(line)))
}
