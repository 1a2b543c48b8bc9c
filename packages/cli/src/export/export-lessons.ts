import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { CatalogEntry } from '@keyspace/lesson/catalog'
import { strToU8, zipSync } from 'fflate'
import { readLessons } from '../check/read-lessons.ts'
import type { Terminal } from '../terminal.ts'
import { writeManifest } from '../tutorial/manifest.ts'
import { toPage } from '../tutorial/to-page.ts'
import { EXIT, UsageError, type Exit } from '../usage.ts'
import type { ExportOptions } from './options.ts'

/** `keyspace lesson export`: lessons as a RedisInsight tutorial. Overwrites nothing. */
export async function exportLessons(options: ExportOptions, terminal: Terminal): Promise<Exit> {
  const { slugs, lang, lessons } = options
  const read = await readLessons({ paths: slugs, lessons }, terminal.cwd)
  const entries = slugs.map((slug) => entryOf(read.entries, slug, lang))
  const title = read.course?.title[lang]
  const first = entries[0]?.lesson.title ?? ''
  const pages = entries.map(({ lesson: { slug, title: label, summary } }) => ({
    path: `${slug}.md`,
    label,
    ...(summary === undefined ? {} : { summary }),
  }))
  const manifest = { label: entries.length === 1 ? first : (title ?? first), pages }
  const files = new Map([
    ['manifest.json', writeManifest(manifest)],
    ...entries.map((entry): [string, string] => [`${entry.lesson.slug}.md`, toPage(entry)]),
  ])
  const to = resolve(terminal.cwd, options.to)
  await write(to, files, terminal.cwd)
  terminal.out(`${relative(terminal.cwd, to)}: ${[...files.keys()].join(', ')}\n`)
  return EXIT.ok
}

function entryOf(entries: readonly CatalogEntry[], slug: string, lang: 'en' | 'ru'): CatalogEntry {
  const entry = entries.find(({ lesson }) => lesson.slug === slug && lesson.lang === lang)
  if (entry !== undefined) return entry
  throw new UsageError(`The lesson "${slug}" is not there in ${lang}, or it does not compile.`)
}

async function write(to: string, files: ReadonlyMap<string, string>, cwd: string): Promise<void> {
  try {
    if (to.endsWith('.zip')) {
      const packed = [...files].map(([name, text]) => [name, strToU8(text)] as const)
      await writeFile(to, zipSync(Object.fromEntries(packed)), { flag: 'wx' })
      return
    }
    await mkdir(to)
    for (const [name, text] of files) await writeFile(join(to, name), text)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'EEXIST') throw new UsageError(`${relative(cwd, to)} is there already.`)
    if (code === 'ENOENT') throw new UsageError(`The folder for ${relative(cwd, to)} is not there.`)
    throw cause
  }
}
