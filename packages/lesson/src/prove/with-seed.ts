import type { Lesson } from '../ast.ts'
import type { OpenRunner, ProofRunner } from './runner.ts'

/** Looks on a fresh sandbox for what is wrong, and closes it whatever happens. */
export async function onSandbox<Finding>(
  open: OpenRunner,
  look: (runner: ProofRunner) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const runner = await open()
  try {
    const found = await look(runner)
    if (found.length > 0) runner.doubt()
    return found
  } finally {
    await runner.close()
  }
}

/** The same with the lesson's seed in it. */
export function withSeed<Finding>(
  { seed }: Lesson,
  open: OpenRunner,
  look: (runner: ProofRunner) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  return onSandbox(open, async (runner) => {
    for (const line of seed) await runner.seed(line)
    return look(runner)
  })
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
