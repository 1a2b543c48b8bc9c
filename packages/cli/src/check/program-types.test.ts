import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Problem } from '@keyspace/lesson/catalog'
import { collectTypes } from '@keyspace/practice/collect-types'
import { createProgramService } from '@keyspace/practice/types'
import { expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON } from '../testing/course.ts'

/** Practice in TypeScript in a list, so that it is indented; `work` is what it does. */
function lessonWith(work: string): string {
  const program = (line: string): string =>
    ["import Redis from 'ioredis'", 'const redis = new Redis()', line, 'await redis.quit()'].join(
      '\n',
    )
  const inList = program(`await redis.${work}('hits', ___FILL___)`).replaceAll(/^/gm, '  ')
  return RIGHT_LESSON.replace(
    '## 5. Checklist',
    `- Count them.

  \`\`\`ts fill id=count
${inList}
  \`\`\`

\`\`\`yaml check for=count
say: Seven.
assert:
  - {key: hits, value: 7}
\`\`\`

\`\`\`ts solution for=count
${program(`await redis.${work}('hits', 7)`)}
\`\`\`

## 5. Checklist`,
  )
}

it('marks a program that the editor would mark, at its place', { timeout: 60_000 }, async () => {
  const course = await makeCourse({
    'course.yaml': courseYaml('right', 'wrong'),
    'basic/right/en.md': lessonWith('incrby'),
    'basic/wrong/en.md': lessonWith('incrbi'),
  })
  try {
    const args = ['--engine', 'embedded', '--format', 'json']
    const { out } = await call(course.cwd, 'lesson', 'check', ...args)
    const { problems } = JSON.parse(out) as { problems: Problem[] }
    const text = lessonWith('incrbi')
    const marked = problems
      .filter(({ code }) => code === 'program-type')
      .map(({ file, line, column, span }) => [
        `${file}:${line}:${column}`,
        text.slice(span.start, span.end),
      ])
    expect(marked).toEqual([
      ['lessons/basic/wrong/en.md:43:15', 'incrbi'],
      ['lessons/basic/wrong/en.md:56:13', 'incrbi'],
    ])
  } finally {
    await course.remove()
  }
})

it('has nothing to mark in the reference of the exam', async () => {
  const path = '../../../grader/fixtures/references/typescript/app.ts'
  const source = await readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
  expect(createProgramService(await collectTypes()).problems(source)).toEqual([])
})
