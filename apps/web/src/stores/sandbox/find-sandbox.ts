import type { CreatedSandbox, ProblemBody } from '@keyspace/protocol'
import { backoffMs } from '../../transport/backoff.ts'
import type { RetryClock } from '../../transport/keep-connected.ts'
import type { SandboxApi } from '../../transport/transport.ts'
import type { Kept, Origin } from '../keyspace/kept.ts'
import { createAt, placeName, type SandboxPlace } from './place.ts'

/** The sandbox of a place, and what it branched from. */
export interface Found {
  readonly sandbox: CreatedSandbox
  readonly origins: readonly Origin[]
  /** It was here before this page was. */
  readonly isResumed: boolean
}

interface Search {
  readonly api: SandboxApi
  readonly kept: Kept
  readonly clock: RetryClock
  readonly onFound: (found: Found) => void
  readonly onRefused: (problem: ProblemBody) => void
  /** No answer came; it goes on looking by itself. */
  readonly onAway: () => void
}

export interface SandboxFinder {
  /** Looks for the sandbox of a place: the one of this tab when it is alive, a new one otherwise. */
  readonly find: (place: SandboxPlace) => Promise<void>
  /** Nothing of what is still being looked for is told any more. */
  readonly stop: () => void
}

export function sandboxFinder({
  api,
  kept,
  clock,
  onFound,
  onRefused,
  onAway,
}: Search): SandboxFinder {
  /** Grows whenever another sandbox is wanted, so that late answers for the one before are dropped. */
  let search = 0
  let stopWaiting: () => void = () => undefined

  async function look(place: SandboxPlace, mine: number, attempt: number): Promise<void> {
    const name = placeName(place)
    const known = kept.sandbox(name)
    const life = known === undefined ? 'gone' : await api.probe(known)
    if (mine !== search) return
    if (known !== undefined && life === 'alive') {
      onFound({ sandbox: known, origins: kept.origins(name), isResumed: true })
      return
    }
    if (life === 'gone') kept.forgetSandbox(name)
    const answer = life === 'away' ? { kind: 'away' as const } : await createAt(place, api)
    if (mine !== search) return
    switch (answer.kind) {
      case 'ok':
        onFound({ sandbox: answer.value, origins: [], isResumed: false })
        break
      case 'problem':
        onRefused(answer.problem)
        break
      case 'away':
        onAway()
        waitFor(() => void look(place, mine, attempt + 1), attempt)
    }
  }

  /** Calls back after a pause that grows with the attempts, at once when the network is back. */
  function waitFor(again: () => void, attempt: number): void {
    const proceed = (): void => {
      stopWaiting()
      again()
    }
    const cancel = clock.after(backoffMs(attempt, clock.random()), proceed)
    const stopOnline = clock.onOnline(proceed)
    stopWaiting = () => {
      cancel()
      stopOnline()
    }
  }

  function stop(): void {
    search += 1
    stopWaiting()
  }

  return {
    find: (place) => {
      stop()
      return look(place, search, 0)
    },
    stop,
  }
}
