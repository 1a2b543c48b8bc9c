// `pnpm --filter @keyspace/grader stability [runs]`: grades every reference so many times; none may lose a point.
import { grade } from '../grade.ts'
import { layDown, referenceText, type ReferenceName } from './references.ts'

const runs = Number(process.argv[2] ?? 100)
const REFERENCES: readonly ReferenceName[] = ['node', 'typescript', 'python']
let lost = 0

for (const name of REFERENCES) {
  const { submission, remove } = await layDown(name, await referenceText(name))
  const times: number[] = []
  for (let run = 1; run <= runs; run++) {
    const report = await grade({ assignment: 'rate-limiter-leaderboard', submission })
    times.push(report.durationMs)
    if (report.points === report.maxPoints && report.crashes.length === 0) continue
    lost += 1
    const failed = report.checks.filter(({ verdict }) => verdict !== 'pass')
    process.stdout.write(`${name}, run ${run}, seed ${report.seed}: ${report.trouble?.en ?? ''}\n`)
    for (const { id, sentence } of failed) process.stdout.write(`  ${id}: ${sentence.en}\n`)
    for (const { check, output } of report.crashes)
      process.stdout.write(`  crash in ${check ?? '—'}: ${output}\n`)
  }
  await remove()
  times.sort((a, b) => a - b)
  const median = times[Math.floor(times.length / 2)] ?? 0
  process.stdout.write(
    `${name}: ${runs} runs, median ${median} ms, slowest ${times.at(-1) ?? 0} ms\n`,
  )
}
process.stdout.write(`${lost} runs lost points\n`)
process.exitCode = lost === 0 ? 0 : 1
