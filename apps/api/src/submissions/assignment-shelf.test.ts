import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrokenTask, loadAssignments } from './assignment-shelf.ts'

let lessons: string

beforeEach(async () => {
  lessons = await mkdtemp(join(tmpdir(), 'keyspace-tasks-'))
})
afterEach(() => rm(lessons, { recursive: true, force: true }))

function taskText(kind: string, id = 'counter'): string {
  const does =
    kind === 'http' ? 'request: GET /' : kind === 'lua' ? 'call: { keys: [hits] }' : 'call: []'
  return `id: ${id}
kind: ${kind}
${kind === 'typescript' ? 'function: count' : ''}
title: { en: Count, ru: Счёт }
say: { en: Count., ru: Считайте. }
probes:
  - id: counts
    points: 100
    title: { en: It counts, ru: Считает }
    steps:
      - ${does}
        expect: {}
`
}

async function write(path: string, text: string): Promise<void> {
  const file = join(lessons, 'basic', path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

describe('the tasks that can be handed in', () => {
  it.each([
    ['http', 'GET /'],
    ['lua', 'EVAL SCRIPT 1 key argument'],
    ['typescript', 'console.log(await count(redis))'],
  ])('of kind %s have something to try first', async (kind, first) => {
    await write('one/task/task.yaml', taskText(kind))
    expect((await loadAssignments(lessons)).task('counter')?.try).toBe(first)
  })

  it('have the template of the other language where there is one alone', async () => {
    await write('one/task/task.yaml', taskText('lua'))
    await write('one/task/template.ru.lua', 'return ___FILL___')
    await write('one/task/template.en.ts', 'another language')
    const { template } = (await loadAssignments(lessons)).task('counter') ?? {}
    expect(template).toEqual({ en: 'return ___FILL___', ru: 'return ___FILL___' })
  })

  it('name the line that is broken', async () => {
    await write('one/task/task.yaml', taskText('perl'))
    const loading = loadAssignments(lessons)
    await expect(loading).rejects.toThrow(BrokenTask)
    await expect(loading).rejects.toThrow('one/task/task.yaml:2:1 `kind`: not a kind of task')
  })

  it.each(['counter', 'rate-limiter-leaderboard'])('have the id %s once', async (id) => {
    await write('one/task/task.yaml', taskText('lua'))
    await write('two/task/task.yaml', taskText('lua', id))
    await expect(loadAssignments(lessons)).rejects.toThrow(`there is another "${id}"`)
  })
})
