// What the measurements of compiling read: the lessons of this course, again and again with other code in them.
import { readdirSync, readFileSync } from 'node:fs'

const LESSONS = 200

export interface Source {
  readonly slug: string
  readonly lang: 'en' | 'ru'
  readonly text: string
}

export function sources(): readonly Source[] {
  return ['basic', 'advanced'].flatMap((part) =>
    readdirSync(`lessons/${part}`).flatMap((slug) =>
      (['en', 'ru'] as const).map((lang) => ({
        ...{ slug, lang },
        text: readFileSync(`lessons/${part}/${slug}/${lang}.md`, 'utf8'),
      })),
    ),
  )
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

/** 200 lessons, no two of which have the same code. */
export function course(texts: readonly Source[]): readonly Source[] {
  return Array.from({ length: LESSONS }, (_, index) => {
    const source = texts[index % texts.length]
    if (source === undefined) throw new Error('there are no lessons')
    return { ...source, text: another(source.text, Math.floor(index / texts.length)) }
  })
}

export interface Used {
  /** Milliseconds of the clock, and those that this process was at work. */
  readonly all: number
  readonly cpu: number
}

export function measure(work: () => void): Used {
  const before = process.cpuUsage()
  const startedAt = performance.now()
  work()
  const all = performance.now() - startedAt
  const used = process.cpuUsage(before)
  return { all, cpu: (used.user + used.system) / 1_000 }
}
