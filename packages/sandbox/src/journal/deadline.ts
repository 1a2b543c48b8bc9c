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
