import type { LessonLang } from '../ast.ts'

/** A number in words, such as “at least 2”, as the unit behind it has to agree with it. */
export interface Count {
  readonly text: string
  /** The number that stands last in it. */
  readonly last: number
  /** Whether words such as “at least” stand before it: in Russian they ask for the genitive. */
  readonly isBound: boolean
}

const rules = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') } as const

/** The form of a word that goes with a count: [one, other] or, in Russian by itself, [one, few, many]. */
export function countForm(lang: LessonLang, count: number, forms: readonly string[]): string {
  const category = rules[lang].select(count)
  const index = category === 'one' ? 0 : category === 'few' ? 1 : forms.length - 1
  return forms[index] ?? ''
}
