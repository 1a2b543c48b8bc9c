import { expect, it } from 'vitest'
import type { Course } from './ast.ts'
import { courseMap } from './course-map.ts'

const COURSE: Course = {
  title: { en: 'Course', ru: 'Курс' },
  questions: { min: 1, max: 2, predictions: 1 },
  parts: [
    {
      id: 'basic',
      title: { en: 'Basic', ru: 'Основы' },
      summary: { en: 'First steps', ru: 'Первые шаги' },
      modules: [
        {
          id: 'R1',
          title: { en: 'One', ru: 'Один' },
          summary: { en: 'Said by its lessons', ru: 'Об этом говорят уроки' },
          lessons: [
            {
              slug: 'both',
              langs: ['en', 'ru'],
              title: { en: 'Both', ru: 'Оба' },
              summary: { en: 'In two', ru: 'На двух' },
              minutes: 10,
              steps: ['a'],
              task: { id: 'counter', title: { en: 'A counter', ru: 'Счётчик' } },
            },
            { slug: 'alone', langs: ['ru'], title: { ru: 'Один' }, summary: {}, steps: [] },
          ],
        },
        {
          id: 'R2',
          title: { en: 'Two', ru: 'Два' },
          summary: { en: 'Planned', ru: 'Скоро' },
          lessons: [],
        },
      ],
    },
  ],
}

it('is in one language, and a lesson without it in the one that it has', () => {
  expect(courseMap(COURSE, 'en')).toEqual({
    lang: 'en',
    title: 'Course',
    parts: [
      {
        id: 'basic',
        title: 'Basic',
        summary: 'First steps',
        modules: [
          {
            id: 'R1',
            title: 'One',
            lessons: [
              {
                slug: 'both',
                lang: 'en',
                title: 'Both',
                summary: 'In two',
                minutes: 10,
                steps: ['a'],
                task: { id: 'counter', title: 'A counter' },
              },
              { slug: 'alone', lang: 'ru', title: 'Один', steps: [] },
            ],
          },
          { id: 'R2', title: 'Two', summary: 'Planned', lessons: [] },
        ],
      },
    ],
  })
  expect(courseMap(COURSE, 'ru').parts[0]?.modules[0]?.lessons[0]?.title).toBe('Оба')
})
