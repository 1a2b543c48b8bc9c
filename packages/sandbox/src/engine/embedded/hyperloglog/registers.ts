import { murmurHash64 } from './murmur-hash.ts'

export const registerCount = 16_384
const valueBits = 50
/** 0.5 / ln 2. */
const alpha = 0.5 / Math.LN2

/** The registers of a HyperLogLog, one byte each. */
export type Registers = Uint8Array

/** Takes an element in; true when that changed a register. */
export function addElement(registers: Registers, element: Uint8Array): boolean {
  const hash = murmurHash64(element)
  const index = Number(hash & BigInt(registerCount - 1))
  const rest = (hash >> 14n) | (1n << BigInt(valueBits))
  let run = 1
  while (((rest >> BigInt(run - 1)) & 1n) === 0n) run++
  if ((registers[index] ?? 0) >= run) return false
  registers[index] = run
  return true
}

export function mergeRegisters(into: Registers, from: Registers): void {
  from.forEach((value, at) => {
    if (value > (into[at] ?? 0)) into[at] = value
  })
}

/**
 * How many different elements were taken in, about.
 *
 * Source: hllCount of Redis 7.0; Otmar Ertl, "New cardinality estimation algorithms for HyperLogLog
 * sketches", arXiv:1702.01284.
 */
export function estimate(registers: Registers): number {
  const histogram = new Float64Array(64)
  for (const value of registers) histogram[value] = (histogram[value] ?? 0) + 1
  const m = registerCount
  let z = m * tau((m - (histogram[valueBits + 1] ?? 0)) / m)
  for (let at = valueBits; at >= 1; at--) z = (z + (histogram[at] ?? 0)) * 0.5
  z += m * sigma((histogram[0] ?? 0) / m)
  return Math.round((alpha * m * m) / z)
}

function sigma(start: number): number {
  if (start === 1) return Infinity
  let [x, y, z, last] = [start, 1, start, NaN]
  while (z !== last) {
    x *= x
    last = z
    z += x * y
    y += y
  }
  return z
}

function tau(start: number): number {
  if (start === 0 || start === 1) return 0
  let [x, y, z, last] = [start, 1, 1 - start, NaN]
  while (z !== last) {
    x = Math.sqrt(x)
    last = z
    y *= 0.5
    z -= (1 - x) ** 2 * y
  }
  return z / 3
}
