import type { CheckBlock } from '../../ast.ts'
import { checkSchema } from '../../schema/check.ts'
import { yamlReader } from '../read-yaml.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { checkAttributes, findInInfo, readFenceInfo } from './fence-info.ts'
import { fenceYaml, inlineHtml } from './fence-yaml.ts'
import { takeId } from './fill.ts'

const readCheck = yamlReader(checkSchema)

/** ```` ```yaml check id=… ```` or ```` ```yaml check for=… ````: a step that ticks by itself. */
export const compileCheck: BlockCompiler = (node, { compilation }) => {
  if (node.type !== 'fence') return undefined
  const info = readFenceInfo(node)
  if (info.role !== 'check' || !['yaml', 'yml'].includes(info.lang)) return undefined
  checkAttributes(node, info, ['id', 'for'], compilation)
  const graded = info.attributes.get('for')
  const id = info.attributes.get('id') ?? graded
  if (id === undefined) {
    compilation.error({
      code: 'check-id',
      message: 'a check without an id',
      hint: 'write `yaml check id=first-key`, or `for=` the id of the practice it grades',
      at: findInInfo(node, 'check', compilation),
    })
    return []
  }
  if (id !== graded) takeId(id, node, compilation)
  const yaml = readCheck(fenceYaml(node, 'check', compilation), compilation.error)
  if (yaml === undefined) return []
  const { title, ...rest } = yaml
  const block: CheckBlock = {
    kind: 'check',
    check: {
      id,
      ...(graded === undefined ? {} : { for: graded }),
      ...(title === undefined ? {} : { title }),
      ...rest,
    },
    sayHtml: inlineHtml(yaml.say),
    hintsHtml: yaml.hints.map(inlineHtml),
    span: linesSpan(compilation.source, ...node.lines),
  }
  return [block]
}
