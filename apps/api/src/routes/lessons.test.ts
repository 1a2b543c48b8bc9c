import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCatalog } from '@keyspace/lesson/catalog'
import { lessonSummary, type LessonSummary } from '@keyspace/protocol'
import { createLessonShelf } from '../lesson-shelf.ts'
import { openApp, type AppUnderTest } from '../testing/open-app.ts'

let app: AppUnderTest
beforeAll(async () => {
  const loaded = await loadCatalog(fileURLToPath(new URL('../../../../lessons', import.meta.url)))
  if (!loaded.ok) throw new Error('the lessons have problems')
  app = await openApp({ lessons: createLessonShelf(loaded.catalog) })
})
afterAll(() => app.close())

async function list(lang: string): Promise<LessonSummary[]> {
  const { status, body } = await app.ask('GET', `/api/lessons?lang=${lang}`)
  expect(status).toBe(200)
  return z.array(lessonSummary).parse((body as { lessons: unknown }).lessons)
}

describe('the course', () => {
  it('is listed in the language asked for', async () => {
    const [english] = await list('en')
    const [russian] = await list('ru')
    expect(english).toMatchObject({ slug: 'r1-architecture-and-cli', lang: 'en' })
    expect(russian).toMatchObject({ slug: 'r1-architecture-and-cli', lang: 'ru' })
    expect(english?.title).not.toBe(russian?.title)
    expect(english?.steps).toBeGreaterThanOrEqual(3)
  })

  it('lists a lesson that lacks the language in the one it has', async () => {
    expect(new Set((await list('en')).map(({ slug }) => slug))).toEqual(
      new Set((await list('ru')).map(({ slug }) => slug)),
    )
  })

  it('gives every lesson of the list, and says its language', async () => {
    for (const { slug, lang } of await list('en')) {
      const { status, headers, body } = await app.ask('GET', `/api/lessons/${slug}?lang=en`)
      expect(status).toBe(200)
      expect(headers.get('content-language')).toBe(lang)
      expect(body).toMatchObject({ slug, lang })
      expect(body).toHaveProperty('sections.0.blocks')
    }
  })

  it('seeds a sandbox for each of its lessons', async () => {
    for (const { slug } of await list('en')) {
      const { id, token } = await app.create({ lesson: slug, seed: ['SET api:test 1'] })
      const { body } = await app.ask('POST', `/api/sandboxes/${id}/commands`, {
        token,
        body: { argv: ['GET', 'api:test'] },
      })
      expect(body).toMatchObject({ text: '"1"' })
    }
  })

  it('counts only the lines of the caller when one fails', async () => {
    const body = { lesson: 'r1-architecture-and-cli', seed: ['SET a x', 'INCR a'] }
    const answer = await app.ask('POST', '/api/sandboxes', { body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 'bad-seed',
      message:
        'Line 2 of the seed failed. Redis answered: ERR value is not an integer or out of range',
    })
  })
})
