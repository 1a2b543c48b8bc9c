import type { Span } from '@keyspace/redis-lang'
import type { FrontMatter } from '../schema/front-matter.ts'
import type { Compilation } from './compilation.ts'
import { findInLines } from './source-text.ts'

/** Shorter lines, such as `}` or `GET key`, say nothing about where they come from. */
const TELLING = 20

/** What an exam is solved by is never in what the browser gets: not shown, and not copied into the text. */
export function checkExam(front: FrontMatter, compilation: Compilation): void {
  if (front.exam === undefined) {
    if (front.grading !== undefined) gradesNothing(compilation)
    return
  }
  for (const solution of compilation.solutions) {
    const { span, isShown } = solution
    const at = { start: span.start, end: span.start + 1 }
    if (isShown) {
      compilation.error({
        code: 'exam-solution',
        message: 'the solution of an exam stands where its reader finds it',
        hint: 'take it out of `<details>`: then only the proof reads it',
        at,
      })
    } else if (isCopied(solution.source, without(span, compilation))) {
      compilation.error({
        code: 'exam-solution',
        message: 'most of this solution of an exam stands in the text as well',
        hint: 'show something else there',
        at,
      })
    }
  }
}

function gradesNothing(compilation: Compilation): void {
  const { source } = compilation
  compilation.error({
    code: 'grading-without-exam',
    message: 'this lesson says how an exam is graded, and sets none',
    hint: 'add `exam:` with the exam’s id, or take `grading:` out',
    at: findInLines(source, 'grading:', [1, source.starts.length]),
  })
}

function without({ start, end }: Span, { source: { text } }: Compilation): string {
  return text.slice(0, start) + text.slice(end)
}

/** Whether most of a solution's telling lines stand in a text as well. */
export function isCopied(solution: string, text: string): boolean {
  const telling = solution
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= TELLING)
  return (
    telling.length > 0 && telling.filter((line) => text.includes(line)).length > telling.length / 2
  )
}
