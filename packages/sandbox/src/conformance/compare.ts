import type { Argv } from '@keyspace/redis-lang'
import type { Outcome } from './client.ts'
import { inOrder } from './outcome-text.ts'
import type { Case, Family, Step } from './parse-dsl.ts'
import { patient, runCase, usual, type CaseRun, type Patience } from './run-case.ts'
import { sameOutcome } from './same-outcome.ts'
import type { Target } from './target.ts'

/** A difference that the product wants, and why. */
export interface Ruling {
  /** The words that the command begins with, in upper case, such as `CONFIG SET`. */
  readonly command: string
  readonly reason: string
  /** Whether the target's answer is the one that it is to give instead of Redis's. */
  readonly answers: (actual: Outcome) => boolean
  /** The rest of the case depends on what was refused here, so that it is not judged. */
  readonly spreads?: boolean
}

export interface StepReport {
  readonly step: Step
  readonly expected: readonly Outcome[]
  readonly actual: readonly Outcome[]
  /** `ruled`: different, because a ruling demands it here or demanded it earlier in the case. */
  readonly verdict: 'identical' | 'ruled' | 'differing'
}

interface CaseReport {
  readonly name: string
  /** Only the steps that have an answer. */
  readonly steps: readonly StepReport[]
}

export interface FamilyReport {
  readonly name: string
  readonly cases: readonly CaseReport[]
}

const atOnce = 4
/** How often a case that differs is run again, by itself. */
const AGAIN = 3

/** Runs the cases of a family on the judge and on the target, a few side by side. */
export async function compareFamily(
  family: Family,
  judge: Target,
  target: Target,
  rulings: readonly Ruling[] = [],
): Promise<FamilyReport> {
  const run = async (testCase: Case, patience: Patience): Promise<CaseReport> => {
    const sides = [judge, target].map((side) => runCase(testCase, side, patience))
    const [judged = [], ran = []] = await Promise.all(sides)
    return compareCase(testCase, judged, ran, rulings)
  }
  const cases: CaseReport[] = []
  const queue = [...family.cases.entries()]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, testCase] = next
      cases[at] = await run(testCase, usual)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  // On a busy machine a wait may end late on one side only; what really differs does so every time.
  for (const [at, testCase] of family.cases.entries()) {
    for (let again = 0; again < AGAIN && differs(cases[at]); again++) {
      cases[at] = await run(testCase, patient)
    }
  }
  return { name: family.name, cases }
}

function differs(report: CaseReport | undefined): boolean {
  return report?.steps.some(({ verdict }) => verdict === 'differing') === true
}

/** Judges every step that has an answer. */
function compareCase(
  testCase: Case,
  judged: CaseRun,
  run: CaseRun,
  rulings: readonly Ruling[],
): CaseReport {
  const [expectedRun, actualRun] = [pushesInOrder(testCase, judged), pushesInOrder(testCase, run)]
  const commands = new Commands()
  const steps: StepReport[] = []
  let spread = false
  for (const [at, step] of testCase.steps.entries()) {
    const { argv, queued } = commands.answeredBy(step)
    const [expected, actual] = [expectedRun[at] ?? [], actualRun[at] ?? []]
    if (expected.length === 0) continue
    const same =
      expected.length === actual.length &&
      expected.every((one, i) => sameOutcome(argv, one, actual[i] ?? { kind: 'closed' }, queued))
    const ruling = rulings.find((one) => demands(one, argv, actual))
    const ruled = ruling !== undefined || spread
    spread ||= ruling?.spreads === true
    const verdict = same ? 'identical' : ruled ? 'ruled' : 'differing'
    steps.push({ step, expected, actual, verdict })
    commands.note(step, argv, expected)
  }
  return { name: testCase.name, steps }
}

function demands(ruling: Ruling, argv: Argv, actual: readonly Outcome[]): boolean {
  const words = argv.map((arg) => Buffer.from(arg).toString('latin1').toUpperCase())
  const begins = ruling.command.split(' ').every((word, at) => words[at] === word)
  return begins && actual.every(ruling.answers)
}

/** One message to several patterns: the order of its pushes means nothing. */
function pushesInOrder(testCase: Case, run: CaseRun): CaseRun {
  const sorted = [...run]
  for (let from = 0; from < run.length; from += 1) {
    const { steps } = testCase
    let to = from
    while (steps[to]?.kind === 'push') to += 1
    const pushes = inOrder(run.slice(from, to).flat())
    for (const [offset, push] of pushes.entries()) sorted[from + offset] = [push]
    from = to
  }
  return sorted
}

/** Which command a step's answer belongs to, and what MULTI has queued on each connection. */
class Commands {
  readonly #last = new Map<number, Argv>()
  readonly #queued = new Map<number, Argv[]>()

  answeredBy(step: Step): { argv: Argv; queued: readonly Argv[] } {
    if (step.kind === 'wait' || step.kind === 'push') return { argv: [], queued: [] }
    if (step.kind === 'send') this.#last.set(step.connection, step.argv)
    return {
      argv: this.#last.get(step.connection) ?? [],
      queued: this.#queued.get(step.connection) ?? [],
    }
  }

  note(step: Step, argv: Argv, [reply]: readonly Outcome[]): void {
    if (step.kind === 'wait' || step.kind === 'push') return
    const word = Buffer.from(argv[0] ?? [])
      .toString('latin1')
      .toLowerCase()
    if (reply?.kind === 'status' && reply.value === 'QUEUED') {
      this.#queued.get(step.connection)?.push(argv)
    } else if (word === 'multi' && reply?.kind === 'status') {
      this.#queued.set(step.connection, [])
    } else if (word === 'exec' || word === 'discard' || word === 'reset') {
      this.#queued.delete(step.connection)
    }
  }
}
