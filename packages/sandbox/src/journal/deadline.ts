/** The point in time that `amount` stands for, in milliseconds since 1970. */
export type ToDeadline = (amount: number, at: number) => number

/** By the word of an option: seconds or milliseconds from now on, or since 1970. */
export const units = {
  ex: (seconds, at) => at + seconds * 1_000,
  px: (ms, at) => at + ms,
  exat: (seconds) => seconds * 1_000,
  pxat: (ms) => ms,
} satisfies Readonly<Record<string, ToDeadline>>

/** The unit that an option in lower case stands for; undefined for any other word. */
export function unitOf(option: string): ToDeadline | undefined {
  return Object.hasOwn(units, option) ? units[option as keyof typeof units] : undefined
}

/** The last millisecond since 1970 that both Redis (64 bits with a sign) and a number here can say. */
const LATEST = 2 ** 63 - 1_024

/** A point in time, in milliseconds since 1970, as Redis takes it. */
export function deadlineText(time: number): string {
  return String(Math.min(time, LATEST))
}
