import type { Locale } from './index.ts'

/** The forms a counted noun takes; English has no `few` and no `many`. */
export interface Forms {
  readonly one: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

const rules = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') }

/** `3 steps`, `3 шага`: the number and the form of the noun that goes with it. */
export function counted(locale: Locale, count: number, forms: Forms): string {
  const rule = rules[locale].select(count)
  const form = rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : undefined
  return `${count} ${form ?? forms.other}`
}
