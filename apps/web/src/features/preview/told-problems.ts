import type { ShownProblem } from '@keyspace/lesson/virtual-events'
import { computed, shallowRef, type ComputedRef } from 'vue'

/** The problems of the lesson that is open, and how many errors other lessons have. */
export interface ToldProblems {
  readonly own: readonly ShownProblem[]
  readonly elsewhere: number
}

const compiled = shallowRef<readonly ShownProblem[]>([])
const proved = shallowRef<readonly ShownProblem[]>([])

/** Follows what the development server finds; `path` is the address of the page. */
export function useToldProblems(path: () => string): ComputedRef<ToldProblems> {
  import.meta.hot?.on('keyspace:problems', (found) => (compiled.value = found))
  import.meta.hot?.on('keyspace:proofs', (found) => (proved.value = found))
  import.meta.hot?.send('keyspace:hello')
  return computed(() => ofPage([...compiled.value, ...proved.value], path()))
}

/** Problems of the course's own file belong to every page; without a lesson all do. */
export function ofPage(problems: readonly ShownProblem[], path: string): ToldProblems {
  const slug = /^\/lessons\/([^/]+)/.exec(path)?.[1]
  const isOwn = ({ file }: ShownProblem): boolean =>
    slug === undefined || file.endsWith('course.yaml') || file.split('/').at(-2) === slug
  const own = problems.filter(isOwn)
  return {
    own: own.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error')),
    elsewhere: problems.filter((one) => one.severity === 'error' && !isOwn(one)).length,
  }
}
