import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder `lessons` with these files in a fresh directory. */
export async function courseFolder(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), 'lesson-course-'))
  const dir = join(root, 'lessons')
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text)
  }
  for (const [path, text] of Object.entries(files)) await write(path, text)
  return { root, dir, write, remove: () => rm(root, { recursive: true }) }
}

const SECTIONS = [
  '## Context',
  '## 1. Technical task',
  '## 2. Reference',
  '## 3. Theory',
  '## 4. Practice',
  '## 5. Checklist',
  '## 6. Troubleshooting',
  '## 7. Solution',
].join('\n\n')

/** A lesson of ours with one transcript and one check, and what a test puts into it. */
export function lessonText({ front = '', body = '', check = 'PING' } = {}): string {
  return `---
summary: A lesson
${front}
---
# A lesson

${body}

\`\`\`redis run
> PING
PONG
\`\`\`

\`\`\`yaml check id=ping
say: Say hello.
assert:
  - used: ${check}
\`\`\`

${SECTIONS}
`
}

export const COURSE = `title: {en: Course, ru: Курс}
parts:
  - id: basic
    title: {en: Basic, ru: Основы}
    summary: {en: First steps, ru: Первые шаги}
    modules:
      - id: R1
        title: {en: One, ru: Один}
        summary: {en: The first, ru: Первый}
        lessons: [first, second]
      - id: R2
        title: {en: Two, ru: Два}
        summary: {en: Planned, ru: В планах}
`
