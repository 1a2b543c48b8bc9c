export interface TimeUnits {
  readonly s: string
  readonly min: string
  readonly h: string
  readonly d: string
}

/** The time until a key expires: tenths below ten seconds, then ever coarser. */
export function timeLeft(ms: number, units: TimeUnits): string {
  const left = Math.max(0, ms)
  if (left < 10_000) return `${(Math.floor(left / 100) / 10).toFixed(1)} ${units.s}`
  const seconds = Math.floor(left / 1_000)
  if (seconds < 60) return `${seconds} ${units.s}`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)} ${units.min}`
  const hours = Math.floor(seconds / 3_600)
  if (hours < 24) return `${hours}:${two(Math.floor((seconds % 3_600) / 60))} ${units.h}`
  return `${Math.floor(hours / 24)} ${units.d} ${hours % 24} ${units.h}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
