import { computed, shallowRef, type ComputedRef } from 'vue'
import { completeLine, type Completion, type CompletionSources } from './complete-line.ts'

interface Cycle {
  readonly completion: Completion
  /** What was typed behind the cursor's word. */
  readonly before: string
  readonly after: string
  /** Index of the candidate in the line; -1 is the word as typed. */
  readonly at: number
  readonly typed: string
}

/** Tab goes through what could stand here, as redis-cli does; Escape brings the typed word back. */
export interface LineCompletion {
  readonly candidates: ComputedRef<readonly string[]>
  readonly at: ComputedRef<number>
  /** The line and cursor after one more Tab; undefined when there is nothing to complete. */
  readonly next: (line: string, cursor: number, step: 1 | -1) => LineAndCursor | undefined
  readonly back: () => LineAndCursor | undefined
  readonly end: () => void
}

export interface LineAndCursor {
  readonly line: string
  readonly cursor: number
}

export function useCompletion(sources: () => CompletionSources): LineCompletion {
  const cycle = shallowRef<Cycle | null>(null)

  function begin(line: string, cursor: number): Cycle | null {
    const completion = completeLine(line.slice(0, cursor), sources())
    if (completion.candidates.length === 0) return null
    const { start } = completion
    return {
      completion,
      before: line.slice(0, start),
      typed: line.slice(start, cursor),
      after: line.slice(cursor),
      at: -1,
    }
  }

  function shown(of: Cycle): LineAndCursor {
    const { candidates } = of.completion
    const only = candidates.length === 1 && of.after === '' ? ' ' : ''
    const word = of.at < 0 ? of.typed : `${candidates[of.at] ?? of.typed}${only}`
    const head = of.before + word
    return { line: head + of.after, cursor: head.length }
  }

  return {
    candidates: computed(() => cycle.value?.completion.candidates ?? []),
    at: computed(() => cycle.value?.at ?? -1),
    next(line, cursor, step) {
      const current = cycle.value ?? begin(line, cursor)
      if (current === null) return undefined
      const count = current.completion.candidates.length
      const at = (current.at + step + count + (current.at < 0 && step < 0 ? 1 : 0)) % count
      const moved = { ...current, at }
      cycle.value = count === 1 ? null : moved
      return shown(moved)
    },
    back() {
      const current = cycle.value
      cycle.value = null
      return current === null ? undefined : shown({ ...current, at: -1 })
    },
    end() {
      cycle.value = null
    },
  }
}
