import type { Argv, Reply } from '@keyspace/redis-lang'
import { integer, word } from '../policy/argument.ts'
import { deadlineText, units, type ToDeadline } from './deadline.ts'
import { withDeadline } from './expiry-option.ts'
import type { JournalForm, Remember } from './journal-form.ts'
import { words } from './words.ts'

/** EXPIRE and its kin that took effect become PEXPIREAT; one that did not changed nothing. */
function expire(unit: ToDeadline): Remember {
  return (argv, reply, at) => {
    const amount = integer(argv[2])
    const [, key] = argv
    if (reply.kind !== 'integer' || Number(reply.value) !== 1) return undefined
    if (key === undefined || amount === undefined) return undefined
    return { argv: words('PEXPIREAT', key, deadlineText(unit(amount, at))), deadlineAt: 2 }
  }
}

/** SETEX key amount value becomes SET key value PXAT deadline. */
function setWithExpiry(unit: ToDeadline): Remember {
  return (argv, _reply, at) => {
    const [, key, , value] = argv
    const amount = integer(argv[2])
    if (key === undefined || value === undefined || amount === undefined) return undefined
    const deadline = deadlineText(unit(amount, at))
    return { argv: words('SET', key, value, 'PXAT', deadline), deadlineAt: 4 }
  }
}

function isNil(reply: Reply): boolean {
  return reply.kind === 'nil' || reply.kind === 'nil-array'
}

/** SET that NX or XX kept from writing changed nothing; with GET, nil means something else. */
function set(argv: Argv, reply: Reply, at: number): JournalForm | undefined {
  const gets = argv.some((_argument, place) => place > 2 && word(argv, place) === 'get')
  return isNil(reply) && !gets ? undefined : withDeadline(argv, at, 3)
}

/** GETEX without options only reads. */
function getex(argv: Argv, reply: Reply, at: number): JournalForm | undefined {
  return isNil(reply) || argv.length === 2 ? undefined : withDeadline(argv, at, 2)
}

/** Times to live count from when the command ran, not from when it is replayed. */
export const rememberExpiry: Readonly<Record<string, Remember>> = {
  expire: expire(units.ex),
  pexpire: expire(units.px),
  expireat: expire(units.exat),
  pexpireat: expire(units.pxat),
  setex: setWithExpiry(units.ex),
  psetex: setWithExpiry(units.px),
  set,
  getex,
}
