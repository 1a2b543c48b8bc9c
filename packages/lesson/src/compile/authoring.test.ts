import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withInner } from './grade-practice.ts'
import { compileLesson } from './index.ts'

const GUIDE = readFileSync(new URL('../../../../docs/authoring.md', import.meta.url), 'utf8')

it('takes every example of docs/authoring.md', () => {
  const examples = [...GUIDE.matchAll(/````markdown\n([^]*?)````/g)].map(([, example]) => example)
  const source = `# Examples\n\n## Theory\n\n## Practice\n\n${examples.join('\n')}`
  const result = compileLesson({ slug: 'a', lang: 'en', file: 'authoring.md', source })
  expect(result.problems.map(({ code }) => code)).toEqual(['section-missing'])
  const sections = result.ok ? result.lesson.sections : []
  const kinds = sections.flatMap(({ blocks }) => blocks.flatMap(withInner)).map(({ kind }) => kind)
  expect(kinds).toEqual([
    'transcript',
    'fill',
    'fill',
    'check',
    'quiz',
    'spoiler',
    'code',
    'tabs',
    'transcript',
    'code',
  ])
})
