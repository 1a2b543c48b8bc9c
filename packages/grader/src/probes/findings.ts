import { httpEvidence, type Exchange } from '../http/learner-client.ts'
import type { Evidence, Text } from '../report.ts'
import { say } from '../say.ts'
import type { Finding } from './probe.ts'

export function pass(got: Text, evidence: readonly Evidence[] = []): Finding {
  return { verdict: 'pass', got, evidence }
}

export function fail(got: Text, evidence: readonly Evidence[]): Finding {
  return { verdict: 'fail', got, evidence }
}

/** Where a check needs somebody to be limited, and nobody is. */
export function nobodyLimited(passed: readonly Exchange[]): Finding {
  const last = passed.at(-1)
  return fail(
    say(
      `${passed.length} requests in a row from one address, and none was answered 429`,
      `${passed.length} запросов подряд с одного адреса, и ни на один не пришло 429`,
    ),
    last === undefined ? [] : [httpEvidence(last)],
  )
}

export function note(title: Text, text: string): Evidence {
  return { kind: 'note', title, text }
}

/** "GET /top → 500", or why no answer came. */
export function shown({ method, path, status, trouble }: Exchange): string {
  return `${method} ${path} → ${status ?? trouble ?? 'no answer'}`
}
