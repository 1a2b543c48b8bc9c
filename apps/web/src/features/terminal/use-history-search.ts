import { computed, shallowRef, type ComputedRef } from 'vue'
import { searchBack } from '../../stores/terminal/history.ts'

interface Search {
  readonly query: string
  readonly index: number
  readonly before: string
}

/** Ctrl-R: the newest earlier line that contains what is typed; again for the one before it. */
export interface HistorySearch {
  readonly isOn: ComputedRef<boolean>
  readonly query: ComputedRef<string>
  readonly found: ComputedRef<string | undefined>
  readonly begin: (draft: string) => void
  readonly type: (query: string) => void
  readonly further: () => void
  /** Ends it; the line to go on with: what was found, or (cancelled) what stood there before. */
  readonly end: (accept: boolean) => string
}

export function useHistorySearch(lines: () => readonly string[]): HistorySearch {
  const search = shallowRef<Search | null>(null)
  const found = computed(() =>
    search.value === null || search.value.query === '' ? undefined : lines()[search.value.index],
  )
  return {
    isOn: computed(() => search.value !== null),
    query: computed(() => search.value?.query ?? ''),
    found,
    begin(draft) {
      search.value = { query: '', index: lines().length, before: draft }
    },
    type(query) {
      if (search.value === null) return
      search.value = { ...search.value, query, index: searchBack(lines(), query, lines().length) }
    },
    further() {
      if (search.value === null) return
      const index = searchBack(lines(), search.value.query, search.value.index)
      if (index >= 0) search.value = { ...search.value, index }
    },
    end(accept) {
      const before = search.value?.before ?? ''
      const line = accept ? (found.value ?? before) : before
      search.value = null
      return line
    },
  }
}
