import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { runCli } from '../run-cli.ts'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON, type TestCourse } from '../testing/course.ts'

const pattern = z.object({
  regexp: z.string().transform((source) => new RegExp(source)),
  ...{ file: z.int(), line: z.int(), column: z.int(), message: z.int(), severity: z.int() },
})
const matcher = z.object({
  severity: z.string().optional(),
  pattern,
  background: z.object({ beginsPattern: z.string(), endsPattern: z.string() }).partial().optional(),
})
const tasksFile = z.object({
  tasks: z.array(z.object({ label: z.string(), problemMatcher: z.unknown() })),
})

async function matcherOf(label: string): Promise<z.infer<typeof matcher>> {
  const path = fileURLToPath(new URL('../../../../.vscode/tasks.json', import.meta.url))
  const { tasks } = tasksFile.parse(JSON.parse(await readFile(path, 'utf8')))
  return matcher.parse(tasks.find((task) => task.label === label)?.problemMatcher)
}

/** What Visual Studio Code puts into its Problems panel for these lines. */
function panelOf(text: string, { pattern, severity }: z.infer<typeof matcher>) {
  return text.split('\n').flatMap((line) => {
    const found = pattern.regexp.exec(line)
    if (found === null) return []
    const [file, message] = [found[pattern.file], found[pattern.message]]
    const [row, column] = [Number(found[pattern.line]), Number(found[pattern.column])]
    return [{ file, row, column, message, severity: found[pattern.severity] ?? severity }]
  })
}

const said = (pattern: RegExp): unknown => expect.stringMatching(pattern)

const PANEL = [
  {
    ...{ file: 'lessons/basic/broken/en.md', row: 11, column: 1, severity: 'error' },
    message: said(/^`GET greeting` answers `"hello"`, .+ — mend the command .+[^)]$/),
  },
  {
    ...{ file: 'lessons/basic/broken/en.md', row: 20, column: 1, severity: 'warning' },
    message: said(/HTML.+ — .+[^)]$/),
  },
]

let course: TestCourse
beforeAll(async () => {
  const broken = RIGHT_LESSON.replace('"hello"', '"helo"').replace(
    '## 1. Technical task',
    '<marquee>\n\n## 1. Technical task',
  )
  course = await makeCourse({
    'course.yaml': courseYaml('broken'),
    'basic/broken/en.md': broken,
  })
})
afterAll(() => course.remove())

it('`check lessons` fills the Problems panel', { timeout: 60_000 }, async () => {
  const { out } = await call(course.cwd, 'lesson', 'check', '--engine', 'dedicated')
  const panel = panelOf(out, await matcherOf('check lessons'))
  expect(panel.toSorted((a, b) => a.row - b.row)).toEqual(PANEL)
})

it('`watch lessons` fills it, between a line that begins and one that ends', async () => {
  let out = ''
  const ends: (() => void)[] = []
  const ended = runCli(['lesson', 'check', '--watch', 'broken', '--engine', 'dedicated'], {
    cwd: course.cwd,
    out: (text) => (out += text),
    err: (text) => (out += text),
    columns: 0,
    interrupted: () => new Promise((resolve) => ends.push(resolve)),
  })
  const { background, ...watching } = await matcherOf('watch lessons')
  const [begins, endsWith] = [background?.beginsPattern ?? '', background?.endsPattern ?? '']
  await vi.waitFor(() => expect(out).toMatch(new RegExp(endsWith, 'm')), { timeout: 20_000 })
  for (const end of ends) end()
  await ended
  expect(out).toMatch(new RegExp(begins, 'm'))
  expect(panelOf(out, watching).toSorted((a, b) => a.row - b.row)).toEqual(PANEL)
}, 60_000)
