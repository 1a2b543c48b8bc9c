import { BadValue } from './bad-value.ts'

const classes = ['g', '$', 'l', 's', 'h', 'z', 'x', 'e', 't', 'd']
/** The order in which Redis writes them back; `A` stands for all of the classes. */
const order = [...classes, 'n', 'K', 'E', 'm']

/** `notify-keyspace-events` in the form in which CONFIG GET shows it. */
export function notifyFlagsOf(value: string): string {
  const flags = new Set(Array.from(value).flatMap((flag) => (flag === 'A' ? classes : [flag])))
  if ([...flags].some((flag) => !order.includes(flag))) {
    throw new BadValue("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.")
  }
  const all = classes.every((flag) => flags.has(flag))
  const shown = order.filter((flag) => flags.has(flag) && !(all && classes.includes(flag)))
  return (all ? 'A' : '') + shown.join('')
}
