import { splitLine } from '@keyspace/redis-lang'
import type { TranscriptBlock, TranscriptStep } from '../../ast.ts'
import type { Compilation } from '../compilation.ts'
import { highlightRedisLine } from '../highlight/index.ts'
import type { Node } from '../markdown/tree.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import {
  checkAttributes,
  fenceLine,
  fenceText,
  readFenceInfo,
  type FenceInfo,
} from './fence-info.ts'

const ATTRIBUTES = ['client', 'unordered', 'volatile', 'error', 'static', 'tab']
const PROMPT = '> '

/**
 * ```` ```redis run ````: lines that start with `> ` are commands, the lines under one are what
 * redis-cli prints for it. A reply line that itself starts with `>` is written `\>`.
 */
export const compileTranscript: BlockCompiler = (node, { compilation }) => {
  if (node.type !== 'fence') return undefined
  const info = readFenceInfo(node)
  if (info.role !== 'run' || info.lang !== 'redis') return undefined
  checkAttributes(node, info, ATTRIBUTES, compilation)
  const steps = readSteps(node, info, compilation)
  const block: TranscriptBlock = {
    kind: 'transcript',
    id: compilation.nextId('run'),
    client: info.attributes.get('client') ?? compilation.clients?.[0] ?? 'A',
    isStatic: info.attributes.has('static'),
    steps,
    span: linesSpan(compilation.source, ...node.lines),
  }
  checkErrors(node, info, steps, compilation)
  if (!block.isStatic) for (const step of steps) checkLine(step, compilation)
  return [block]
}

interface Draft {
  readonly line: string
  /** Of the fence's text. */
  readonly from: number
  readonly replies: string[]
}

function readSteps(node: Node, info: FenceInfo, compilation: Compilation): TranscriptStep[] {
  const drafts: Draft[] = []
  /** The first line that stands under no command. */
  let lost: number | undefined
  for (const [index, text] of fenceText(node).split('\n').entries()) {
    const current = drafts.at(-1)
    if (text.startsWith(PROMPT)) drafts.push({ line: text.slice(2), from: index, replies: [] })
    else if (current !== undefined) current.replies.push(text.replace(/^\\(\\*>)/, '$1'))
    else if (text.trim() !== '') lost ??= index
  }
  if (lost !== undefined || drafts.length === 0) reportNoPrompt(node, lost ?? -1, compilation)
  return drafts.map((draft) => toStep(draft, node, info, compilation))
}

function toStep(
  draft: Draft,
  node: Node,
  info: FenceInfo,
  compilation: Compilation,
): TranscriptStep {
  const expected = draft.replies.join('\n').replace(/\n+$/, '')
  const last = draft.from + expected.split('\n').length
  return {
    line: draft.line,
    html: highlightRedisLine(draft.line),
    expected,
    compare: compareOf(info),
    isError: info.attributes.has('error') && expected.startsWith('(error)'),
    span: {
      start: fenceLine(node, draft.from, compilation).start,
      end: fenceLine(node, expected === '' ? draft.from : last, compilation).end,
    },
  }
}

function compareOf({ attributes }: FenceInfo): TranscriptStep['compare'] {
  if (attributes.has('volatile')) return 'volatile'
  return attributes.has('unordered') ? 'unordered' : 'exact'
}

function reportNoPrompt(node: Node, index: number, compilation: Compilation): void {
  compilation.error({
    code: 'transcript-prompt',
    message: 'a transcript starts with a command',
    hint: 'write it behind `> `, such as `> PING`, and the reply under it',
    at: fenceLine(node, index, compilation),
  })
}

/** What cannot be typed cannot be run. */
function checkLine({ line, span }: TranscriptStep, compilation: Compilation): void {
  const split = splitLine(line)
  for (const problem of split.ok ? [] : split.problems) {
    const start = span.start + PROMPT.length + problem.span.start
    compilation.error({
      code: 'transcript-line',
      message: problem.message,
      hint: problem.hint ?? 'write it as you would type it, or add `static` to only show it',
      at: { start, end: start + problem.span.end - problem.span.start },
    })
  }
}

/** An error reply must be meant: the reader is told, and so is the test. */
function checkErrors(
  node: Node,
  info: FenceInfo,
  steps: readonly TranscriptStep[],
  compilation: Compilation,
): void {
  const failing = steps.find(({ expected }) => expected.startsWith('(error)'))
  if (info.attributes.has('error') === (failing !== undefined)) return
  compilation.error({
    code: 'transcript-error',
    message:
      failing === undefined
        ? 'the fence says `error`, and no reply in it is an error'
        : `\`${failing.line}\` answers with an error, and the fence does not say so`,
    hint:
      failing === undefined
        ? 'leave `error` out'
        : 'if it is meant, add `error` behind `redis run`',
    at: failing?.span ?? linesSpan(compilation.source, node.lines[0], node.lines[0] + 1),
  })
}
