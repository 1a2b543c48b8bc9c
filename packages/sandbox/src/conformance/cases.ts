import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDsl, type Family } from './parse-dsl.ts'

/** Every family of cases in `cases/`, by name. */
export function loadFamilies(): readonly Family[] {
  const folder = join(import.meta.dirname, 'cases')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.dsl'))
    .sort()
    .map((file) => parseDsl(readFileSync(join(folder, file), 'utf8')))
}
