import type { Lang } from '@keyspace/grader'
import type { FoundAssignment } from './find-assignment.ts'

/** What an assignment asks for: its text, and what each check looks at. */
export function showAssignment({ assignment, task }: FoundAssignment, lang: Lang): string {
  const checks = assignment.probes.map(
    ({ points, title }) => `${String(points).padStart(4)}  ${title[lang]}`,
  )
  const say = task === undefined ? [] : ['', task.say[lang]]
  return `${[assignment.title[lang], ...say, '', ...checks].join('\n')}\n\n`
}
