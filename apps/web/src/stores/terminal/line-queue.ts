import type { ShownResult } from './terminal-port.ts'

interface WaitingLine {
  readonly line: string
  /** Typed by the learner; otherwise a button's. */
  readonly isTyped: boolean
  readonly done: (result: ShownResult) => void
}

interface Turns {
  /** Whether the next line may run now. */
  readonly isFree: () => boolean
  readonly run: (line: string) => Promise<ShownResult>
}

/** Lines of a terminal that wait for their turn: one runs at a time. */
export interface LineQueue {
  readonly add: (line: string, isTyped: boolean) => Promise<ShownResult>
  /** Runs what waits, as long as it may. */
  readonly proceed: () => Promise<void>
  /** Ends what waits without running it. The result: the lines of these that were typed. */
  readonly giveUp: (outcome: 'interrupted' | 'away' | 'lost') => readonly string[]
}

export function lineQueue({ isFree, run }: Turns): LineQueue {
  let waiting: WaitingLine[] = []
  let isRunning = false

  async function proceed(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while (isFree()) {
      const next = waiting.shift()
      if (next === undefined) break
      next.done(await run(next.line))
    }
    isRunning = false
  }

  return {
    add: (line, isTyped) =>
      new Promise((done) => {
        waiting.push({ line, isTyped, done })
        void proceed()
      }),
    proceed,
    giveUp(outcome) {
      const left = waiting
      waiting = []
      for (const { done } of left) done({ outcome, reply: null, text: '' })
      return left.filter(({ isTyped }) => isTyped).map(({ line }) => line)
    },
  }
}
