// Compiles 200 lessons in a process that has compiled nothing yet, and prints the milliseconds as JSON: those of
// the clock, and `cpu`, those that its process was at work, which a busy machine lengthens less.
import { readdirSync, readFileSync } from 'node:fs'
import { compileLesson } from '@keyspace/lesson/compile'

const LESSONS = 200

interface Source {
  readonly slug: string
  readonly lang: 'en' | 'ru'
  readonly text: string
}

function sources(): readonly Source[] {
  return ['basic', 'advanced'].flatMap((part) =>
    readdirSync(`lessons/${part}`).flatMap((slug) =>
      (['en', 'ru'] as const).map((lang) => ({
        ...{ slug, lang },
        text: readFileSync(`lessons/${part}/${slug}/${lang}.md`, 'utf8'),
      })),
    ),
  )
}

function compile({ slug, lang, text }: Source): void {
  const file = `${slug}/${lang}.md`
  const linkTarget = (): { kind: 'lesson'; slug: string } => ({ kind: 'lesson', slug })
  const { ok } = compileLesson({ slug, lang, file, source: text, linkTarget })
  if (!ok) throw new Error(`${file} does not compile`)
}

const COMMENT: Readonly<Record<string, string>> = {
  ...{ yaml: '#', python: '#', bash: '#', ts: '//', typescript: '//', js: '//', lua: '--' },
}

/** The same lesson with another comment in each fence, so that no code and no check is known yet. */
function another(text: string, copy: number): string {
  return text.replaceAll(/^( *)```(\w+).*\n/gm, (opening, indent: string, lang: string) => {
    const sign = COMMENT[lang]
    return sign === undefined ? opening : `${opening}${indent}${sign} ${copy}\n`
  })
}

const texts = sources()
const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / texts.length
const course = Array.from({ length: LESSONS }, (_, index) => {
  const source = texts[index % texts.length]
  if (source === undefined) throw new Error('there are no lessons')
  return { ...source, text: another(source.text, Math.floor(index / texts.length)) }
})
const usedBefore = process.cpuUsage()
const startedAt = performance.now()
for (const source of course) compile(source)
const all = performance.now() - startedAt
const used = process.cpuUsage(usedBefore)
const cpu = (used.user + used.system) / 1_000
const again = performance.now()
for (const source of texts)
  compile({ ...source, text: source.text.replace('\n## ', '\nAn edit.\n\n## ') })
const one = (performance.now() - again) / texts.length
console.log(JSON.stringify({ all, cpu, one, bytes }))
