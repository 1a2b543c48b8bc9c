import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAttacks, type Attack } from './attack.ts'

/** Every case in `cases/`, in the order of the files. */
export function loadAttacks(): readonly Attack[] {
  const folder = join(import.meta.dirname, 'cases')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => parseAttacks(file, readFileSync(join(folder, file), 'utf8')))
}
