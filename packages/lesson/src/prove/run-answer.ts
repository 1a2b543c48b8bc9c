import type { FillBlock } from '../ast.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { isProgram } from '../compile/program-langs.ts'
import type { ProgramOutcome, ProofRunner } from './runner.ts'
import { commandLines, firstClient } from './with-seed.ts'

/** Languages that a proof can run. */
export function canRun(lang: string): boolean {
  return lang === 'redis' || isProgram(lang)
}

/** Runs an answer as the page would: command lines one by one, a program as a whole. */
export async function runAnswer(
  entry: CatalogEntry,
  { lang, source }: { readonly lang: string; readonly source: string },
  fill: FillBlock | undefined,
  runner: ProofRunner,
): Promise<ProgramOutcome> {
  if (isProgram(lang)) {
    const seconds = fill?.seconds === undefined ? {} : { seconds: fill.seconds }
    return runner.program({ practice: fill?.id ?? '', source, ...seconds })
  }
  for (const line of commandLines(source)) await runner.run(firstClient(entry.lesson), line)
  return { kind: 'ran' }
}
