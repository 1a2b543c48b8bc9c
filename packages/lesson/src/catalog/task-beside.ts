import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import * as z from 'zod'

/** Where a lesson's task lies in its folder. */
export const TASK_FILE = 'task/task.yaml'

const head = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.object({ en: z.string(), ru: z.string() }),
})
/** What the map says of a lesson's task. */
export type TaskBeside = z.infer<typeof head>

/**
 * The task beside a lesson by its first lines: the grader understands the rest, in which values stand that
 * are no YAML yet. Undefined without a task, or where it has no id and title.
 */
export async function taskBeside(folder: string): Promise<TaskBeside | undefined> {
  const text = await readFile(join(folder, TASK_FILE), 'utf8').catch(() => '')
  const upToProbes = text.split(/^(?:values|probes):/m)[0] ?? ''
  const document = parseDocument(upToProbes, { logLevel: 'silent' })
  return document.errors.length > 0 ? undefined : head.safeParse(document.toJS()).data
}
