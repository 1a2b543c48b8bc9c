import type { Lesson, LessonLang } from '@keyspace/lesson/ast'
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { loadLesson, onEdited } from './lesson-source.ts'

export interface LoadedLesson {
  /** The lesson before stays until the next one is there. */
  readonly lesson: ShallowRef<Lesson | null>
  readonly state: Ref<'loading' | 'ready' | 'failed'>
  readonly load: () => Promise<void>
}

/** Loads a lesson, and again when its address or its language changes; the last wish wins. */
export function useLoadedLesson(slug: () => string, lang: () => LessonLang): LoadedLesson {
  const lesson = shallowRef<Lesson | null>(null)
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  let wish = 0

  async function load(): Promise<void> {
    wish += 1
    const mine = wish
    if (lesson.value?.slug !== slug()) lesson.value = null
    state.value = 'loading'
    try {
      const loaded = await loadLesson(slug(), lang())
      if (mine !== wish) return
      lesson.value = loaded
      state.value = 'ready'
    } catch {
      if (mine === wish) state.value = 'failed'
    }
  }

  onScopeDispose(
    onEdited((edited) => {
      if (edited.slug === slug() && edited.lang === lang()) lesson.value = edited
    }),
  )
  watch([slug, lang], () => void load(), { immediate: true })
  return { lesson, state, load }
}
