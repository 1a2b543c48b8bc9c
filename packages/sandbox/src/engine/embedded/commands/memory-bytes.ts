import { BadValue } from './bad-value.ts'

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1000,
  kb: 1024,
  m: 1000 ** 2,
  mb: 1024 ** 2,
  g: 1000 ** 3,
  gb: 1024 ** 3,
}

/** Redis's memory values: `100`, `1k` (1000), `1kb` (1024), without case. */
export function memoryBytesOf(value: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([a-z]*)$/i.exec(value) ?? []
  const factor = units[unit.toLowerCase()]
  if (digits === '' || factor === undefined) throw new BadValue('argument must be a memory value')
  return Number(digits) * factor
}
