import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grade } from './grade.ts'
import { onPath } from './on-path.ts'
import { MUTANTS, mutate } from './testing/mutants.ts'
import { layDown, referenceText } from './testing/references.ts'

const PATH = process.env['PATH'] ?? ''
let folder = ''

/** A redis-server that needs four seconds to come up, as on a machine with too much to do. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyspace-slow-'))
  const slow = join(folder, 'redis-server')
  await writeFile(slow, `#!/bin/sh\nsleep 4\nexec ${onPath('redis-server') ?? ''} "$@"\n`)
  await chmod(slow, 0o755)
  process.env['PATH'] = [folder, PATH].join(delimiter)
})
afterAll(async () => {
  process.env['PATH'] = PATH
  await rm(folder, { recursive: true, force: true })
})

it(
  'how fast an app is back does not depend on how fast Redis starts',
  { timeout: 60_000 },
  async () => {
    const mutant = MUTANTS.find(({ defect }) => defect === 'connects again after five seconds')
    if (mutant === undefined) throw new Error('the mutant has another name now')
    const { submission, remove } = await layDown(
      'node',
      mutate(await referenceText('node'), mutant),
    )
    const { checks } = await grade({ assignment: 'rate-limiter-leaderboard', submission })
    await remove()
    const failed = checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
    expect(failed).toEqual(mutant.fails)
  },
)
