/**
 * Looks for differences between the embedded engine and redis-server for as long as one wants:
 *
 *     pnpm fuzz [seed] [seconds] [commands in a probe]
 *
 * Prints each with the seed that finds it again, and ends with 1 when there was one.
 */
import { createEngine } from '../engine/create-engine.ts'
import { fuzzDocumented } from './fuzz-documented.ts'
import { oracle } from './oracle.ts'
import { engineTarget } from './target.ts'

const [seed = 1, seconds = 60, commands = 2] = process.argv.slice(2).map(Number)
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const judge = oracle()
const target = engineTarget('embedded', await createEngine({ kind: 'embedded', log: quiet }))
try {
  const until = Date.now() + seconds * 1000
  const plan = { seed, probes: Infinity, until, commands }
  const { probes, differences } = await fuzzDocumented(plan, judge, target)
  process.stdout.write(`${differences.join('\n\n')}\n`)
  process.stdout.write(`${probes} probes, ${differences.length} differences\n`)
  process.exitCode = differences.length === 0 ? 0 : 1
} finally {
  await target.close()
  await judge.close()
}
