import { shallowRef, type ShallowRef } from 'vue'
import type { CreatedSandbox, ProblemBody } from '@keyspace/protocol'
import type { SandboxApi } from '../../transport/transport.ts'
import type { Origin } from '../keyspace/kept.ts'
import type { Note } from '../terminal/scrollback.ts'

/** What they need of the store. */
interface Branching {
  readonly api: SandboxApi
  readonly sandbox: Readonly<ShallowRef<CreatedSandbox | null>>
  readonly keep: (origins: readonly Origin[]) => void
  /** Puts another sandbox in place of the open one, which lives on. */
  readonly change: (to: CreatedSandbox, note: Note) => void
  readonly onProblem: (problem: ProblemBody | null) => void
}

/** The sandboxes that the open one branched from, and the ways there and back. */
export interface Branches {
  /** The nearest last. */
  readonly origins: Readonly<ShallowRef<readonly Origin[]>>
  readonly set: (origins: readonly Origin[]) => void
  /**
   * Opens a new sandbox as the open one was right after a step; that one stays, for `back`. False
   * when the server did not do it; `onProblem` is told why.
   */
  readonly branch: (step: number) => Promise<boolean>
  /** To the sandbox that the open one branched from, as it is now. */
  readonly back: () => void
  /** Forgets them here; what is kept stays, for a reload. */
  readonly clear: () => void
}

export function sandboxBranches({ api, sandbox, keep, change, onProblem }: Branching): Branches {
  const origins = shallowRef<readonly Origin[]>([])

  function set(next: readonly Origin[]): void {
    origins.value = next
    keep(next)
  }

  async function branch(step: number): Promise<boolean> {
    const source = sandbox.value
    if (source === null) return false
    const answer = await api.branch(source, step)
    if (sandbox.value !== source) return false
    if (answer.kind !== 'ok') {
      onProblem(answer.kind === 'problem' ? answer.problem : null)
      return false
    }
    set([...origins.value, { sandbox: source, step }])
    change(answer.value, { code: 'branched', step })
    return true
  }

  function back(): void {
    const origin = origins.value.at(-1)
    if (origin === undefined) return
    set(origins.value.slice(0, -1))
    change(origin.sandbox, { code: 'returned' })
  }

  function clear(): void {
    origins.value = []
  }

  return { origins, set, branch, back, clear }
}
