import { posix } from 'node:path'
import type { LinkTarget } from '../compile/compilation.ts'
import type { LessonFile } from './find-lessons.ts'

/** Resolves `../other-lesson/en.md` (or the folder alone) from a lesson's folder. */
export function linkTargets(
  from: LessonFile,
  files: readonly LessonFile[],
): (path: string) => LinkTarget {
  const folders = new Map(files.map(({ part, slug }) => [`${part}/${slug}`, slug]))
  return (path) => {
    const resolved = posix.join(from.part, from.slug, path).replace(/\/(?:[a-z]{2}\.md)?$/, '')
    const slug = folders.get(resolved)
    return slug === undefined ? { kind: 'none' } : { kind: 'lesson', slug }
  }
}
