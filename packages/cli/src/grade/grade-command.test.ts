import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing/call.ts'

const REFERENCES = fileURLToPath(new URL('../../../grader/fixtures/references/', import.meta.url))
const EXAM = 'rate-limiter-leaderboard'
/** Answers everything and knows no Redis; needs no package. */
const YES_SAYER =
  "import { createServer } from 'node:http'\ncreateServer((request, response) => response.end('[]')).listen(process.env.PORT)\n"

let cwd = ''
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'keyspace-cli-grade-'))
  await mkdir(join(cwd, 'class', 'ann'), { recursive: true })
  await mkdir(join(cwd, 'class', 'bob'), { recursive: true })
  await mkdir(join(cwd, 'class', 'eve'), { recursive: true })
  await writeFile(join(cwd, 'class', 'ann', 'app.mjs'), YES_SAYER)
  await writeFile(join(cwd, 'class', 'bob', 'package.json'), '{"scripts":{"start":"exit 4"}}')
  await writeFile(join(cwd, 'class', 'eve', '<b>.txt'), 'nothing to start')
  await writeFile(join(cwd, 'tests.xml'), '<testsuite><testcase name="a"/></testsuite>')
})
afterAll(() => rm(cwd, { recursive: true, force: true }))

describe('keyspace grade', () => {
  it('finds a TypeScript project by its files, and says check by check how it went', async () => {
    const { code, out } = await call(join(REFERENCES, 'typescript'), 'grade', EXAM, '--dir', '.')
    expect(out).toMatch(/^✓ limit-in-lua +10\/10 {2}EVAL on the wire\.$/m)
    expect(out).toMatch(/^100 of 100 · rubric S · \d+ ms · redis-server 7\.\S+$/m)
    expect(code).toBe(0)
  })

  it('says what to read for what failed, in Russian too, and writes every format that was asked for', async () => {
    const { code, out } = await call(
      ...[cwd, 'grade', EXAM, '--dir', 'class/ann', '--lang', 'ru', '--tests', 'tests.xml'],
      ...['--format', 'junit,json,csv', '--out', 'reports'],
    )
    expect(out).toContain(
      '→ прочитать: RA3. Скрипты на Lua и ограничитель запросов (ra3-lua-scripts#',
    )
    expect(out).toMatch(/^0 из 100 → 10 · оценка C · \d+ мс · /m)
    expect(await readFile(join(cwd, 'reports', 'junit.xml'), 'utf8')).toContain('tests="14"')
    expect(await readdir(join(cwd, 'reports'))).toHaveLength(3)
    expect(code).toBe(1)
  })

  it('takes the weights of the parts from the front matter of the lesson; the call goes before it', async () => {
    const lesson = join(cwd, 'lessons', 'exam', EXAM)
    await mkdir(lesson, { recursive: true })
    const front = `exam: ${EXAM}\ngrading:\n  weights: { tests: 0.5, style: 0.3 }`
    await writeFile(join(lesson, 'ru.md'), `---\n${front}\n---\n# Экзамен\n`)
    const graded = async (...args: readonly string[]) => {
      const tests = ['--cmd', 'exit 3', '--tests', 'tests.xml', '--format', 'json'] as const
      const { out } = await call(cwd, 'grade', EXAM, ...tests, ...args)
      return JSON.parse(out) as object
    }
    expect(await graded()).toMatchObject({ score: 50, parts: [{ kind: 'tests', weight: 0.5 }] })
    expect(await graded('--weights', 'tests=0.2')).toMatchObject({ score: 20 })
    expect(await graded('--lessons', 'elsewhere')).toMatchObject({ score: 10 })
    const { code, err } = await call(
      ...[cwd, 'grade', EXAM, '--cmd', 'true', '--weights', 'coverage=0.3'],
    )
    expect(err).toContain('The weights are more than 1 together')
    expect(code).toBe(2)
    await rm(join(cwd, 'lessons'), { recursive: true })
  })

  it('says what an assignment asks for when no submission is named', async () => {
    const { code, out, err } = await call(cwd, 'grade', 'cache-aside', '--lang', 'ru')
    expect(out).toMatch(/^Cache-aside с блокировкой\n\nЭкспортируйте асинхронную функцию/)
    expect(out).toMatch(/^ {2}25 {2}Из многих одновременных вызовов/m)
    expect(err).toContain('Say what to grade with one of')
    expect(code).toBe(2)
  })

  it('ends with 0 for a failed submission where the caller wants that', async () => {
    const { code, out } = await call(
      cwd,
      'grade',
      EXAM,
      '--cmd',
      'echo oops; exit 3',
      '--exit-zero',
    )
    expect(out).toContain('it ended (3) before it listened on $PORT')
    expect(out).toContain('    oops')
    expect(code).toBe(0)
  })

  it('writes one format to standard output, and speaks to people on the other one', async () => {
    const { code, out, err } = await call(cwd, 'grade', EXAM, '--cmd', 'exit 3', '--format', 'json')
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'fail',
      points: 0,
      submission: { command: 'exit 3' },
    })
    expect(err).toContain('0 of 100')
    expect(code).toBe(1)
  })

  it('grades a folder of submissions into a gradebook', async () => {
    const { code } = await call(cwd, 'grade', EXAM, '--batch', 'class', '--out', 'book')
    const csv = await readFile(join(cwd, 'book', 'gradebook.csv'), 'utf8')
    const rows = csv.trimEnd().split('\r\n')
    expect(rows[0]).toMatch(/^submission,verdict,points,score,rubric,limit-ten-then-429,/)
    expect(rows.map((row) => row.split(',').slice(0, 5).join())).toEqual([
      'submission,verdict,points,score,rubric',
      'ann,fail,0,0,C',
      'bob,fail,0,0,C',
      'eve,fail,0,0,C',
    ])
    const page = await readFile(join(cwd, 'book', 'index.html'), 'utf8')
    expect(page).toContain('&lt;b&gt;.txt')
    expect(page).not.toContain('<b>.txt')
    expect(await readdir(join(cwd, 'book', 'ann'))).toEqual(['report.json', 'report.md'])
    expect(code).toBe(1)
  })

  it.each([
    [['grade'], 'keyspace grade takes one assignment'],
    [['grade', EXAM], 'Say what to grade with one of --cmd'],
    [
      ['grade', 'chess', '--cmd', 'true'],
      'There is no assignment "chess". There is: rate-limiter-leaderboard, ',
    ],
    [['grade', EXAM, '--dir', 'nowhere'], 'There is no folder'],
    [['grade', EXAM, '--dir', 'class/eve'], 'says how it starts (it holds <b>.txt)'],
    [['grade', EXAM, '--cmd', 'true', '--format', 'pdf'], '--format takes json, junit'],
    [['grade', EXAM, '--cmd', 'true', '--format', 'json,csv'], 'add --out <folder>'],
    [['grade', EXAM, '--cmd', 'true', '--timeout', 'soon'], '--timeout takes seconds'],
    [
      ['grade', EXAM, '--cmd', 'true', '--weights', 'tests=2'],
      '--weights takes shares from 0 to 1',
    ],
    [['grade', EXAM, '--cmd', 'true', '--tests', 'no.xml'], '--tests: there is no file no.xml.'],
    [['grade', EXAM, '--cmd', 'true', '--style', 'tests.xml'], 'is not JSON'],
  ])('%j is a wrong call', async (args, message) => {
    const { code, err } = await call(cwd, ...args)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })
})
