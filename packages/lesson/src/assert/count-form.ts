import type { LessonLang } from '../ast.ts'

const rules = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') } as const

/** The form of a word that goes with a count: [one, other] in English, [one, few, many] in Russian. */
export function countForm(lang: LessonLang, count: number, forms: readonly string[]): string {
  const category = rules[lang].select(count)
  const index = category === 'one' ? 0 : category === 'few' ? 1 : forms.length - 1
  return forms[index] ?? ''
}
