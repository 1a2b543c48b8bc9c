import type { Lesson } from '../ast.ts'
import type { OpenRunner, ProofRunner } from './runner.ts'

/** Works on a fresh sandbox with the lesson's seed in it, and closes it whatever happens. */
export async function withSeed<Result>(
  lesson: Lesson,
  open: OpenRunner,
  work: (runner: ProofRunner) => Promise<Result>,
): Promise<Result> {
  const runner = await open()
  try {
    for (const line of lesson.seed) await runner.seed(line)
    return await work(runner)
  } finally {
    await runner.close()
  }
}

export function firstClient({ clients }: Lesson): string {
  return clients[0] ?? 'A'
}

/** The command lines of practice or a solution: without empty ones and remarks. */
export function commandLines(source: string): string[] {
  return source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}
