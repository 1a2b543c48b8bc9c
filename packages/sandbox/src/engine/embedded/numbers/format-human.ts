import { RedisValue } from 'js-redis-server/core'

/** A double as Redis prints it for people: `%.17Lf` without trailing zeros. */
export function formatHuman(value: number): string {
  const text = value.toFixed(17).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}

/** A double that is shown that way, in both protocols. */
export function humanDouble(value: number): RedisValue {
  return Object.assign(RedisValue.double(value), { human: true })
}
