import type { Argv, Reply } from '@keyspace/redis-lang'
import { integer, word } from '../policy/argument.ts'
import { deadlineText, unitOf, units, type ToDeadline } from './deadline.ts'
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
    const deadline = String(Math.max(0, unit(amount, at)))
    return {
      argv: words('HPEXPIREAT', key, deadline, 'FIELDS', String(fields.length), ...fields),
      deadlineAt: 2,
    }
  }
}

/** EX, PX, EXAT or PXAT before FIELDS becomes PXAT. */
function withOptions(argv: Argv, at: number): JournalForm {
  const end = fieldsAt(argv)
  for (let place = 2; place + 1 < end; place++) {
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

/** HSETEX that FNX or FXX kept from writing changed nothing. */
function hsetex(argv: Argv, reply: Reply, at: number): JournalForm | undefined {
  const wrote = reply.kind === 'integer' && Number(reply.value) === 1
  return wrote ? withOptions(argv, at) : undefined
}

/** HGETEX without options only reads. */
function hgetex(argv: Argv, _reply: Reply, at: number): JournalForm | undefined {
  return fieldsAt(argv) === 2 ? undefined : withOptions(argv, at)
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
