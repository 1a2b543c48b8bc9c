import { expect, type Locator, type Page } from '@playwright/test'

/** The page as a learner uses it: what they see and do, by role and name. */
export class Learner {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  terminal(client: string): Locator {
    return this.page.getByRole('region', { name: `Terminal, client ${client}` })
  }

  output(client: string): Locator {
    return this.page.getByRole('log', { name: `Output of client ${client}` })
  }

  step(number: number): Locator {
    return this.page.getByRole('region', { name: new RegExp(`^Step ${number} of`) })
  }

  /** A key in the viewer, by its whole name. */
  key(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Live keys' })
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) })
  }

  /** Opens a lesson and waits until its Redis answers, wherever the page shows that just now. */
  async openLesson(slug: string): Promise<void> {
    await this.page.goto(`/lessons/${slug}`)
    await expect(this.page.getByText('Your Redis is ready')).toBeAttached()
  }

  /** Types a line into the terminal, as redis-cli would get it, and presses Enter. */
  async type(client: string, line: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name: `client ${client}` })
    const input = this.page.getByRole('textbox', { name: `Command line of client ${client}` })
    await expect(input.or(tab).first()).toBeVisible()
    if (!(await input.isVisible())) await tab.click()
    await input.fill(line)
    await input.press('Enter')
  }
}
