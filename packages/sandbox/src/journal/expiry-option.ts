import type { Argv } from '@keyspace/redis-lang'
import { integer, word } from '../policy/argument.ts'
import { deadlineText, unitOf } from './deadline.ts'
import type { JournalForm } from './journal-form.ts'
import { words } from './words.ts'

/** The command with EX, PX, EXAT or PXAT among its options, which stand from `first` to before `end`, as PXAT. */
export function withDeadline(
  argv: Argv,
  at: number,
  first: number,
  end = argv.length,
): JournalForm {
  for (let place = first; place + 1 < end; place++) {
    const unit = unitOf(word(argv, place))
    const amount = integer(argv[place + 1])
    if (unit === undefined || amount === undefined) continue
    const deadline = words('PXAT', deadlineText(unit(amount, at)))
    return {
      argv: [...argv.slice(0, place), ...deadline, ...argv.slice(place + 2)],
      deadlineAt: place + 1,
    }
  }
  return { argv }
}
