import type { Span } from '@keyspace/redis-lang'
import type { z } from 'zod'
import { readFrontMatter } from './compile/front-matter.ts'
import { startCompilation } from './compile/compilation.ts'
import { readYaml } from './compile/read-yaml.ts'
import { positionOf, readSource } from './compile/source-text.ts'
import type { Problem } from './problem.ts'
import type { FrontMatter } from './schema/front-matter.ts'

export { problemLine, type Problem } from './problem.ts'
export { meantOneOf } from './did-you-mean.ts'
export { assertions } from './schema/assertion-yaml.ts'
export type { Assertion } from './schema/assertion.ts'
export { globMatch } from './assert/glob-match.ts'
export { gradingSchema } from './schema/grading.ts'
export { strict } from './schema/strict.ts'

/** An error at the first place of a text in a file, or at its start when it is not there. */
export function problemAt(
  { file, text, words }: { readonly file: string; readonly text: string; readonly words: string },
  finding: Pick<Problem, 'code' | 'message' | 'hint'>,
): Problem {
  const start = Math.max(0, text.indexOf(words))
  const span = { start, end: start + Math.max(1, words.length) }
  return { ...finding, severity: 'error', file, ...positionOf(readSource(file, text), start), span }
}

/** The front matter of a lesson; nothing of it where it cannot be understood. */
export function readFrontMatterOf(file: string, text: string): FrontMatter {
  const compilation = startCompilation(readSource(file, text), 'en', () => ({ kind: 'none' }))
  return readFrontMatter(compilation).front
}

/** What a YAML file of an author says, or what is wrong with it. */
export interface YamlFile<Value> {
  /** Undefined when it could not be understood; the problems say why. */
  readonly value: Value | undefined
  readonly problems: readonly Problem[]
  /** One more error, at a place in the file; offsets in UTF-16 code units. */
  readonly report: (finding: Pick<Problem, 'code' | 'message' | 'hint'> & { at: Span }) => void
}

/** Reads a whole file by its schema; `name` begins the codes of its problems, such as `task`. */
export function readYamlFile<Schema extends z.ZodType>(
  { file, text, name }: { readonly file: string; readonly text: string; readonly name: string },
  schema: Schema,
): YamlFile<z.infer<Schema>> {
  const { error, problems } = startCompilation(readSource(file, text), 'en', () => ({
    kind: 'none',
  }))
  const yaml = { text, name, toFile: (offset: number) => offset }
  return { value: readYaml(yaml, schema, error), problems, report: error }
}
