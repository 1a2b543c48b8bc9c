import {
  codeProblem,
  type CatalogEntry,
  type PlacedCode,
  type Problem,
} from '@keyspace/lesson/catalog'
import { isProgram, withInner } from '@keyspace/lesson/compile'
import type { ProgramService, TypeProblem } from '@keyspace/practice/types'

/** Reads the TypeScript of lessons as the editor of the page does. */
export interface TypeReader {
  /** What the editor would mark: in practice around its blanks, and in what solves it. */
  readonly problems: (entry: CatalogEntry) => Promise<readonly Problem[]>
}

/** TypeScript itself is loaded with the first program, and what was read once is known. */
export function openTypeReader(): TypeReader {
  let opening: Promise<ProgramService> | undefined
  const known = new Map<string, readonly TypeProblem[]>()
  const read = async (source: string): Promise<readonly TypeProblem[]> => {
    const service = await (opening ??= openService())
    const problems = known.get(source) ?? service.problems(source)
    known.set(source, problems)
    return problems
  }
  return {
    problems: async (entry) => {
      const found: Problem[] = []
      for (const code of programsOf(entry)) {
        for (const { message, start, end } of await read(code.source)) {
          found.push(
            codeProblem(
              entry,
              code,
              { start, end },
              {
                code: 'program-type',
                severity: 'error',
                message: message.replaceAll(/\s*\n\s*/g, ' '),
                hint: 'mend it: the editor of the page marks it for every learner',
              },
            ),
          )
        }
      }
      return found
    },
  }
}

async function openService(): Promise<ProgramService> {
  const [{ createProgramService }, { collectTypes }] = await Promise.all([
    import('@keyspace/practice/types'),
    import('@keyspace/practice/collect-types'),
  ])
  return createProgramService(await collectTypes())
}

/** Practice that a check grades, and the solutions; a lesson from elsewhere may be of another client. */
function programsOf({ lesson, solutions }: CatalogEntry): readonly PlacedCode[] {
  const fills = lesson.sections
    .flatMap(({ blocks }) => blocks.flatMap(withInner))
    .filter((block) => block.kind === 'fill')
    .filter(({ lang, isChecked }) => isChecked && isProgram(lang))
  return [...fills, ...solutions.filter(({ lang }) => isProgram(lang))]
}
