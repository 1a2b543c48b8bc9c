import type { Text } from './report.ts'

export function say(en: string, ru: string): Text {
  return { en, ru }
}
