import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { RATE_LIMITER_LEADERBOARD } from './index.ts'

const LESSONS = fileURLToPath(new URL('../../../../lessons/', import.meta.url))
/** How a lesson's headings begin, by the section. */
const HEADINGS = { theory: '### 3. ', practice: '### 4. ', troubleshooting: '### 6. ' } as const

function textOf(slug: string, lang: 'en' | 'ru'): string {
  const part = readdirSync(LESSONS, { recursive: true, encoding: 'utf8' })
  const file = part.find((name) => name.endsWith(`${slug}/${lang}.md`))
  return file === undefined ? '' : readFileSync(`${LESSONS}${file}`, 'utf8')
}

it.each(RATE_LIMITER_LEADERBOARD)(
  'what $id sends a learner to is there, by that name',
  ({ teaches }) => {
    const heading = HEADINGS[teaches.section as keyof typeof HEADINGS]
    for (const lang of ['en', 'ru'] as const) {
      const lines = textOf(teaches.lesson, lang).split('\n')
      expect(lines.filter((line) => line.startsWith(heading))).toHaveLength(1)
      const title = lines.find((line) => line.startsWith('# '))
      expect(title?.slice(2).startsWith(teaches.title[lang])).toBe(true)
    }
  },
)
