import { PROBLEM_CODES } from '@keyspace/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from './index.ts'
import { PROBLEM_TEXTS, problemText } from './problem-texts.ts'

beforeEach(() => {
  setLocale('ru')
})

describe('a problem that the API tells', () => {
  it.each(PROBLEM_CODES)('%s has a sentence and what to do, in both languages', (code) => {
    const { en, ru } = PROBLEM_TEXTS[code]
    for (const said of [en.text, en.hint]) expect(said).toMatch(/^[^а-яё]+[.!"0-9A-Z]$/i)
    for (const said of [ru.text, ru.hint]) expect(said).toMatch(/[а-яё]/i)
  })

  it('is told in the reader’s language', () => {
    const problem = { code: 'queue-full', message: 'Too many submissions are waiting already.' }
    expect(problemText(problem).text).toBe('В очереди уже слишком много работ.')
    setLocale('en')
    expect(problemText(problem).text).toBe('Too many submissions are waiting already.')
  })

  it('keeps the place of what does not compile', () => {
    const problem = { code: 'does-not-compile', message: 'Line 2, column 10: Unexpected "="' }
    expect(problemText(problem).text).toBe('Строка 2, столбец 10: Unexpected "="')
  })

  it('is told as the server says it when this page does not know its code', () => {
    expect(problemText({ code: 'brand-new', message: 'New.', hint: 'Do it.' })).toEqual({
      text: 'New.',
      hint: 'Do it.',
    })
    expect(problemText({ code: 'toString', message: 'New.' })).toEqual({ text: 'New.', hint: '' })
  })
})
