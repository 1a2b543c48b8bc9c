import type { OpenRunner, ProgramOutcome, ProofProgram, ProofRunner } from '@keyspace/lesson/prove'
import type { Evidence } from '@keyspace/lesson/assert'
import type { Reply } from '@keyspace/redis-lang'

/** Runners that share what they have seen. */
export interface SharedRuns {
  readonly open: OpenRunner
  /** The same, but what is in doubt is done again. */
  readonly openDoubting: OpenRunner
}

/** What came of doing the same things in the same order on a fresh sandbox, and what followed. */
interface Past {
  readonly lines: Map<string, Step<Reply>>
  readonly programs: Map<string, Step<ProgramOutcome>>
  readonly looks: Map<string, Step<Evidence>>
}

interface Step<Result> {
  readonly result: Promise<Result>
  /** It was on the way to something that is wrong: a busy machine may have answered it. */
  isDoubted: boolean
  readonly then: Past
}

type Act<Result> = (runner: ProofRunner) => Promise<Result>

/** Steps that are remembered before all are forgotten: hundreds of courses. */
const MOST_STEPS = 100_000

/**
 * Both languages of a lesson run the same commands, and an edit leaves most of a lesson's commands as
 * they were. A runner opens a sandbox only when it does something that nobody did before it in the
 * same way; then it does there first what it had until then only been told about.
 */
export function shareRuns(open: OpenRunner): SharedRuns {
  let root = emptyPast()
  let steps = 0
  const count = (): void => {
    steps += 1
  }
  const openOne = (doubting: boolean): Promise<ProofRunner> => {
    if (steps > MOST_STEPS) {
      root = emptyPast()
      steps = 0
    }
    return Promise.resolve(shareRun(open, root, { doubting, onNew: count }))
  }
  return { open: () => openOne(false), openDoubting: () => openOne(true) }
}

function emptyPast(): Past {
  return { lines: new Map(), programs: new Map(), looks: new Map() }
}

function shareRun(
  open: OpenRunner,
  root: Past,
  { doubting, onNew }: { readonly doubting: boolean; readonly onNew: () => void },
): ProofRunner {
  let past = root
  let own: Promise<ProofRunner> | undefined
  /** Told about and not done in the sandbox yet. */
  let untold: Act<unknown>[] = []
  const path: Step<unknown>[] = []

  const really = async <Result>(act: Act<Result>): Promise<Result> => {
    own ??= open()
    const before = untold
    untold = []
    const runner = await own
    for (const earlier of before) await earlier(runner)
    return act(runner)
  }
  const take = <Result>(step: Step<Result>): Promise<Result> => {
    path.push(step)
    past = step.then
    return step.result
  }
  const step = <Result>(
    known: Map<string, Step<Result>>,
    key: readonly unknown[],
    act: Act<Result>,
  ): Promise<Result> => {
    const name = JSON.stringify(key)
    const told = known.get(name)
    if (told !== undefined && !(doubting && told.isDoubted)) {
      untold.push(act)
      return take(told)
    }
    const result = really(act)
    const made: Step<Result> = { result, isDoubted: false, then: told?.then ?? emptyPast() }
    known.set(name, made)
    // What did not come to an end says nothing to anybody else.
    result.catch(() => known.delete(name))
    if (told === undefined) onNew()
    return take(made)
  }
  return {
    run: (client, line) => step(past.lines, [client, line], (runner) => runner.run(client, line)),
    seed: (line) => step(past.lines, [line], (runner) => runner.seed(line)),
    program: (program) => step(past.programs, keyOf(program), (runner) => runner.program(program)),
    evidence: () => step(past.looks, [], (runner) => runner.evidence()),
    doubt: () => {
      for (const taken of path) taken.isDoubted = true
    },
    close: async () => {
      await (await own)?.close()
    },
  }
}

function keyOf({ practice, source, seconds }: ProofProgram): readonly unknown[] {
  return [practice, source, seconds]
}
