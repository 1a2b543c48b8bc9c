import { readdir } from 'node:fs/promises'
import { dirname, posix } from 'node:path'
import type { Task } from '@keyspace/grader/task'
import type { Problem } from '@keyspace/lesson/catalog'
import { problemAt } from '@keyspace/lesson/yaml'

/** Files beside a task that look like what its editor begins with, and that no page would read. */
export async function templateProblems(
  { kind }: Task,
  task: { readonly file: string; readonly path: string },
): Promise<readonly Problem[]> {
  const ending = kind === 'lua' ? 'lua' : 'ts'
  const read = [`template.en.${ending}`, `template.ru.${ending}`]
  const names = await readdir(dirname(task.path))
  const strange = names.filter((name) => name.startsWith('template.') && !read.includes(name))
  return strange.sort().map((name) =>
    problemAt(
      { file: posix.join(posix.dirname(task.file), name), text: '', words: '' },
      {
        code: 'task-template',
        message: `nobody reads ${name}`,
        hint: `name it ${read.join(' or ')}`,
      },
    ),
  )
}
