import { fail } from '../probes/findings.ts'
import type { Finding } from '../probes/probe.ts'
import type { Evidence, Text } from '../report.ts'
import { say } from '../say.ts'

/** How answers of one kind are held against what is expected of them. */
export interface Judging<One, Expected> {
  /** What is wrong with it; undefined when it is as expected. */
  readonly mismatch: (one: One, expected: Expected) => Text | undefined
  readonly evidence: (one: One) => readonly Evidence[]
}

/** The first expectation that does not hold; undefined when all do. */
export function judgeAnswers<One, Expected extends { readonly exactly?: number | undefined }>(
  answers: readonly One[],
  expectations: readonly Expected[],
  { mismatch, evidence }: Judging<One, Expected>,
): Finding | undefined {
  for (const expected of expectations) {
    const wrong = answers.flatMap((one) => {
      const got = mismatch(one, expected)
      return got === undefined ? [] : [{ one, got }]
    })
    const right = answers.length - wrong.length
    if (right === (expected.exactly ?? answers.length)) continue
    const [first] = wrong
    const shown = first?.one ?? answers[0]
    const proof = shown === undefined ? [] : evidence(shown)
    if (expected.exactly === undefined && first !== undefined) return fail(first.got, proof)
    const what = JSON.stringify({ ...expected, exactly: undefined })
    return fail(
      say(
        `${right} of ${answers.length} answers are ${what}, and not ${expected.exactly ?? 0}`,
        `ответов ${what}: ${right} из ${answers.length}, а не ${expected.exactly ?? 0}`,
      ),
      proof,
    )
  }
  return undefined
}

/** A text that says what came where something else was expected. */
export function instead(what: string, got: string, wanted: string): Text {
  return say(
    `${what}: ${shorten(got)} instead of ${shorten(wanted)}`,
    `${what}: ${shorten(got)} вместо ${shorten(wanted)}`,
  )
}

const SHOWN = 160

function shorten(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`
}
