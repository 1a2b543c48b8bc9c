import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Span } from '@keyspace/redis-lang'
import { isPair, isScalar, parseDocument, visit } from 'yaml'
import { startCompilation } from '../compile/compilation.ts'
import { readYaml } from '../compile/read-yaml.ts'
import { readSource, type SourceText } from '../compile/source-text.ts'
import type { Problem } from '../problem.ts'
import { courseSchema, type CourseYaml } from '../schema/course.ts'

export interface CourseFile {
  /** Undefined when it could not be understood; the problems say why. */
  readonly course: CourseYaml | undefined
  readonly source: SourceText
  /** Where `lessons` of a module name each slug, in order. */
  readonly named: ReadonlyMap<string, readonly Span[]>
  readonly problems: readonly Problem[]
}

/** Reads `course.yaml`; rejects when the file is not there. */
export async function readCourse(dir: string, file: string): Promise<CourseFile> {
  const text = await readFile(join(dir, 'course.yaml'), 'utf8')
  const source = readSource(file, text)
  const { error, problems } = startCompilation(source, 'en', () => ({ kind: 'none' }))
  const yaml = { text, name: 'course', toFile: (offset: number) => offset }
  return {
    course: readYaml(yaml, courseSchema, error),
    source,
    named: namedLessons(text),
    problems,
  }
}

function namedLessons(text: string): ReadonlyMap<string, readonly Span[]> {
  const named = new Map<string, Span[]>()
  visit(parseDocument(text), {
    Scalar: (_, { value, range }, path) => {
      const list = path.findLast(isPair)
      const isName = isScalar(list?.key) && list.key.value === 'lessons' && list.key.range !== range
      if (!isName || typeof value !== 'string' || !range) return
      named.set(value, [...(named.get(value) ?? []), { start: range[0], end: range[1] }])
    },
  })
  return named
}
