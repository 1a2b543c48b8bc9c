import { encodeCommand } from '@keyspace/redis-lang'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Act, Step } from './attack.ts'
import type { Console, Outcome } from './console.ts'

/** The acts of a step, one after the other, with `{i}` and other names in braces filled in. */
export function actsOf(step: Step, names: Readonly<Record<string, string>>): readonly Act[] {
  if (!('repeat' in step)) return [fill(step, names)]
  return Array.from({ length: step.repeat }, (_, i) => fill(step.step, { ...names, i: String(i) }))
}

/** Every text in a value with `{name}` replaced where the name is known. */
export function fill<Value>(value: Value, names: Readonly<Record<string, string>>): Value
export function fill(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string')
    return value.replace(/\{([\w.]+)\}/g, (whole, name: string) => names[name] ?? whole)
  if (Array.isArray(value)) return value.map((each: unknown) => fill(each, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, names)]))
}

/** Does it; what came of it, or undefined when nobody was asked anything. */
export async function perform(
  act: Act,
  as: (who: 'A' | 'B') => Console,
  withinMs: number,
): Promise<Outcome | undefined> {
  if ('wait_ms' in act) {
    await sleep(act.wait_ms)
    return undefined
  }
  const tenant = as(act.as)
  if ('connect' in act) return tenant.connect(act.connect)
  if ('flood' in act) {
    const { times, read } = act
    return tenant.flood(Buffer.from(encodeCommand(act.flood)), { times, read, withinMs })
  }
  if ('bytes' in act) {
    const [text = '', times = 0] = act.fill ?? []
    const bytes = Buffer.from(act.bytes + text.repeat(times), 'latin1')
    return tenant.send(bytes, { stranger: act.stranger, deaf: act.deaf, conn: act.conn })
  }
  if ('raw' in act) return tenant.send(Buffer.from(`${act.raw}\r\n`), { conn: act.conn })
  return tenant.run(wordsOf(act), withinMs, act.conn)
}

type Command = Extract<Act, { as: 'A' | 'B' }>

function wordsOf(act: Command): readonly string[] {
  if ('cmd' in act) return act.cmd
  if ('lua' in act) return ['EVAL', act.lua, String(act.keys.length), ...act.keys, ...act.args]
  if ('cmdRepeatArg' in act) {
    const { head, word, times } = act.cmdRepeatArg
    return [...head, ...Array.from({ length: times }, () => word)]
  }
  if ('cmdRepeatChar' in act) {
    const { head, word, times } = act.cmdRepeatChar
    return [...head, word.repeat(times)]
  }
  throw new Error(`not a command: ${JSON.stringify(act)}`)
}

/** True for an act that is B's: B may change what is B's. */
export function isOfB(act: Act): boolean {
  return 'as' in act && act.as === 'B'
}
