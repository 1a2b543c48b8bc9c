import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON, type TestCourse } from '../testing/course.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const FILE = 'lessons/basic/right/en.md'

describe('the lessons of this repository', () => {
  // The whole course, on both: what `pnpm bench lesson` holds to a minute is longer on a busy machine.
  it(
    'are right on the embedded engine and on a real redis-server',
    { timeout: 300_000 },
    async () => {
      const { code, out } = await call(ROOT, 'lesson', 'check', '--format', 'json')
      const report = JSON.parse(out) as { problems: { severity: string }[]; proofs: object[] }
      expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(report.proofs).toContainEqual(
        expect.objectContaining({
          file: 'lessons/basic/r1-architecture-and-cli/ru.md',
          engine: 'dedicated',
          skipped: false,
        }),
      )
      expect(code).toBe(0)
    },
  )
})

describe('a course', () => {
  let course: TestCourse
  beforeAll(async () => {
    course = await makeCourse({
      'course.yaml': courseYaml('right'),
      'basic/right/en.md': RIGHT_LESSON,
    })
  })
  afterAll(() => course.remove())

  const check = async (text: string, ...args: readonly string[]) => {
    await course.write('basic/right/en.md', text)
    return call(course.cwd, 'lesson', 'check', ...args)
  }

  it('that is right has no problem, and a summary says what was in it', async () => {
    const { code, out } = await check(RIGHT_LESSON)
    expect(out).toMatch(
      /^module +lessons +transcripts +steps +tasks +checks +hints +questions +predictions/,
    )
    expect(out).toMatch(/^R1 +1 +2 +2 +1 +1 +0 +0 +0$/m)
    expect(out).toMatch(/^0 problems · 2 proofs on embedded and dedicated · /m)
    expect(code).toBe(0)
  })

  it('with a wrong reply says where, once for both engines', async () => {
    const { code, out } = await check(RIGHT_LESSON.replace('"hello"', '"helo"'))
    const [line, ...rest] = out.split('\n')
    expect(line).toBe(
      `${FILE}:11:1 \`GET greeting\` answers \`"hello"\`, and the lesson shows \`"helo"\` — mend the command or the reply under it; a reply that differs each time needs \`volatile\``,
    )
    expect(rest.join('\n')).not.toContain(FILE)
    expect(code).toBe(1)
  })

  it('judges by the commands that a learner types, not by the seed', async () => {
    const lesson = RIGHT_LESSON.replace('SET greeting hello', 'RPUSH other x')
    const { out } = await check(
      lesson.replace('> GET greeting\n"hello"', '> LLEN other\n(integer) 1'),
    )
    expect(out).toMatch(/^0 problems/m)
  })

  it('with a command that waits for ever is told so instead of waiting', async () => {
    const waiting = RIGHT_LESSON.replace('> GET greeting\n"hello"', '> BLPOP nobody 0\n(nil)')
    const { code, out } = await check(waiting, '--engine', 'embedded')
    expect(out).toContain(`${FILE}:11:1 `)
    expect(code).toBe(1)
  })

  it('skips what needs a server of its own where there is none', async () => {
    const needs = RIGHT_LESSON.replace('clients:', 'needs: dedicated\nclients:')
    const { code, out } = await check(needs, '--engine', 'embedded')
    expect(out).toMatch(/^0 problems · 0 proofs on embedded · 1 skipped/m)
    expect(code).toBe(0)
  })

  it('proves one lesson although another one does not compile', async () => {
    await course.write('basic/broken/en.md', '---\ntitel: x\n---\n# Broken\n')
    const { code, out } = await check(RIGHT_LESSON, 'lessons/basic/right')
    expect(out).toMatch(/^0 problems · 2 proofs/m)
    expect(code).toBe(0)
    const all = await check(RIGHT_LESSON, '--engine', 'embedded')
    expect(all.out).toContain('lessons/basic/broken/en.md:2:1 unknown key `titel`')
    expect(all.code).toBe(1)
    const bySlug = await check(RIGHT_LESSON, 'right', '--engine', 'embedded')
    expect(bySlug.code).toBe(0)
  })
})

describe('a wrong call', () => {
  it.each([
    [['lesson', 'chekc'], 'There is no command "lesson chekc".'],
    [['lesson', 'check', '--engine', 'shared'], '--engine takes embedded, dedicated, both'],
    [['lesson', 'check', '--fast'], "Unknown option '--fast'"],
    [['lesson', 'check', '--lessons', 'nowhere'], 'There is no course.yaml in nowhere.'],
    [['lesson', 'check', 'no-such-lesson'], 'There is no lesson "no-such-lesson" in lessons.'],
  ])('%j says what is wrong and how it is called', async (args, message) => {
    const { code, err } = await call(ROOT, ...args)
    expect(err).toContain(message)
    expect(err).toContain('keyspace lesson check')
    expect(code).toBe(2)
  })
})

it('an engine that is missing has an exit code of its own', async () => {
  const path = process.env['PATH']
  process.env['PATH'] = '/nowhere'
  try {
    const { code, err } = await call(ROOT, 'lesson', 'check', '--engine', 'dedicated')
    expect(err).toMatch(/redis-server/)
    expect(code).toBe(3)
  } finally {
    process.env['PATH'] = path
  }
})
