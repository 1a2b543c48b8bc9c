import type { Span } from '@keyspace/redis-lang'
import type { Question, QuestionLine, QuizBlock } from '../../ast.ts'
import { meantOneOf } from '../../did-you-mean.ts'
import { quizSchema, type QuestionYaml } from '../../schema/quiz.ts'
import type { Compilation } from '../compilation.ts'
import { escapeHtml, highlightRedisLine } from '../highlight/index.ts'
import type { Node } from '../markdown/tree.ts'
import { yamlReader } from '../read-yaml.ts'
import { findInLines, linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { checkAttributes, findInInfo, readFenceInfo } from './fence-info.ts'
import { fenceYaml, inlineHtml } from './fence-yaml.ts'
import { takeId } from './fill.ts'

const readQuiz = yamlReader(quizSchema)

/** ```` ```yaml quiz id=… ````: questions, each with a reason for every option. */
export const compileQuiz: BlockCompiler = (node, { compilation }) => {
  if (node.type !== 'fence') return undefined
  const info = readFenceInfo(node)
  if (info.role !== 'quiz' || !['yaml', 'yml'].includes(info.lang)) return undefined
  checkAttributes(node, info, ['id'], compilation)
  const id = info.attributes.get('id')
  if (id === undefined) {
    compilation.error({
      code: 'quiz-id',
      message: 'a quiz without an id',
      hint: 'write `yaml quiz id=r1-quiz`',
      at: findInInfo(node, 'quiz', compilation),
    })
    return []
  }
  takeId(id, node, compilation)
  const yaml = readQuiz(fenceYaml(node, 'quiz', compilation), compilation.error)
  if (yaml === undefined) return []
  const written = linesOf(node)
  const block: QuizBlock = {
    kind: 'quiz',
    id,
    ...(yaml.title === undefined ? {} : { title: yaml.title }),
    count: yaml.questions.length,
    questions: yaml.questions.map((question) => toQuestion(question, written, compilation)),
    span: linesSpan(compilation.source, ...node.lines),
  }
  return [block]
}

/** The quiz as it is written, to find in it where its parts stand. */
interface Written {
  /** Without indentation and the `- ` of a list. */
  readonly lines: readonly string[]
  /** The number of its first line in the file, from 0. */
  readonly first: number
}

function linesOf(node: Node): Written {
  const lines = node.token.content.split('\n').map((text) => text.trim().replace(/^-\s+/, ''))
  return { lines, first: node.lines[0] + 1 }
}

function toQuestion(yaml: QuestionYaml, written: Written, compilation: Compilation): Question {
  const { id, kind, ask, options, otherwise, before, run } = yaml
  const span = spanOf(yaml, written, compilation)
  return {
    id,
    kind,
    askHtml: inlineHtml(ask),
    about: aboutOf(yaml, written, compilation),
    options: options.map(({ text, right, why }) => ({
      text: text.trimEnd(),
      html: kind === 'predict' ? escapeHtml(text.trimEnd()) : inlineHtml(text),
      isRight: right,
      whyHtml: inlineHtml(why),
    })),
    ...(otherwise === undefined ? {} : { otherwiseHtml: inlineHtml(otherwise) }),
    ...(run === undefined ? {} : { prediction: { before: before.map(toLine), run: toLine(run) } }),
    span,
  }
}

function toLine(line: string): QuestionLine {
  return { line, html: highlightRedisLine(line) }
}

/** Where the question's id stands. */
function spanOf({ id }: QuestionYaml, written: Written, { source }: Compilation): Span {
  return findInLines(source, id, linesFrom(questionLine(id, written)))
}

function aboutOf({ id, about }: QuestionYaml, written: Written, compilation: Compilation): string {
  const anchor = about.replace(/^#/, '')
  const known = compilation.anchors.get(anchor)
  if (known !== undefined) return known
  const line = findLine(written, questionLine(id, written), (text) => text.startsWith('about:'))
  compilation.error({
    code: 'quiz-about',
    message: `the lesson has no heading \`${anchor}\``,
    hint: meantOneOf(anchor, [...compilation.anchors.keys()]),
    at: findInLines(compilation.source, about, linesFrom(line)),
  })
  return anchor
}

function questionLine(id: string, written: Written): number {
  const forms = [`id: ${id}`, `id: '${id}'`, `id: "${id}"`]
  return findLine(written, written.first, (text) => forms.some((form) => text.startsWith(form)))
}

/** The first line of the file from here on whose text in the list looks so; else the first. */
function findLine(
  { lines, first }: Written,
  from: number,
  isIt: (text: string) => boolean,
): number {
  const index = lines.findIndex((text, at) => at >= from - first && isIt(text))
  return index === -1 ? from : first + index
}

function linesFrom(line: number): readonly [number, number] {
  return [line, line + 1]
}
