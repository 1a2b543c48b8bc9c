import type { Text } from './report.ts'

export function say(en: string, ru: string): Text {
  return { en, ru }
}

/** The same in both languages: a number, a key, a status. */
export function same(value: string | number): Text {
  return { en: String(value), ru: String(value) }
}
