import type { LessonLang } from '../ast.ts'
import type { Assertion } from '../schema/assertion.ts'
import type { Check } from '../schema/check.ts'
import type { Evidence } from './evidence.ts'
import { judgeExists } from './exists.ts'
import { judgeFields } from './fields.ts'
import type { CheckEvidence, Finding } from './finding.ts'
import { judgeForbidden } from './forbidden.ts'
import { judgeIncludes } from './includes.ts'
import { judgeItems } from './items.ts'
import { judgeKeyCount } from './key-count.ts'
import { judgeLength } from './length.ts'
import { judgeMembers } from './members.ts'
import { MESSAGES, type Messages } from './messages.ts'
import { judgeMissing } from './missing.ts'
import { judgeOutput } from './output.ts'
import { judgeReply } from './reply.ts'
import { judgeRoundTrips } from './round-trips.ts'
import { judgeScores } from './scores.ts'
import { shownMistake } from './shown-mistake.ts'
import { judgeTtl } from './ttl.ts'
import { judgeType } from './type.ts'
import { judgeUsed } from './used.ts'
import { judgeValue } from './value.ts'

/** One assertion judged, with a sentence for the learner. */
export interface AssertionResult {
  readonly assertion: Assertion
  readonly passed: boolean
  readonly expected: string
  readonly actual: string
  readonly say: string
}

export interface Verdict {
  /** All assertions hold. */
  readonly passed: boolean
  /** In the order of the check. */
  readonly results: readonly AssertionResult[]
  /** The sentence of the mistake that the evidence shows, when the check fails: see `shownMistake`. */
  readonly mistake?: string
}

/** Judges a check by the evidence, in the lesson's language. Pure: the same everywhere. */
export function judge(check: Check, all: Evidence, lang: LessonLang): Verdict {
  const words = MESSAGES[lang]
  const evidence = { ...all, output: all.printed?.[check.for ?? ''], answers: 'any' } as const
  const results = check.assert.map((assertion) => toResult(assertion, evidence, words))
  const passed = results.every((result) => result.passed)
  const now = { ...evidence, answers: 'last' } as const
  const holds = (one: Assertion): boolean => find(one, now, words).passed
  const mistake = passed ? undefined : shownMistake(check.mistakes, holds, all)
  return { passed, results, ...(mistake === undefined ? {} : { mistake: mistake.say }) }
}

function toResult(assertion: Assertion, evidence: CheckEvidence, words: Messages): AssertionResult {
  const { passed, subject, expected, actual } = find(assertion, evidence, words)
  const say =
    assertion.say?.replaceAll('{expected}', () => expected).replaceAll('{actual}', () => actual) ??
    words.sentence(subject, expected, actual)
  return { assertion, passed, expected, actual, say }
}

function find(assertion: Assertion, evidence: CheckEvidence, words: Messages): Finding {
  switch (assertion.kind) {
    case 'exists':
      return judgeExists(assertion, evidence, words)
    case 'missing':
      return judgeMissing(assertion, evidence, words)
    case 'type':
      return judgeType(assertion, evidence, words)
    case 'value':
      return judgeValue(assertion, evidence, words)
    case 'ttl':
      return judgeTtl(assertion, evidence, words)
    case 'length':
      return judgeLength(assertion, evidence, words)
    case 'items':
      return judgeItems(assertion, evidence, words)
    case 'members':
      return judgeMembers(assertion, evidence, words)
    case 'fields':
      return judgeFields(assertion, evidence, words)
    case 'scores':
      return judgeScores(assertion, evidence, words)
    case 'includes':
      return judgeIncludes(assertion, evidence, words)
    case 'key-count':
      return judgeKeyCount(assertion, evidence, words)
    case 'used':
      return judgeUsed(assertion, evidence, words)
    case 'forbidden':
      return judgeForbidden(assertion, evidence, words)
    case 'reply':
      return judgeReply(assertion, evidence, words)
    case 'round-trips':
      return judgeRoundTrips(assertion, evidence, words)
    case 'output':
      return judgeOutput(assertion, evidence, words)
  }
}
