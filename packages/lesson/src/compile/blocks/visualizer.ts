import { meantOneOf } from '../../did-you-mean.ts'
import {
  attributesOf,
  isVisualizer,
  VISUALIZERS,
  type VisualizerName,
} from '../../schema/visualizer.ts'
import type { Compilation } from '../compilation.ts'
import { escapeHtml } from '../highlight/index.ts'
import type { Node } from '../markdown/tree.ts'
import { lineText, linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { findInInfo, readFenceInfo } from './fence-info.ts'

/** `::: ttl-bomb key=session:1`, a text that says the same in words, and `:::`. */
export const compileVisualizer: BlockCompiler = (node, { compilation, blocksOf }) => {
  if (node.type !== 'directive') return undefined
  const span = linesSpan(compilation.source, ...node.lines)
  const [written = ''] = node.token.info.split(/\s/)
  const blocks = blocksOf(node.children)
  checkIsClosed(node, compilation)
  if (!isVisualizer(written)) {
    reportUnknown(node, written, compilation)
    const opening = lineText(compilation.source, node.lines[0]).trim()
    return [{ kind: 'prose', html: `<p>${escapeHtml(opening)}</p>`, span }, ...blocks]
  }
  checkClients(node, written, compilation)
  if (blocks.length === 0) {
    compilation.doubt({
      code: 'visualizer-text',
      message: `\`${written}\` says nothing to who cannot see it`,
      hint: 'write between `:::` and `:::` in a few words what it shows',
      at: findInInfo(node, written, compilation),
    })
  }
  return [
    {
      kind: 'visualizer',
      name: written,
      settings: settingsOf(node, written, compilation),
      blocks,
      span,
    },
  ]
}

function reportUnknown(node: Node, name: string, compilation: Compilation): void {
  compilation.doubt({
    code: 'visualizer-unknown',
    message: `there is no visualizer \`${name}\``,
    hint: meantOneOf(name, Object.keys(VISUALIZERS)),
    at: findInInfo(node, name, compilation),
  })
}

function settingsOf(
  node: Node,
  name: VisualizerName,
  compilation: Compilation,
): Readonly<Record<string, string>> {
  const known = attributesOf(name)
  const { role, attributes } = readFenceInfo(node)
  const written = [...(role === undefined ? [] : [[role, ''] as const]), ...attributes]
  return Object.fromEntries(
    written.filter(([attribute, value]) => {
      const at = findInInfo(node, attribute, compilation)
      const expected = known.get(attribute)
      if (expected === undefined) {
        compilation.error({
          code: 'visualizer-attribute',
          message: `\`${name}\` knows no \`${attribute}\``,
          hint: meantOneOf(attribute, [...known.keys()]),
          at,
        })
      } else if (!expected.accepts(value)) {
        compilation.error({
          code: 'visualizer-value',
          message: `\`${attribute}\` of \`${name}\` cannot be \`${value}\``,
          hint: `write ${expected.words}`,
          at,
        })
      } else return true
      return false
    }),
  )
}

/** Its buttons run in terminals that the lesson has to have. */
function checkClients(node: Node, name: VisualizerName, compilation: Compilation): void {
  const there = compilation.clients ?? ['A']
  const missing = VISUALIZERS[name].clients.filter((client) => !there.includes(client))
  if (missing.length === 0) return
  compilation.error({
    code: 'visualizer-clients',
    message: `\`${name}\` runs in terminal ${missing.join(' and ')}, which this lesson has not`,
    hint: `write clients: [${[...new Set([...there, ...missing])].join(', ')}] in the front matter`,
    at: findInInfo(node, name, compilation),
  })
}

function checkIsClosed(node: Node, compilation: Compilation): void {
  if (node.token.attrGet('data-open') === null) return
  compilation.doubt({
    code: 'directive-open',
    message: 'this `:::` is never closed',
    hint: 'put `:::` on a line of its own behind its text; it is taken to end at the next heading or rule',
    at: findInInfo(node, ':::', compilation),
  })
}
