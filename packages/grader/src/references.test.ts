import { afterAll, describe, expect, it } from 'vitest'
import { grade } from './grade.ts'
import type { GradeEvent } from './grade-event.ts'
import { gradeReport } from './report.ts'
import { layDown, referenceText, type Laid, type ReferenceName } from './testing/references.ts'

const ASSIGNMENT = 'rate-limiter-leaderboard'
const laid: Laid[] = []

afterAll(() => Promise.all(laid.map((one) => one.remove())))

async function submissionOf(name: ReferenceName, change = (text: string) => text) {
  const one = await layDown(name, change(await referenceText(name)))
  laid.push(one)
  return one.submission
}

describe('the exam solved right', { timeout: 60_000 }, () => {
  it.each(['node', 'typescript', 'python'] as const)('in %s scores 100', async (name) => {
    const report = await grade({ assignment: ASSIGNMENT, submission: await submissionOf(name) })
    expect(report.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    expect(report).toMatchObject({
      ...{ points: 100, maxPoints: 100, score: 100, rubric: 'S', verdict: 'pass', exitCode: 0 },
      ...{ trouble: null, crashes: [] },
    })
    expect(gradeReport.safeParse(report).success).toBe(true)
  })

  it('passes with a remark when the key comes through ARGV', async () => {
    const submission = await submissionOf('typescript', (text) =>
      text
        .replaceAll('KEYS[1]', 'KEY')
        .replace('ARGV[1])', 'ARGV[2])')
        .replaceAll('KEY', 'ARGV[1]')
        .replace('1, `rate', '0, `rate'),
    )
    const report = await grade({ assignment: ASSIGNMENT, submission })
    expect(report.points).toBe(100)
    const inLua = report.checks.find(({ id }) => id === 'limit-in-lua')
    expect(inLua?.remarks[0]?.en).toContain('KEYS')
  })

  it('gives the same random values for the same seed, and others for another', async () => {
    const submission = await submissionOf('node')
    const seedOf = async (seed: string) => {
      const report = await grade({ assignment: ASSIGNMENT, submission, seed })
      return report.checks.find(({ id }) => id === 'seed-pipeline')?.expected.en
    }
    const [first, again, other] = [await seedOf('a'), await seedOf('a'), await seedOf('b')]
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  it('tells how far it is, check by check', async () => {
    const events: GradeEvent[] = []
    const submission = await submissionOf('node')
    await grade({ assignment: ASSIGNMENT, submission, onEvent: (event) => events.push(event) })
    const kinds = events.map(({ kind }) => kind)
    expect(kinds.slice(0, 2)).toEqual(['starting', 'listening'])
    expect(kinds.filter((kind) => kind === 'check-finished')).toHaveLength(14)
    expect(kinds.at(-1)).toBe('finished')
  })

  it('the usual way with INCR, EXPIRE and an exception in the middleware is told what breaks', async () => {
    const submission = await submissionOf('python', (text) =>
      text
        .replace(
          'count = await r.eval(COUNT_REQUEST, 1, f"rate:ip:{request.client.host}", WINDOW_SECONDS)',
          'key = f"rate:{request.client.host}"\n    count = await r.incr(key)\n    if count == 1:\n        await r.expire(key, WINDOW_SECONDS)',
        )
        .replace(
          'return JSONResponse({"error": "too many requests"}, status_code=429)',
          'raise HTTPException(status_code=429)',
        )
        .replace('import FastAPI, Request', 'import FastAPI, HTTPException, Request')
        .replace('BlockingConnectionPool', 'ConnectionPool')
        .replace(', max_connections=4', ''),
    )
    const report = await grade({ assignment: ASSIGNMENT, submission })
    expect(report).toMatchObject({ points: 35, rubric: 'C', verdict: 'fail', exitCode: 1 })
    const got = new Map(report.checks.map((check) => [check.id, check.sentence]))
    expect(got.get('limit-ten-then-429')?.en).toContain('GET /top → 500')
    expect(got.get('limit-key-and-ttl')?.ru).toMatch(/нет ключа rate:ip:127\S+, зато есть rate:127/)
    expect(got.get('limit-in-lua')?.en).toMatch(/INCR(BY)?, EXPIRE outside of a script/)
    expect(got.get('limit-survives-cut')?.ru).toContain('заблокирован навсегда')
    expect(got.get('single-connection')?.en).toMatch(/connections opened: \d\d/)
  })
})
