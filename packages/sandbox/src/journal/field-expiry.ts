import type { Argv, Reply } from '@keyspace/redis-lang'
import { integer, word } from '../policy/argument.ts'
import { deadlineText, units, type ToDeadline } from './deadline.ts'
import { withDeadline } from './expiry-option.ts'
import type { JournalForm, Remember } from './journal-form.ts'
import { words } from './words.ts'

/** Commands of the journal whose deadline is that of fields, and not of their key. */
export const hasFieldDeadline = /^(?:hpexpireat|hgetex|hsetex)$/

/** Where FIELDS stands; what follows are its count and the fields, whatever they are called. */
function fieldsAt(argv: Argv): number {
  return argv.findIndex((_argument, place) => place > 1 && word(argv, place) === 'fields')
}

function integersOf(reply: Reply): readonly number[] {
  if (reply.kind !== 'array') return []
  return reply.items.map((item) => (item.kind === 'integer' ? Number(item.value) : NaN))
}

/** HEXPIRE and its kin become HPEXPIREAT of the fields that it took effect on: 1 is set, 2 is gone at once. */
function expireFields(unit: ToDeadline): Remember {
  return (argv, reply, at) => {
    const [, key] = argv
    const amount = integer(argv[2])
    const first = fieldsAt(argv) + 2
    const codes = integersOf(reply)
    const fields = argv.slice(first).filter((_field, place) => (codes[place] ?? 0) > 0)
    if (key === undefined || amount === undefined || fields.length === 0) return undefined
    const deadline = deadlineText(Math.max(0, unit(amount, at)))
    return {
      argv: words('HPEXPIREAT', key, deadline, 'FIELDS', String(fields.length), ...fields),
      deadlineAt: 2,
    }
  }
}

/** HSETEX that FNX or FXX kept from writing changed nothing. */
function hsetex(argv: Argv, reply: Reply, at: number): JournalForm | undefined {
  const wrote = reply.kind === 'integer' && Number(reply.value) === 1
  return wrote ? withDeadline(argv, at, 2, fieldsAt(argv)) : undefined
}

/** HGETEX without options only reads. */
function hgetex(argv: Argv, _reply: Reply, at: number): JournalForm | undefined {
  const end = fieldsAt(argv)
  return end === 2 ? undefined : withDeadline(argv, at, 2, end)
}

/**
 * The time to live of a hash's fields, which Redis has from 7.4 on: it counts from when the command ran.
 * Source: https://redis.io/docs/latest/commands/hexpire/
 */
export const rememberFieldExpiry: Readonly<Record<string, Remember>> = {
  hexpire: expireFields(units.ex),
  hpexpire: expireFields(units.px),
  hexpireat: expireFields(units.exat),
  hpexpireat: expireFields(units.pxat),
  hsetex,
  hgetex,
}
