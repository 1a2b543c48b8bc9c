import type { JournalEntry } from '../journal.ts'
import { deadlineText } from '../journal/deadline.ts'
import { integer } from '../policy/argument.ts'

/** The same commands as if they had run `ms` later: what was to expire is to expire that much later. */
export function moveInTime(entries: readonly JournalEntry[], ms: number): readonly JournalEntry[] {
  return entries.map((entry) => {
    const at = entry.at + ms
    const { argv, deadlineAt } = entry
    const time = deadlineAt === undefined ? undefined : integer(argv[deadlineAt])
    if (time === undefined) return { ...entry, at }
    const moved = Buffer.from(deadlineText(time + ms))
    return { ...entry, at, argv: argv.map((arg, place) => (place === deadlineAt ? moved : arg)) }
  })
}
