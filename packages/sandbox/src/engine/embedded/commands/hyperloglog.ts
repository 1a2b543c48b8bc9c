import { RedisValue, WrongTypeRedisError, type RedisDatabase } from 'js-redis-server/core'
import {
  cachedCount,
  decodeSketch,
  encodeSketch,
  withCount,
  type Sketch,
} from '../hyperloglog/encode.ts'
import { addElement, estimate, mergeRegisters, registerCount } from '../hyperloglog/registers.ts'
import { command, ok } from './command.ts'

const empty = (): Sketch => ({ registers: new Uint8Array(registerCount), dense: false })

function sketchAt(db: RedisDatabase, key: Buffer): Sketch | undefined {
  const type = db.getType(key)
  if (type === null) return undefined
  if (type !== 'string') throw new WrongTypeRedisError()
  return decodeSketch(db.getString(key) ?? Buffer.alloc(0))
}

function store(db: RedisDatabase, key: Buffer, sketch: Sketch): void {
  const before = db.getString(key) ?? undefined
  db.setString(key, encodeSketch(sketch, before), { keepTtl: true })
}

/** Source: https://redis.io/docs/latest/commands/pfadd/ */
const pfadd = command('pfadd', ([key = Buffer.alloc(0), ...elements], { db }) => {
  const found = sketchAt(db, key)
  const sketch = found ?? empty()
  let changed = found === undefined
  for (const element of elements) changed = addElement(sketch.registers, element) || changed
  if (changed) store(db, key, sketch)
  return RedisValue.integer(Number(changed))
})

/** Source: https://redis.io/docs/latest/commands/pfcount/ */
const pfcount = command('pfcount', ([key = Buffer.alloc(0), ...more], { db }) => {
  const sketches = union(db, [key, ...more])
  const stored = more.length === 0 ? db.getString(key) : null
  const cached = stored ? cachedCount(stored) : undefined
  const count = cached ?? estimate(sketches.registers)
  // The count of one key is kept in it.
  if (stored && cached === undefined) {
    db.setString(key, withCount(stored, count), { keepTtl: true })
  }
  return RedisValue.integer(count)
})

/** Source: https://redis.io/docs/latest/commands/pfmerge/ */
const pfmerge = command('pfmerge', ([into = Buffer.alloc(0), ...keys], { db }) => {
  store(db, into, union(db, [into, ...keys]))
  return ok
})

function union(db: RedisDatabase, keys: readonly Buffer[]): Sketch {
  const { registers } = empty()
  let dense = false
  for (const key of keys) {
    const sketch = sketchAt(db, key)
    if (!sketch) continue
    mergeRegisters(registers, sketch.registers)
    dense ||= sketch.dense
  }
  return { registers, dense }
}

export const hyperloglogCommands = [pfadd, pfcount, pfmerge]
