import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

test.describe('the search', () => {
  test('opens by a key, forgives a typing error, and leads to the section', async ({ page }) => {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(loaded.filter((url) => /search/i.test(url))).toEqual([])

    await page.keyboard.press('/')
    const input = page.getByRole('combobox', { name: 'What are you looking for?' })
    await expect(input).toBeFocused()
    await input.fill('upadte gets lost')
    const first = page.getByRole('option').first()
    await expect(first).toContainText('How an update gets lost')
    await expect(first).toHaveAttribute('aria-selected', 'true')
    expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([])
    await page.keyboard.press('ArrowDown')
    await expect(first).toHaveAttribute('aria-selected', 'false')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/lessons\/r3-counters#/)
    await expect(page.getByRole('heading', { name: /How an update gets lost/ })).toBeInViewport()

    await page.keyboard.press('Control+K')
    await expect(input).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(input).toBeHidden()
  })

  test('knows Russian endings, and says so when there is nothing', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('keyspace.locale', 'ru'))
    await page.goto('/')
    await page.getByRole('button', { name: 'Поиск по курсу' }).click()
    const input = page.getByRole('combobox')
    await input.fill('потерянного обновления')
    await expect(page.getByRole('option').first()).toContainText(/обновлени/)
    await input.fill('щщщщщщщ')
    await expect(page.getByText('Ничего не нашлось.')).toBeVisible()
  })
})

test.describe('the glossary', () => {
  test('explains a word where it stands, by pointer and by keyboard', async ({ page }) => {
    await page.goto('/lessons/r3-counters')
    const word = page.locator('a.term').first()
    await expect(word).toBeVisible()
    const note = page.getByRole('tooltip')
    await expect(async () => {
      await page.mouse.move(0, 0)
      await word.hover()
      await expect(note).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.keyboard.press('Escape')
    await expect(note).toBeHidden()
    await word.focus()
    await expect(note).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/glossary#/)
    await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible()
  })

  test('filters its words and leads into the lessons, in both languages', async ({ page }) => {
    await page.goto('/glossary#pipeline')
    await expect(page.locator('#pipeline')).toBeInViewport()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.getByRole('searchbox').fill('several commands')
    await expect(page.locator('dt')).toHaveText(['pipeline'])
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByRole('searchbox').fill('пайплайн')
    await page.locator('.see a').first().click()
    await expect(page).toHaveURL(/\/lessons\/ra3-/)
    await expect(page.locator('h3, h4').filter({ hasText: '3.1.' }).first()).toBeInViewport()
  })
})
