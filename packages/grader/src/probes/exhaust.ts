import { isLimited, type Exchange, type LearnerClient } from '../http/learner-client.ts'

/** More requests than any reading of "more than 10" lets through. */
const MOST_REQUESTS = 16

export interface Exhausted {
  /** What came before somebody was limited; all of it when nobody was. */
  readonly passed: readonly Exchange[]
  /** The first 429; undefined when none came. */
  readonly limited: Exchange | undefined
}

/** Sends the same request from one address until it is limited. */
export async function exhaust(client: LearnerClient, path = '/top'): Promise<Exhausted> {
  const passed: Exchange[] = []
  while (passed.length < MOST_REQUESTS) {
    const exchange = await client.get(path)
    if (isLimited(exchange)) return { passed, limited: exchange }
    passed.push(exchange)
  }
  return { passed, limited: undefined }
}
