import { posix } from 'node:path'
import type { LinkTarget } from '../compile/compilation.ts'
import type { LessonFile } from './find-lessons.ts'
import { TASK_FILE } from './task-beside.ts'

/** Resolves `../other-lesson/en.md` (or the folder alone) and `task/task.yaml` from a lesson's folder. */
export function linkTargets(
  from: LessonFile,
  files: readonly LessonFile[],
): (path: string) => LinkTarget {
  const folders = new Map(files.map(({ part, slug }) => [`${part}/${slug}`, slug]))
  const tasks = new Map(
    files.map(({ part, slug, task }) => [posix.join(part, slug, TASK_FILE), task]),
  )
  return (path) => {
    const written = posix.join(from.part, from.slug, path)
    const task = tasks.get(written)
    if (task !== undefined) return { kind: 'task', id: task.id }
    const resolved = written.replace(/\/(?:[a-z]{2}\.md)?$/, '')
    const slug = folders.get(resolved)
    return slug === undefined ? { kind: 'none' } : { kind: 'lesson', slug }
  }
}
