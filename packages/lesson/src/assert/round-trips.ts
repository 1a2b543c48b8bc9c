import type { AnsweredCommand } from './evidence.ts'
import type { Judge } from './finding.ts'
import { countOf, exactly, inRange, plain } from './show.ts'

/** What a client library says by itself when it connects. */
const GREETINGS = new Set(['HELLO', 'AUTH', 'CLIENT', 'SELECT', 'INFO', 'READONLY', 'QUIT'])

/** How often clients waited for Redis; what left before the first of it was answered left together. */
export const judgeRoundTrips: Judge<'round-trips'> = ({ count, client }, evidence, words) => {
  const told = evidence.commands.filter((command) => !isGreeting(command))
  const clients = client === undefined ? new Set(told.map((one) => one.client)) : [client]
  const trips = [...clients].reduce(
    (sum, name) => sum + tripsOf(told.filter((one) => one.client === name)),
    0,
  )
  return {
    passed: inRange(trips, count),
    subject: words.roundTrips,
    expected: words.trips(countOf(count, words)),
    actual: words.trips(exactly(trips)),
  }
}

function isGreeting({ argv: [name = ''] }: AnsweredCommand): boolean {
  return GREETINGS.has(plain(name).toUpperCase())
}

function tripsOf(commands: readonly AnsweredCommand[]): number {
  let trips = 0
  let firstAnswered = -Infinity
  for (const { at, micros } of commands.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))) {
    if (at !== undefined && at < firstAnswered) continue
    trips += 1
    firstAnswered = (at ?? 0) + (micros ?? 0)
  }
  return trips
}
