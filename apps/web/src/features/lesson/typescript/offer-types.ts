import type { About, Call } from '@keyspace/practice/types'
import type { editor, languages, Position } from 'monaco-editor/esm/vs/editor/editor.api.js'
import type { Monaco } from '../../../ui/editor/editor-language.ts'
import { askTypes } from './ask-types.ts'
import { sayMethod } from './say-method.ts'
import { rangeOf } from './watch-types.ts'

/** Completion, notes at names, and the parameters of a call: what TypeScript knows, where Monaco shows it. */
export function offerTypes(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider('typescript', completion(monaco))
  monaco.languages.registerHoverProvider('typescript', {
    provideHover: (model, position) => hover(monaco, model, position),
  })
  monaco.languages.registerSignatureHelpProvider('typescript', {
    signatureHelpTriggerCharacters: ['(', ','],
    provideSignatureHelp: signatures,
  })
}

function completion(monaco: Monaco): languages.CompletionItemProvider {
  let asked = { program: '', at: 0 }
  return {
    triggerCharacters: ['.', "'", '"'],
    async provideCompletionItems(model, position) {
      asked = placeOf(model, position)
      const offers = (await askTypes('offers', asked.program, asked.at)) ?? []
      const { startColumn, endColumn } = model.getWordUntilPosition(position)
      const range = new monaco.Range(
        position.lineNumber,
        startColumn,
        position.lineNumber,
        endColumn,
      )
      const suggestions = offers.map(({ name, kind, order }) => ({
        label: name,
        kind: kindOf(monaco, kind),
        insertText: name,
        sortText: order,
        range,
      }))
      return { suggestions }
    },
    async resolveCompletionItem(item) {
      const name = typeof item.label === 'string' ? item.label : item.label.label
      const about = await askTypes('aboutOffer', asked.program, asked.at, name)
      if (about === null) return item
      // The sentence stands beside the name, too, for who has not found out how to open the rest.
      const detail = await sayMethod(about, 'whole')
      return { ...item, detail, documentation: { value: inCode(about) } }
    },
  }
}

async function hover(
  monaco: Monaco,
  model: editor.ITextModel,
  position: Position,
): Promise<languages.Hover | null> {
  const { program, at } = placeOf(model, position)
  const about = await askTypes('about', program, at)
  if (about === null) return null
  return {
    contents: [{ value: inCode(about) }, { value: await sayMethod(about, 'call') }],
    range: rangeOf(monaco, model, about.start, about.end),
  }
}

function inCode({ declaration }: About): string {
  return `\`\`\`typescript\n${declaration}\n\`\`\``
}

async function signatures(
  model: editor.ITextModel,
  position: Position,
): Promise<languages.SignatureHelpResult | null> {
  const { program, at } = placeOf(model, position)
  const call = await askTypes('call', program, at)
  if (call === null) return null
  const value: languages.SignatureHelp = {
    activeSignature: call.signature,
    activeParameter: call.parameter,
    signatures: await Promise.all(call.signatures.map((one) => shownSignature(one, call.callee))),
  }
  return { value, dispose: () => undefined }
}

async function shownSignature(
  { declaration, text, parameters }: Call['signatures'][number],
  callee: string,
): Promise<languages.SignatureInformation> {
  const owner = callee.slice(0, callee.indexOf('.') + 1)
  return {
    label: declaration,
    documentation: await sayMethod({ declaration: owner + declaration, text }, 'call'),
    parameters: parameters.map(({ start, end }) => ({ label: [start, end] })),
  }
}

function placeOf(model: editor.ITextModel, position: Position): { program: string; at: number } {
  return { program: model.getValue(), at: model.getOffsetAt(position) }
}

/** The sign beside an offer. */
function kindOf({ languages }: Monaco, kind: string): languages.CompletionItemKind {
  const kinds = languages.CompletionItemKind
  switch (kind) {
    case 'method':
      return kinds.Method
    case 'function':
    case 'local function':
      return kinds.Function
    case 'property':
    case 'getter':
      return kinds.Property
    case 'class':
      return kinds.Class
    case 'interface':
    case 'type':
      return kinds.Interface
    case 'module':
      return kinds.Module
    case 'keyword':
      return kinds.Keyword
    case 'string':
      return kinds.Value
    default:
      return kinds.Variable
  }
}
