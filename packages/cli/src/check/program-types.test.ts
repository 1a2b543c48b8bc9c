import type { Block } from '@keyspace/lesson/ast'
import { loadCatalog, type CatalogEntry } from '@keyspace/lesson/catalog'
import { collectTypes } from '@keyspace/practice/collect-types'
import { createProgramService } from '@keyspace/practice/types'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const path = (from: string): string =>
  fileURLToPath(new URL(`../../../../${from}`, import.meta.url))

interface Program {
  readonly name: string
  readonly source: string
}

/** The programs of a lesson in TypeScript: with their blanks, and the solutions. */
function programsOf({ file, lesson, solutions }: CatalogEntry): readonly Program[] {
  const blocks: readonly Block[] = lesson.sections.flatMap((section) => section.blocks)
  const fills = blocks.filter((block) => block.kind === 'fill').filter(({ lang }) => lang === 'ts')
  const solved = solutions.filter(({ lang }) => lang === 'ts')
  return [
    ...fills.map(({ id, source }) => ({ name: `${file.path}: ${id}`, source })),
    ...solved.map((one) => ({ name: `${file.path}: solution of ${one.for}`, source: one.source })),
  ]
}

it('no program of a lesson is marked in the editor, with its blanks or solved', async () => {
  const loaded = await loadCatalog(path('lessons'))
  if (!loaded.ok) throw new Error('The lessons do not compile.')
  const reference = {
    name: 'the reference of the exam',
    source: await readFile(path('packages/grader/fixtures/references/typescript/app.ts'), 'utf8'),
  }
  const programs = [...loaded.catalog.entries.flatMap(programsOf), reference]
  expect(programs.length).toBeGreaterThan(30)
  const service = createProgramService(await collectTypes())
  const told = programs.flatMap(({ name, source }) =>
    service.problems(source).map(({ message, start }) => {
      const line = source.slice(0, start).split('\n').length
      return `${name}, line ${line}: ${message}`
    }),
  )
  expect(told).toEqual([])
})
