import { readFile, stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { readManifest } from '../tutorial/manifest.ts'
import { toLesson } from '../tutorial/to-lesson.ts'
import { isMarkdown, readTutorialFiles, TUTORIAL_LIMITS } from '../tutorial/tutorial-files.ts'
import { UsageError } from '../usage.ts'

/** A lesson that is to be, by the name of where it comes from. */
export interface ImportedPage {
  readonly name: string
  readonly text: string
  readonly notices: readonly { readonly line: number; readonly message: string }[]
}

/** A Markdown file as it is, or every page of a tutorial. Throws {@link UsageError}. */
export async function readPages(from: string, cwd: string): Promise<readonly ImportedPage[]> {
  const path = resolve(cwd, from)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new UsageError(`There is no ${from}.`)
  const name = basename(path, extname(path))
  if (found.isFile() && isMarkdown(path)) {
    if (found.size > TUTORIAL_LIMITS.bytes) throw new UsageError(`${from} is too large.`)
    return [{ name, text: textOf(await readFile(path), from), notices: [] }]
  }
  if (found.isFile() && extname(path).toLowerCase() !== '.zip') {
    throw new UsageError(`${from} is no Markdown file, no folder and no zip.`)
  }
  const files = await readTutorialFiles(path)
  const { pages } = readManifest(files, name)
  if (pages.length === 0) throw new UsageError(`${from} has no page.`)
  return pages.map((page) => {
    const markdown = textOf(files.get(page.path) ?? new Uint8Array(), page.path)
    const { text, notices } = toLesson(markdown, page.path, files)
    const title = /^#\s/m.test(text) ? '' : `# ${page.label.replaceAll(/\s+/g, ' ')}\n\n`
    return { name: basename(page.path, extname(page.path)), text: title + text, notices }
  })
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${name} is not UTF-8 text.`)
  }
}
