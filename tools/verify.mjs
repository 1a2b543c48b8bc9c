// `pnpm verify`: the one door. Types, lint, layout, arrows, unused code, generated files, lessons, tests.
import { spawnSync } from 'node:child_process'

const steps = [
  ['types', ['run', 'typecheck']],
  ['lint', ['run', 'lint']],
  ['format', ['run', 'format:check']],
  ['arrows', ['run', 'arrows']],
  ['unused', ['run', 'unused']],
  ['generated files', ['run', 'generated']],
  ['lessons', ['run', 'keyspace', 'lesson', 'check', '--trust-code']],
  ['tests', ['run', 'test']],
]

for (const [name, args] of steps) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync('pnpm', args, { stdio: 'inherit' })
  if (status !== 0) {
    console.error(`\nverify stopped at: ${name}`)
    process.exit(1)
  }
}
console.log('\nverify: all good')
