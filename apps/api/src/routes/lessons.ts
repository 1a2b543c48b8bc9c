import type { Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { lang, type Lang } from '@keyspace/protocol'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'

export function lessonRoutes(app: Hono<AppEnv>, { lessons }: Deps): void {
  app.use('/api/lessons/*', compress())

  app.get('/api/lessons', (c) => {
    const wanted = readLang(c)
    return c.json({ lessons: lessons.list(wanted) })
  })

  app.get('/api/lessons/:slug', (c) => {
    const lesson = lessons.find(c.req.param('slug'), readLang(c))
    if (lesson === undefined) {
      throw new Problem(404, {
        code: 'lesson-not-found',
        message: 'There is no such lesson.',
        hint: 'GET /api/lessons lists them.',
      })
    }
    c.header('content-language', lesson.lang)
    return c.json(lesson)
  })
}

/** The query's `lang`; English when it says nothing. */
function readLang(c: Context<AppEnv>): Lang {
  const parsed = lang.safeParse(c.req.query('lang') ?? 'en')
  if (parsed.success) return parsed.data
  throw new Problem(400, {
    code: 'bad-lang',
    message: 'There are no lessons in this language.',
    hint: `Use one of: ${lang.options.join(', ')}.`,
  })
}
