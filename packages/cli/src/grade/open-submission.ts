import { stat } from 'node:fs/promises'
import { findSubmission, type FoundSubmission } from '@keyspace/grader'
import { fileSubmission } from '@keyspace/grader/task'
import { UsageError } from '../usage.ts'
import type { FoundAssignment } from './find-assignment.ts'

/**
 * A submission by its path: a project's folder, or the one file that a task asks for.
 * @throws UsageError when it is neither; NoSubmission when nothing in it says how it starts.
 */
export async function openSubmission(
  { task }: FoundAssignment,
  path: string,
): Promise<FoundSubmission> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  if (task === undefined) return findSubmission(path)
  if (!isFolder) return fileSubmission(task, path)
  if (task.kind === 'http') return findSubmission(path)
  throw new UsageError(`${task.id} grades one file: name it with --file.`)
}
