import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import { useProgress } from '../../stores/progress.ts'
import ProgressFile from './ProgressFile.vue'

function open() {
  const pinia = createPinia()
  render(ProgressFile, { global: { plugins: [pinia] } })
  return useProgress(pinia)
}

/** As if the learner had chosen this file. */
function choose(text: string): void {
  const picker = document.querySelector<HTMLInputElement>('input[type=file]')
  if (picker === null) throw new Error('no file picker')
  const files = new DataTransfer()
  files.items.add(new File([text], 'progress.json', { type: 'application/json' }))
  picker.files = files.files
  picker.dispatchEvent(new Event('change'))
}

beforeEach(() => {
  localStorage.clear()
  setLocale('en')
})

describe('the progress file', () => {
  it('adds what it brings to what is here', async () => {
    const progress = open()
    progress.finishStep('r1', 'p1')
    const elsewhere = {
      app: 'keyspace',
      version: 1,
      lessons: { r1: { steps: { p2: '2026-01-01T00:00:00.000Z' } } },
    }
    choose(JSON.stringify(elsewhere))
    await expect.element(page.getByText(/its progress is added/)).toBeVisible()
    expect(Object.keys(progress.lesson('r1').steps).sort()).toEqual(['p1', 'p2'])
    expect(localStorage.getItem('keyspace.progress')).toContain('p2')
  })

  it.each([
    ['no json', /not JSON/],
    ['{"some":"json"}', /not a progress file/],
    ['{"app":"keyspace","version":9}', /version 9/],
    [
      '{"app":"keyspace","version":1,"lessons":{"r1":{"steps":{"p1":5}}}}',
      /lessons\.r1\.steps\.p1/,
    ],
  ])('says what is wrong with %s and changes nothing', async (text, message) => {
    const progress = open()
    progress.finishStep('r1', 'p1')
    const before = progress.exportText()
    choose(text)
    await expect.element(page.getByText(message)).toBeVisible()
    expect(progress.exportText()).toBe(before)
  })

  it('speaks Russian', async () => {
    open()
    setLocale('ru')
    choose('no json')
    await expect.element(page.getByText(/Это не JSON/)).toBeVisible()
  })
})

describe('progress in several tabs', () => {
  it('takes over what another tab did', async () => {
    const progress = open()
    progress.finishStep('r1', 'p1')
    const other = {
      app: 'keyspace',
      version: 1,
      lessons: { r1: { steps: { p3: '2026-01-01T00:00:00.000Z' } } },
    }
    localStorage.setItem('keyspace.progress', JSON.stringify(other))
    window.dispatchEvent(new StorageEvent('storage', { key: 'keyspace.progress' }))
    await expect.poll(() => Object.keys(progress.lesson('r1').steps).sort()).toEqual(['p1', 'p3'])
  })

  it('puts aside what it cannot read instead of overwriting it', () => {
    localStorage.setItem('keyspace.progress', '{broken')
    open().finishStep('r1', 'p1')
    expect(localStorage.getItem('keyspace.progress.unreadable')).toBe('{broken')
  })
})
