import type { KeyView, ReplyJson } from '@keyspace/redis-lang'
import { keysOf, wordsOf } from '../command-words.ts'
import type { CommandEvent, SandboxEvent } from '../event.ts'
import { keyText } from '../key-name.ts'
import {
  newRace,
  type CounterRacePicture,
  type Move,
  type RaceMode,
  type RacerName,
} from './model.ts'

/** A new race: the counter will be set to `start`. */
interface BeginEvent {
  readonly kind: 'begin'
  readonly key: string
  readonly mode: RaceMode
  readonly start: number
}

/** A client adds one to what it has read. `serverMs` is the page's clock. */
interface AddEvent {
  readonly kind: 'add'
  readonly client: RacerName
  readonly serverMs: number
}

export type CounterRaceEvent = SandboxEvent | BeginEvent | AddEvent

const MOVES_KEPT = 60
/** How much a command adds, by its words. */
const ADDS: Readonly<Record<string, (amount: string) => number>> = {
  INCR: () => 1,
  DECR: () => -1,
  INCRBY: Number,
  DECRBY: (amount) => -Number(amount),
}
const READS = new Set(['GET', 'STRLEN', 'TTL', 'PTTL', 'TYPE', 'EXISTS', 'OBJECT', 'WATCH'])

/** The picture after one more event. Source: https://redis.io/docs/latest/commands/incr/ */
export function reduceCounterRace(
  picture: CounterRacePicture,
  event: CounterRaceEvent,
): CounterRacePicture {
  switch (event.kind) {
    case 'begin':
      return newRace(event.key, event.mode, event.start)
    case 'add':
      return withAddition(picture, event)
    case 'command':
      return withCommand(picture, event)
    case 'snapshot':
      return { ...picture, value: valueIn(event.keys, picture.key) ?? null }
    case 'changes':
      return event.changes.reduce((before, change) => {
        if ('view' in change) {
          const value = valueIn([change.view], before.key)
          return value === undefined ? before : { ...before, value }
        }
        return keyText(change.key) === before.key ? { ...before, value: null } : before
      }, picture)
  }
}

function valueIn(keys: readonly KeyView[], key: string): string | undefined {
  const value = keys.find((view) => view.db === 0 && keyText(view.key) === key)?.value
  return value?.type === 'string' ? keyText(value.value) : undefined
}

function withAddition(picture: CounterRacePicture, event: AddEvent): CounterRacePicture {
  const racer = picture.racers[event.client]
  if (racer.next !== 'add' || racer.read === null) return picture
  const sum = racer.read + 1
  const moved = withMove(picture, {
    client: event.client,
    step: 'add',
    line: '',
    reply: String(sum),
    value: lastValue(picture),
    overwrote: null,
    serverMs: event.serverMs,
    micros: 0,
  })
  return withRacer(moved, event.client, { next: 'set', read: racer.read, sum })
}

function withCommand(picture: CounterRacePicture, event: CommandEvent): CounterRacePicture {
  const words = wordsOf(event.argv)
  if (!keysOf(event.argv).includes(picture.key)) return picture
  const [command = '', , argument = ''] = words
  const racer = event.client === 'A' || event.client === 'B' ? event.client : undefined
  const row = rowOf(picture, event, words)
  if (event.reply.kind === 'error') return withMove(picture, row)
  if (!picture.isReady) return prepared(picture, row, command === 'SET' ? argument : '')
  if (command === 'GET' && racer !== undefined && picture.mode === 'read-write')
    return withRead(picture, racer, { ...row, step: 'get' }, event.reply)
  if (command === 'SET' && racer !== undefined && isTurn(picture, racer, argument))
    return withWrite(picture, racer, { ...row, step: 'set' }, Number(argument))
  const adds = ADDS[command]
  if (adds !== undefined) return withIncrement(picture, racer, row, adds(argument), event.reply)
  if (READS.has(command)) return withMove(picture, row)
  return withMove({ ...picture, isDisturbed: true }, { ...row, value: null })
}

type Row = Omit<Move, 'number'>

function rowOf(picture: CounterRacePicture, event: CommandEvent, words: readonly string[]): Row {
  return {
    client: event.client,
    step: 'other',
    line: words.join(' '),
    reply: replyText(event.reply),
    value: lastValue(picture),
    overwrote: null,
    serverMs: event.serverMs,
    micros: event.micros,
  }
}

function prepared(picture: CounterRacePicture, row: Row, value: string): CounterRacePicture {
  if (value !== String(picture.start)) return picture
  return withMove({ ...picture, isReady: true }, { ...row, step: 'prepare', value: picture.start })
}

function withRead(
  picture: CounterRacePicture,
  name: RacerName,
  row: Row,
  reply: ReplyJson,
): CounterRacePicture {
  const read = reply.kind === 'bulk' && 'value' in reply ? Number(reply.value) : NaN
  const moved = withMove(picture, row)
  if (Number.isNaN(read) || picture.racers[name].next === 'done') return moved
  return withRacer(moved, name, { next: 'add', read, sum: null })
}

function isTurn(picture: CounterRacePicture, name: RacerName, value: string): boolean {
  const { next, sum } = picture.racers[name]
  return next === 'set' && sum !== null && value === String(sum)
}

function withWrite(
  picture: CounterRacePicture,
  name: RacerName,
  row: Row,
  value: number,
): CounterRacePicture {
  const racer = picture.racers[name]
  const before = lastValue(picture)
  const overwrote = before === racer.read ? null : before
  const moved = withMove(picture, { ...row, value, overwrote })
  return withRacer({ ...moved, added: moved.added + 1 }, name, { ...racer, next: 'done' })
}

function withIncrement(
  picture: CounterRacePicture,
  name: RacerName | undefined,
  row: Row,
  amount: number,
  reply: ReplyJson,
): CounterRacePicture {
  const value = reply.kind === 'integer' ? Number(reply.value) : null
  const isTurnOf = name !== undefined && picture.racers[name].next === 'incr' && amount === 1
  const moved = withMove(
    { ...picture, added: picture.added + amount },
    { ...row, value, step: isTurnOf ? 'incr' : 'other' },
  )
  return isTurnOf ? withRacer(moved, name, { next: 'done', read: null, sum: value }) : moved
}

function withRacer(
  picture: CounterRacePicture,
  name: RacerName,
  racer: CounterRacePicture['racers'][RacerName],
): CounterRacePicture {
  return { ...picture, racers: { ...picture.racers, [name]: racer } }
}

function withMove(picture: CounterRacePicture, row: Row): CounterRacePicture {
  const number = (picture.moves.at(-1)?.number ?? 0) + 1
  return { ...picture, moves: [...picture.moves, { ...row, number }].slice(-MOVES_KEPT) }
}

/** The counter after the last command that the server answered. */
function lastValue(picture: CounterRacePicture): number | null {
  return picture.moves.at(-1)?.value ?? null
}

/** A reply to one of the counter's commands, as redis-cli prints it. */
function replyText(reply: ReplyJson): string {
  switch (reply.kind) {
    case 'integer':
      return `(integer) ${reply.value}`
    case 'bulk':
      return 'value' in reply ? `"${reply.value}"` : '"…"'
    case 'error':
      return `(error) ${reply.value}`
    case 'status':
      return reply.value
    case 'nil':
      return '(nil)'
    default:
      return '…'
  }
}
