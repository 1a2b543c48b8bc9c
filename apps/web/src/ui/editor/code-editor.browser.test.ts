import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import '../../tokens.css'
import CodeEditor from './CodeEditor.vue'
import { setPlain } from './plain-mode.ts'

const language = { id: 'plaintext', register: () => undefined }

beforeEach(() => {
  setLocale('en')
  setPlain(false)
})

describe('the code editor', () => {
  it('is Monaco, and tells what is typed', async () => {
    const shown = await render(CodeEditor, {
      props: { modelValue: 'one', language, label: 'Script' },
    })
    await expect.element(page.getByText('Ctrl+M lets Tab leave')).toBeVisible()
    const lines = shown.container.querySelector('.view-lines')
    await expect.poll(() => lines?.textContent).toBe('one')
    await page.getByText('one').click()
    await userEvent.keyboard('{Control>}{End}{/Control} two')
    await expect.poll(() => shown.emitted('update:modelValue')?.at(-1)).toEqual(['one two'])
  })

  it('is a text area for who wants it, with the problems in words', async () => {
    setPlain(true)
    const shown = await render(CodeEditor, {
      props: {
        modelValue: 'one',
        language,
        label: 'Script',
        markers: [{ severity: 'error', message: 'No.', line: 1, column: 2, endColumn: 3 }],
      },
    })
    const area = page.getByRole('textbox', { name: 'Script' })
    await expect.element(area).toHaveAccessibleDescription(/Line 1, column 2: No\./)
    await area.fill('three')
    expect(shown.emitted('update:modelValue')?.at(-1)).toEqual(['three'])
    expect(shown.container.querySelector('.monaco-editor')).toBeNull()
  })
})
