import { dirname, join } from 'node:path'
import type { Text } from '../report.ts'
import { readIfThere } from './lesson-tasks.ts'
import type { Task } from './read-task.ts'

/**
 * What an editor begins with: `template.en.lua` and `template.ru.lua` beside the task (`.ts` for a server or
 * a function). One of them does for both languages; without any there is nothing to begin with.
 */
export async function readTemplate({ kind }: Task, taskFile: string): Promise<Text> {
  const ending = kind === 'lua' ? 'lua' : 'ts'
  const [en, ru] = await Promise.all(
    ['en', 'ru'].map((lang) => readIfThere(join(dirname(taskFile), `template.${lang}.${ending}`))),
  )
  return { en: en ?? ru ?? '', ru: ru ?? en ?? '' }
}
