import type { Question, QuizBlock } from '@keyspace/lesson/ast'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import { useProgress } from '../../stores/progress.ts'
import QuizView from './QuizView.vue'

const span = { start: 0, end: 1 }

function option(text: string, isRight = false) {
  return { text, html: text, isRight, whyHtml: `Because of ${text}.` }
}

const single: Question = {
  ...{ id: 'fast', kind: 'single', askHtml: 'Why is it fast?', about: 'theory', span },
  options: [option('memory', true), option('magic')],
}
const predict: Question = {
  ...{ id: 'nil', kind: 'predict', askHtml: 'What comes back?', about: 'strings', span },
  options: [option('(nil)', true), option('OK')],
  prediction: {
    before: [{ line: 'SET a 1', html: '<b>SET</b> a 1' }],
    run: { line: 'GET b', html: '<b>GET</b> b' },
  },
}
const several: Question = {
  ...{ id: 'data', kind: 'multi', askHtml: 'Which are data?', about: 'theory', span },
  options: [option('one', true), option('two', true), option('three')],
}
const typed: Question = {
  ...{ id: 'name', kind: 'text', askHtml: 'Which command?', about: 'theory', span },
  options: [option('EXISTS', true), option('GET')],
  otherwiseHtml: 'Look again.',
}
const order: Question = {
  ...{ id: 'order', kind: 'order', askHtml: 'What comes first?', about: 'theory', span },
  options: [option('first'), option('second'), option('third')],
}

const places = new Map([
  ['theory', 'Theory'],
  ['strings', 'A key and its <code>string</code>'],
])

function open(...questions: readonly Question[]) {
  const pinia = createPinia()
  const quiz: QuizBlock = { kind: 'quiz', id: 'r1-quiz', count: questions.length, questions, span }
  const view = render(QuizView, {
    props: { slug: 'r1', quiz, places },
    global: { plugins: [pinia] },
  })
  return { view, progress: useProgress(pinia) }
}

const check = () => page.getByRole('button', { name: 'Check' })
const next = () => page.getByRole('button', { name: 'Next question' })
const finish = () => page.getByRole('button', { name: 'See the result' })

beforeEach(() => {
  localStorage.clear()
  setLocale('en')
})

describe('a question', () => {
  it('is asked before it is judged, and every option then has its reason', async () => {
    open(single, predict)
    await expect.element(page.getByText('Because of magic.')).not.toBeInTheDocument()
    await check().click()
    await expect.element(page.getByText('Answer first.')).toBeVisible()
    await page.getByRole('radio', { name: 'memory' }).click()
    await check().click()
    await expect.element(page.getByText('Right.', { exact: true })).toBeVisible()
    await expect.element(page.getByText('Because of memory.')).toBeVisible()
    await expect.element(page.getByText('Because of magic.')).toBeVisible()
    await expect.element(page.getByRole('radio', { name: 'magic' })).toBeDisabled()
    await expect.element(page.getByRole('link')).not.toBeInTheDocument()
  })

  it('answered wrong leads to where it is explained', async () => {
    open(predict)
    await expect
      .element(page.getByRole('group', { name: 'Commands' }))
      .toHaveTextContent('> SET a 1 > GET b')
    await page.getByRole('radio', { name: 'OK' }).click()
    await check().click()
    await expect.element(page.getByText('Not quite.')).toBeVisible()
    const link = page.getByRole('link', { name: 'A key and its string' })
    await expect.element(link).toHaveAttribute('href', '#strings')
  })

  it('with several right answers wants all of them', async () => {
    open(several)
    await page.getByRole('checkbox', { name: 'one' }).click()
    await page.getByRole('checkbox', { name: 'three' }).click()
    await page.getByRole('checkbox', { name: 'three' }).click()
    await page.getByRole('checkbox', { name: 'two' }).click()
    await check().click()
    await expect.element(page.getByText('Right.', { exact: true })).toBeVisible()
  })

  it('that is typed knows right answers, foreseen mistakes and all others', async () => {
    const answer = page.getByRole('textbox', { name: 'Your answer' })
    const first = open(typed)
    await answer.fill(' exists ')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('Because of EXISTS.')).toBeVisible()
    await first.view.unmount()
    const second = open(typed)
    await answer.fill('get')
    await check().click()
    await expect.element(page.getByText('Because of GET.')).toBeVisible()
    await expect.element(page.getByText('What would be right')).toBeVisible()
    await second.view.unmount()
    open(typed)
    await answer.fill('DUMP')
    await check().click()
    await expect.element(page.getByText('Look again.')).toBeVisible()
  })

  it('of order is put right with the keyboard alone', async () => {
    open(order)
    for (const [text, place] of [
      ['first', 0],
      ['second', 1],
    ] as const) {
      const row = () => page.getByRole('listitem').filter({ hasText: text })
      for (let tries = 0; tries < 3; tries++) {
        const rows = [...document.querySelectorAll('li')]
        if (rows.findIndex((one) => one.textContent.includes(text)) === place) break
        const up = row()
          .getByRole('button', { name: `Up: ${text}` })
          .element()
        if (up instanceof HTMLElement) up.focus()
        await userEvent.keyboard('{Enter}')
      }
    }
    await expect.element(page.getByText(/place \d of 3/)).toBeInTheDocument()
    await check().click()
    await expect.element(page.getByText('Right.', { exact: true })).toBeVisible()
  })

  it('moves the focus to what comes next', async () => {
    open(single, typed)
    await expect.element(page.getByText('Why is it fast?')).toBeVisible()
    expect(document.activeElement?.textContent).toContain('Question 1 of 2')
    await page.getByRole('radio', { name: 'memory' }).click()
    await check().click()
    expect(document.activeElement?.textContent).toContain('Right.')
    await next().click()
    expect(document.activeElement?.textContent).toContain('Question 2 of 2')
  })
})

