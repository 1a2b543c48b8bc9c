import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import { setSingleKeys } from '../../ui/shortcuts.ts'
import { setTheme } from '../../ui/theme.ts'
import AppHeader from './AppHeader.vue'
import '../../tokens.css'

const surface = () => getComputedStyle(document.documentElement).getPropertyValue('--surface')

beforeEach(() => {
  localStorage.clear()
  setLocale('en')
  setTheme('system')
  setSingleKeys(true)
  render(AppHeader, { global: { plugins: [createPinia()] } })
})

describe('the header', () => {
  it('switches the language and remembers it', async () => {
    await page.getByRole('button', { name: 'Русский' }).click()
    await expect.element(page.getByRole('link', { name: 'Прогресс' })).toBeVisible()
    expect(document.documentElement.lang).toBe('ru')
    expect(localStorage.getItem('keyspace.locale')).toBe('ru')
  })

  it('goes through the themes and remembers the choice', async () => {
    await page.getByRole('button', { name: 'Theme: as the system' }).click()
    await page.getByRole('button', { name: 'Theme: light' }).click()
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(localStorage.getItem('keyspace.theme')).toBe('dark')
    expect(getComputedStyle(document.documentElement).colorScheme).toBe('dark')
    expect(surface()).not.toBe('')
    await page.getByRole('button', { name: 'Theme: dark' }).click()
    expect(localStorage.getItem('keyspace.theme')).toBeNull()
  })

  it('opens its help with ? and closes it with Escape', async () => {
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog', { name: 'Help' })).not.toBeInTheDocument()
  })

  it('leaves ? alone when single keys are off', async () => {
    setSingleKeys(false)
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })
})
