import { afterEach, describe, expect, it, vi } from 'vitest'
import { grade } from './grade.ts'
import { MUTANTS, mutate } from './testing/mutants.ts'
import { layDown, referenceText, type ReferenceName } from './testing/references.ts'

const EXAM = 'rate-limiter-leaderboard'

/** Two Workers beside two instances of the app, on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

/** Grades on the engine of the sandboxes, as a machine without a redis-server does. */
async function gradeEmbedded(name: ReferenceName, text: string) {
  const { submission, remove } = await layDown(name, text)
  return grade({ assignment: EXAM, submission, redis: 'embedded' }).finally(remove)
}

afterEach(() => vi.unstubAllEnvs())

describe('without a redis-server', () => {
  it('the engine of the sandboxes is taken by itself, unless a server is asked for', async () => {
    const { submission, remove } = await layDown('node', await referenceText('node'))
    vi.stubEnv('PATH', '/nowhere')
    const report = await grade({ assignment: EXAM, submission })
    const insisting = await grade({ assignment: EXAM, submission, redis: 'redis-server' })
    await remove()
    expect(report).toMatchObject({ points: 100, engine: { name: 'embedded' } })
    expect(insisting).toMatchObject({ verdict: 'error', exitCode: 3, rubric: null })
    expect(insisting.trouble?.en).toContain('no redis-server and no valkey-server on PATH')
  })

  it.each(['node', 'typescript', 'python'] as const)('the exam in %s scores 100', async (name) => {
    const report = await gradeEmbedded(name, await referenceText(name))
    expect(report.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(report).toMatchObject({ points: 100, trouble: null, engine: { name: 'embedded' } })
  })

  it.each(MUTANTS.filter((_, index) => index % 8 === 0))(
    'an app that $defect ($of) fails at the same checks',
    async (mutant) => {
      const { checks } = await gradeEmbedded(
        mutant.of,
        mutate(await referenceText(mutant.of), mutant),
      )
      const failed = checks.filter(({ verdict }) => verdict !== 'pass')
      expect(failed.map(({ id }) => id).sort()).toEqual([...mutant.fails].sort())
    },
  )
})
