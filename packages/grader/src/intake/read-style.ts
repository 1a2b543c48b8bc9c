import * as z from 'zod'
import type { Part } from '../report.ts'
import { stylePart, UnreadableReport } from './parts.ts'

const eslint = z.array(z.object({ errorCount: z.int(), warningCount: z.int() }))
const sarif = z.object({
  runs: z.array(
    z.object({ results: z.array(z.object({ level: z.string().default('warning') })).default([]) }),
  ),
})

/** Reads ESLint's JSON or SARIF. @throws UnreadableReport */
export function readStyle(text: string, weight: number): Part {
  const value = parseJson(text)
  const asEslint = eslint.safeParse(value)
  if (asEslint.success) {
    const sum = (name: 'errorCount' | 'warningCount'): number =>
      asEslint.data.reduce((all, file) => all + file[name], 0)
    return stylePart(sum('errorCount'), sum('warningCount'), weight)
  }
  const asSarif = sarif.safeParse(value)
  if (!asSarif.success)
    throw new UnreadableReport('the report of the style is neither ESLint JSON nor SARIF')
  const levels = asSarif.data.runs.flatMap(({ results }) => results.map(({ level }) => level))
  return stylePart(
    levels.filter((level) => level === 'error').length,
    levels.filter((level) => level === 'warning').length,
    weight,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UnreadableReport('the report of the style is not JSON', { cause })
  }
}
