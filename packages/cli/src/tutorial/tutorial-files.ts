import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { unzipSync, type UnzipFileInfo } from 'fflate'
import { UsageError } from '../usage.ts'

/** A tutorial's files by their paths in it, with `/`; nothing of it is on our disk under these names. */
export type TutorialFiles = ReadonlyMap<string, Uint8Array>

/** What somebody else's tutorial may be: more is not read. */
export const TUTORIAL_LIMITS = {
  files: 500,
  /** Unpacked, all together; bytes. */
  bytes: 20 * 1024 * 1024,
} as const

/** Reads a folder or a zip. Throws {@link UsageError} for one that is too large or wants out of itself. */
export async function readTutorialFiles(path: string): Promise<TutorialFiles> {
  const found = await stat(path)
  if (found.isDirectory()) return readFolder(path)
  if (found.size > TUTORIAL_LIMITS.bytes) throw tooLarge(path)
  return readZip(path, await readFile(path))
}

function readZip(path: string, packed: Uint8Array): TutorialFiles {
  const counted = new Counter(path)
  const take = ({ name, originalSize }: UnzipFileInfo): boolean => {
    assertInside(name, path)
    // What an entry says of its size is also the room that it gets when it is unpacked.
    counted.add(originalSize)
    return !name.endsWith('/')
  }
  try {
    return new Map(Object.entries(unzipSync(packed, { filter: take })))
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError(`${basename(path)} is no zip that can be read: ${reason}.`)
  }
}

async function readFolder(root: string): Promise<TutorialFiles> {
  const files = new Map<string, Uint8Array>()
  const counted = new Counter(root)
  const walk = async (folder: string): Promise<void> => {
    for (const name of (await readdir(join(root, folder))).toSorted()) {
      const path = folder === '' ? name : `${folder}/${name}`
      const found = await lstat(join(root, path))
      // A symbolic link could lead anywhere.
      if (found.isDirectory() && !name.startsWith('.git')) await walk(path)
      if (!found.isFile()) continue
      counted.add(found.size)
      files.set(path, await readFile(join(root, path)))
    }
  }
  await walk('')
  return files
}

class Counter {
  readonly #of: string
  #files = 0
  #bytes = 0

  constructor(of: string) {
    this.#of = of
  }

  add(bytes: number): void {
    this.#files += 1
    this.#bytes += bytes
    if (this.#files > TUTORIAL_LIMITS.files || this.#bytes > TUTORIAL_LIMITS.bytes) {
      throw tooLarge(this.#of)
    }
  }
}

function tooLarge(path: string): UsageError {
  const megabytes = TUTORIAL_LIMITS.bytes / 1024 / 1024
  return new UsageError(
    `${basename(path)} is too large for a tutorial: ${TUTORIAL_LIMITS.files} files and ${megabytes} MB unpacked are the most. Nothing was changed.`,
  )
}

function assertInside(name: string, path: string): void {
  const isInside =
    name !== '' &&
    !/^[/\\]|^[a-z]:|[\\\0]/i.test(name) &&
    !name.split('/').some((part) => part === '..')
  if (isInside) return
  throw new UsageError(
    `${basename(path)} holds ${JSON.stringify(name)}, a name that leads out of it. Nothing was changed.`,
  )
}

/** `./a/../b.md` and `/b.md` as `b.md`; undefined when it leads out of the tutorial. */
export function insidePath(from: string, path: string): string | undefined {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

export function isMarkdown(path: string): boolean {
  return ['.md', '.markdown'].includes(extname(path).toLowerCase())
}
