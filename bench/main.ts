// `pnpm bench [table …]`: every table, or those named. Build first: `pnpm build`.
import { existsSync } from 'node:fs'
import { codec } from './codec.ts'
import { creation } from './creation.ts'
import { frames } from './frames.ts'
import { grading } from './grading.ts'
import { lesson } from './lesson.ts'
import { manySandboxes } from './many-sandboxes.ts'
import { roundTrip } from './round-trip.ts'
import { soak } from './soak.ts'
import { print, type Table } from './table.ts'
import { throughput } from './throughput.ts'
import { weight } from './weight.ts'

const tables: Readonly<Record<string, () => Promise<Table | readonly Table[]>>> = {
  'round-trip': roundTrip,
  throughput,
  creation,
  'many-sandboxes': manySandboxes,
  soak,
  codec,
  lesson,
  weight,
  frames,
  grading,
}

if (!existsSync('apps/api/dist/main.js')) {
  console.error('Nothing is built yet. Run: pnpm build')
  process.exit(2)
}
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(tables)
for (const name of wanted) {
  const table = tables[name]
  if (table === undefined) {
    console.error(`No such table: ${name}. There are: ${Object.keys(tables).join(', ')}.`)
    process.exit(2)
  }
  for (const one of [await table()].flat()) console.log(print(one))
}
