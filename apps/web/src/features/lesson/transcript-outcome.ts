import type { TranscriptStep } from '@keyspace/lesson/ast'

function sortedLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*\d+[)#~] /, ''))
    .sort()
    .join('\n')
}

/** Whether what the learner got is what the text shows, by the author's way of comparing. */
export function isAsShown(
  step: Pick<TranscriptStep, 'expected' | 'compare'>,
  actual: string,
): boolean {
  if (step.expected === '') return true
  switch (step.compare) {
    case 'exact':
      return actual === step.expected
    case 'unordered':
      return sortedLines(actual) === sortedLines(step.expected)
    case 'volatile':
      return true
  }
}
