import { describe, expect, it } from 'vitest'
import { counted } from './counted.ts'

const steps = {
  en: { one: 'step', other: 'steps' },
  ru: { one: 'шаг', few: 'шага', many: 'шагов', other: 'шага' },
}

describe('counted', () => {
  it.each([
    ['en', 0, '0 steps'],
    ['en', 1, '1 step'],
    ['en', 21, '21 steps'],
    ['ru', 0, '0 шагов'],
    ['ru', 1, '1 шаг'],
    ['ru', 3, '3 шага'],
    ['ru', 11, '11 шагов'],
    ['ru', 21, '21 шаг'],
  ] as const)('%s %i', (locale, count, text) => {
    expect(counted(locale, count, steps[locale])).toBe(text)
  })
})