describe('the result', () => {
  async function answer(name: string): Promise<void> {
    await page.getByRole('radio', { name }).click()
    await check().click()
  }

  it('is kept, says what is to be read again, and never gets worse', async () => {
    const { progress } = open(single, predict)
    await answer('memory')
    await next().click()
    await answer('OK')
    await finish().click()
    await expect.element(page.getByText('1 of 2 right')).toHaveFocus()
    await expect.element(page.getByText(/That is 50 %; 80 % are needed/)).toBeVisible()
    await expect.element(page.getByText('What comes back?')).toBeVisible()
    await expect.element(page.getByText('Why is it fast?')).not.toBeInTheDocument()
    expect(progress.lesson('r1').quizzes['r1-quiz']).toMatchObject({ right: 1, total: 2 })
    await page.getByRole('button', { name: 'Try again' }).click()
    await answer('magic')
    await next().click()
    await answer('OK')
    await finish().click()
    await expect.element(page.getByText('0 of 2 right')).toBeVisible()
    expect(progress.lesson('r1').quizzes['r1-quiz']).toMatchObject({ right: 1 })
  })

  it('travels in the progress file, and an older file without it is fine', async () => {
    const { progress } = open(single)
    await answer('memory')
    await finish().click()
    await expect.element(page.getByText('Passed.', { exact: false })).toBeVisible()
    const file = progress.exportText()
    expect(progress.importText('{"app":"keyspace","version":1,"lessons":{"r1":{}}}').ok).toBe(true)
    expect(progress.lesson('r1').quizzes['r1-quiz']).toMatchObject({ right: 1, total: 1 })
    localStorage.clear()
    const elsewhere = useProgress(createPinia())
    expect(elsewhere.importText(file).ok).toBe(true)
    expect(elsewhere.lesson('r1').quizzes['r1-quiz']).toMatchObject({ right: 1, total: 1 })
  })

  it('speaks Russian', async () => {
    setLocale('ru')
    open(single)
    await page.getByRole('radio', { name: 'magic' }).click()
    await page.getByRole('button', { name: 'Проверить' }).click()
    await expect.element(page.getByText('Не совсем.')).toBeVisible()
    await page.getByRole('button', { name: 'Посмотреть результат' }).click()
    await expect.element(page.getByText('Верно: 0 из 1')).toBeVisible()
  })
})
