import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test.describe('the quiz of a lesson', () => {
  test('is loaded when it is wanted, explains each answer, and keeps the result', async ({
    page,
  }) => {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    await new Learner(page).openLesson('r1-architecture-and-cli')
    expect(loaded.filter((url) => url.includes('QuizView'))).toEqual([])
    const quiz = page.getByRole('region', { name: 'What do you know now?' })
    await quiz.getByRole('button', { name: 'Start the quiz' }).click()

    const check = quiz.getByRole('button', { name: 'Check' })
    await quiz.getByRole('radio', { name: 'Each command gets a thread of its own.' }).click()
    await check.click()
    await expect(quiz.getByText('Not quite.')).toBeVisible()
    await expect(quiz.getByText('It is the other way round.')).toBeVisible()
    await expect(quiz.getByRole('link', { name: '3.1. Everything is in memory' })).toHaveAttribute(
      'href',
      '#31-everything-is-in-memory',
    )
    expect((await new AxeBuilder({ page }).include('.quiz').analyze()).violations).toEqual([])

    for (let number = 2; number <= 10; number++) {
      await quiz.getByRole('button', { name: 'Next question' }).click()
      await expect(quiz.getByText(`Question ${number} of 10`, { exact: true })).toBeVisible()
      const typed = quiz.getByRole('textbox', { name: 'Your answer' })
      if (await typed.isVisible()) await typed.fill('exists')
      else if (number !== 2) await quiz.locator('input').first().check()
      await check.click()
    }
    await quiz.getByRole('button', { name: 'See the result' }).click()
    await expect(quiz.getByText(/^\d of 10 right$/)).toBeFocused()

    await page.reload()
    await expect(quiz.getByText(/Best so far: \d of 10/)).toBeVisible()
    await expect(quiz.getByRole('button', { name: 'Take it again' })).toBeVisible()
  })

  test('fits a phone in Russian', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.addInitScript(() => localStorage.setItem('keyspace.locale', 'ru'))
    await page.goto('/lessons/r1-architecture-and-cli')
    const quiz = page.getByRole('region', { name: 'Что вы теперь знаете?' })
    await quiz.getByRole('button', { name: 'Начать тест' }).click()
    await quiz.getByRole('radio').first().check()
    await quiz.getByRole('button', { name: 'Проверить' }).click()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBe(360)
  })
})
