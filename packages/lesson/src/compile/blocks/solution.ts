import { highlight } from '../highlight/index.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { checkAttributes, fenceText, findInInfo, readFenceInfo } from './fence-info.ts'

/**
 * ```` ```redis solution for=… ````: the answer that a test runs. The reader sees it only where the
 * author put it into a spoiler.
 */
export const compileSolution: BlockCompiler = (node, { compilation, isInSpoiler }) => {
  if (node.type !== 'fence') return undefined
  const info = readFenceInfo(node)
  if (info.role !== 'solution') return undefined
  checkAttributes(node, info, ['for', 'tab'], compilation)
  const source = fenceText(node)
  const span = linesSpan(compilation.source, ...node.lines)
  const target = info.attributes.get('for')
  if (target === undefined) {
    compilation.error({
      code: 'solution-for',
      message: 'a solution that does not say of what',
      hint: 'write `solution for=` and the id of a check or practice',
      at: findInInfo(node, 'solution', compilation),
    })
  } else {
    compilation.solutions.push({
      ...{ for: target, lang: info.lang, source, span },
      isShown: isInSpoiler,
    })
  }
  if (!isInSpoiler) return []
  return [{ kind: 'code', lang: info.lang, source, html: highlight(source, info.lang), span }]
}
