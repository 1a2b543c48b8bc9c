import { expect, test } from '@playwright/test'

test.describe('a Russian browser', () => {
  test.use({ locale: 'ru-RU' })

  test('gets the page and the lesson in Russian, and can switch', async ({ page }) => {
    await page.goto('/lessons/r1-architecture-and-cli')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Память')
    await page.getByRole('button', { name: 'English', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Memory')
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  })

  test('reads the imported lesson whole: eight sections and the outline behind them', async ({
    page,
  }) => {
    await page.goto('/lessons/redis-in-vueexpert')
    const text = page.getByRole('main')
    for (const title of [
      'Контекст (Сюжет)',
      'Техническое Задание',
      'Референс',
      'Теория',
      'Практика',
      'Чек-лист',
      'Возможные ошибки',
      'Решение',
      'Модуль RA5',
      'Eviction Simulator',
      'Оценка и проверка',
    ]) {
      await expect(text.getByText(title).first()).toBeAttached()
    }
  })
})
