import type { Problem } from '@keyspace/lesson/catalog'
import { expect, it } from 'vitest'
import { mergeProblems } from './merge-problems.ts'

const problem = (message: string): Problem => ({
  ...{ code: 'transcript-reply', severity: 'error', message, hint: 'mend it', file: 'en.md' },
  ...{ line: 3, column: 1, span: { start: 20, end: 30 } },
})
const proof = (engine: 'embedded' | 'dedicated', ...messages: readonly string[]) => ({
  ...{ file: 'en.md', engine, skipped: false, ms: 1 },
  problems: messages.map(problem),
})

it('names a problem once, and its engine when it is not on all of them', () => {
  const proofs = [proof('embedded', 'both', 'one'), proof('dedicated', 'both')]
  const merged = mergeProblems(proofs, ['embedded', 'dedicated'])
  expect(merged.map(({ message }) => message)).toEqual(['both', 'one (embedded engine only)'])
})
