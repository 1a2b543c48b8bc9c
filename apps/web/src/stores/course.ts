import type { CourseMap } from '@keyspace/lesson/course-map'
import loadCourse from 'virtual:keyspace-course'
import { shallowRef, watch } from 'vue'
import { locale } from '../i18n/index.ts'

const shown = shallowRef<CourseMap>({ lang: locale.value, title: '', parts: [] })

/** The course in the reader's language; when they switch, in the one before until the other has come. */
export const course: Readonly<typeof shown> = shown

/** Loads the course; nothing is to be shown before. Rejects when it cannot be had. */
export async function openCourse(): Promise<void> {
  shown.value = await loadCourse(locale.value)
  watch(locale, async (lang) => {
    const other = await loadCourse(lang).catch(() => null)
    if (other?.lang === locale.value) shown.value = other
  })
}
