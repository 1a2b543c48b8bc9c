import type { Compilation } from '../compilation.ts'
import { highlight } from '../highlight/index.ts'
import type { Node } from '../markdown/tree.ts'
import { linesSpan } from '../source-text.ts'
import { findBlanks } from './blanks.ts'
import type { BlockCompiler } from './block-compiler.ts'
import {
  checkAttributes,
  checkPlainInfo,
  fenceText,
  findInInfo,
  readFenceInfo,
  type FenceInfo,
} from './fence-info.ts'
import { isProgram } from '../program-langs.ts'

/** As `packages/practice` bounds it. */
const MOST_SECONDS = 10

/** Practice: a fence with blanks, whether it says `fill` or not. A later pass tells which are graded. */
export const compileFill: BlockCompiler = (node, { compilation }) => {
  if (node.type !== 'fence' && node.type !== 'code_block') return undefined
  const info = readFenceInfo(node)
  const source = fenceText(node)
  const blanks = findBlanks(source)
  if (info.role === 'fill') checkFill(node, info, blanks.length, compilation)
  else if (blanks.length === 0 || info.role !== undefined) return undefined
  else checkPlainInfo(node, info, compilation)
  return [
    {
      kind: 'fill',
      id: fillId(node, info, compilation),
      lang: info.lang,
      source,
      html: highlight(source, info.lang, blanks),
      blanks,
      isChecked: false,
      ...runSeconds(node, info, compilation),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}

function checkFill(
  node: Node,
  info: FenceInfo,
  blankCount: number,
  compilation: Compilation,
): void {
  checkAttributes(
    node,
    info,
    isProgram(info.lang) ? ['id', 'tab', 'seconds'] : ['id', 'tab'],
    compilation,
  )
  if (blankCount > 0) return
  compilation.error({
    code: 'fill-no-blank',
    message: 'practice without a blank',
    hint: 'put ___FILL___ or ___FILL_NAME___ where the learner has to write',
    at: findInInfo(node, 'fill', compilation),
  })
}

/** `seconds=5`: for programs that wait, such as a blocking pop. */
function runSeconds(
  node: Node,
  { attributes }: FenceInfo,
  compilation: Compilation,
): { readonly seconds?: number } {
  const given = attributes.get('seconds')
  if (given === undefined) return {}
  const seconds = Number(given)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MOST_SECONDS) return { seconds }
  compilation.error({
    code: 'fill-seconds',
    message: `\`seconds=${given}\` is not a time to run`,
    hint: `give a whole number from 1 to ${MOST_SECONDS}`,
    at: findInInfo(node, 'seconds', compilation),
  })
  return {}
}

function fillId(node: Node, info: FenceInfo, compilation: Compilation): string {
  const given = info.attributes.get('id')
  if (given === undefined) return compilation.nextId('practice')
  takeId(given, node, compilation)
  return given
}

/** An id that an author gives must be the only one in the lesson. */
export function takeId(id: string, node: Node, compilation: Compilation): void {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) {
    compilation.error({
      code: 'id-form',
      message: `\`${id}\` is not an id`,
      hint: 'use small Latin letters, digits and hyphens, a letter first',
      at: findInInfo(node, id, compilation),
    })
  }
  if (compilation.ids.has(id)) {
    compilation.error({
      code: 'id-twice',
      message: `the id \`${id}\` is there twice`,
      hint: 'give one of them another id',
      at: findInInfo(node, id, compilation),
    })
  }
  compilation.ids.set(id, 1)
}
