import type { CourseMap as CourseMapContent } from '@keyspace/lesson/course-map'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import { useProgress } from '../../stores/progress.ts'
import CourseMap from './CourseMap.vue'
import { nextLesson } from './course-progress.ts'

const course: CourseMapContent = {
  lang: 'en',
  title: 'Course',
  parts: [
    {
      id: 'basic',
      title: 'Basic',
      summary: 'The first part',
      modules: [
        {
          id: 'R1',
          title: 'Memory',
          lessons: [
            {
              slug: 'one',
              lang: 'en',
              title: 'One',
              steps: ['a', 'b'],
              task: { id: 'counter', title: 'A counter' },
            },
            { slug: 'two', lang: 'ru', title: 'Два', steps: [] },
          ],
        },
        { id: 'R2', title: 'Time', summary: 'What goes', lessons: [] },
      ],
    },
  ],
}

function open() {
  const pinia = createPinia()
  render(CourseMap, { props: { course }, global: { plugins: [pinia] } })
  return useProgress(pinia)
}

beforeEach(() => {
  localStorage.clear()
  setLocale('en')
})

describe('the course map', () => {
  it('leads to lessons and shows what is planned as planned', async () => {
    open()
    await expect
      .element(page.getByRole('link', { name: /^One/ }))
      .toHaveAttribute('href', '/lessons/one')
    await expect.element(page.getByText('Planned', { exact: true })).toBeVisible()
    await expect.element(page.getByRole('link', { name: 'R2 Time, planned' })).toBeVisible()
  })

  it('shows the progress of a lesson as it is made', async () => {
    const progress = open()
    await expect.element(page.getByRole('link', { name: /^One/ })).toHaveTextContent('2 steps')
    progress.finishStep('one', 'a')
    await expect.element(page.getByRole('link', { name: /^One/ })).toHaveTextContent('1 of 2 steps')
    progress.finishStep('one', 'b')
    await expect.element(page.getByRole('link', { name: /^One/ })).toHaveTextContent('Done')
    await expect.element(page.getByText('1 of 2 lessons done')).toBeVisible()
  })

  it('leads to what is handed in, with the best attempt', async () => {
    const attempt = { id: 'a', submittedAt: '2026-11-21T10:00:00Z', score: 85, rubric: 'A' }
    const kept = { code: null, name: '', attempts: [attempt] }
    localStorage.setItem('keyspace.task.counter', JSON.stringify(kept))
    open()
    const link = page.getByRole('link', { name: /^A counter/ })
    await expect.element(link).toHaveAttribute('href', '/tasks/counter')
    await expect.element(link).toHaveTextContent('Your best attempt: 85 of 100, rubric A')
  })

  it('says in which language a lesson is when it is not the reader’s', async () => {
    open()
    const link = page.getByRole('link', { name: /^Два/ })
    await expect.element(link).toHaveTextContent('in Russian')
    await expect.element(page.getByText('Два')).toBeVisible()
    expect(page.getByText('Два').element().closest('[lang]')?.getAttribute('lang')).toBe('ru')
  })

  it('goes on with the lesson last open, then with the first that is not done', () => {
    const progress = open()
    expect(nextLesson(course, progress.lesson)?.slug).toBe('one')
    progress.visit('two')
    expect(nextLesson(course, progress.lesson)?.slug).toBe('two')
    progress.finishLesson('two')
    expect(nextLesson(course, progress.lesson)?.slug).toBe('one')
    progress.finishLesson('one')
    expect(nextLesson(course, progress.lesson)).toBeUndefined()
  })
})
