import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface TestCourse {
  /** Where the program is called; `lessons` lies in it. */
  readonly cwd: string
  readonly write: (path: string, text: string) => Promise<void>
  readonly read: (path: string) => Promise<string>
  readonly remove: () => Promise<void>
}

/** A course in a fresh directory; paths are below `lessons`. */
export async function makeCourse(files: Readonly<Record<string, string>>): Promise<TestCourse> {
  const cwd = await mkdtemp(join(tmpdir(), 'keyspace-cli-'))
  const write = async (path: string, text: string): Promise<void> => {
    const file = join(cwd, 'lessons', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  for (const [path, text] of Object.entries(files)) await write(path, text)
  return {
    cwd,
    write,
    read: (path) => readFile(join(cwd, 'lessons', path), 'utf8'),
    remove: () => rm(cwd, { recursive: true }),
  }
}

/** A course with one module whose lessons are named. */
export function courseYaml(...slugs: readonly string[]): string {
  return `# The order of the course.
title: {en: Course, ru: Курс}
parts:
  - id: basic
    title: {en: Basic, ru: Основы}
    summary: {en: First steps, ru: Первые шаги}
    modules:
      - id: R1
        title: {en: One, ru: Один}
        summary: {en: The first, ru: Первый}
        lessons: [${slugs.join(', ')}]
`
}

/** A lesson that is right on every engine, with each kind of thing that is proved. */
export const RIGHT_LESSON = `---
seed:
  - SET greeting hello
clients: [A, B]
---
# Right

## Context

\`\`\`redis run
> GET greeting
"hello"
\`\`\`

\`\`\`redis run client=B
> INCR visits
(integer) 1
\`\`\`

## 1. Technical task
## 2. Reference
## 3. Theory
## 4. Practice

\`\`\`redis fill id=queue
RPUSH queue ___FILL___
\`\`\`

\`\`\`yaml check for=queue
say: The queue holds a and b.
assert:
  - key: queue
    items: [a, b]
  - used: RPUSH
    times: 1
\`\`\`

## 5. Checklist
## 6. Troubleshooting
## 7. Solution

<details><summary>Show</summary>

\`\`\`redis solution for=queue
RPUSH queue a b
\`\`\`

</details>
`
