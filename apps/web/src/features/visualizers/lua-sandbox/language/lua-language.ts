import { LIBRARY_NAMES, LUA_GLOBALS, libraryMembers } from '@keyspace/visualizer/lua-sandbox'
import type { editor, languages, Position } from 'monaco-editor/esm/vs/editor/editor.api.js'
import { loadCommandSentences } from '../../../../i18n/command-sentences.ts'
import { locale } from '../../../../i18n/index.ts'
import { loadHelp } from '../../../../stores/terminal/load-help.ts'
import type { EditorLanguage, Monaco } from '../../../../ui/editor/editor-language.ts'
import { LUA_DOCS } from './lua-docs.ts'

const KEYWORDS =
  'and break do else elseif end false for function if in local nil not or repeat return then true until while'
/** The name of a command is about to be written. */
const IN_COMMAND = /redis\.p?call\(\s*['"][\w-]*$/
const PREDEFINED = [...LIBRARY_NAMES, 'KEYS', 'ARGV'].join('|')

/** Lua 5.1 with what Redis adds to it. */
export const luaLanguage: EditorLanguage = {
  id: 'redis-lua',
  register: async (monaco) => {
    const { conf, language } = await import('monaco-editor/esm/vs/basic-languages/lua/lua.js')
    const { languages: registry } = monaco
    registry.register({ id: 'redis-lua' })
    registry.setLanguageConfiguration('redis-lua', conf)
    registry.setMonarchTokensProvider('redis-lua', withRedis(language))
    registry.registerCompletionItemProvider('redis-lua', {
      triggerCharacters: ['.', "'", '"'],
      provideCompletionItems: async (model, position) => ({
        suggestions: await suggestions(monaco, model, position),
      }),
    })
    registry.registerHoverProvider('redis-lua', { provideHover: hover })
  },
}

function withRedis(language: languages.IMonarchLanguage): languages.IMonarchLanguage {
  const root = language.tokenizer['root'] ?? []
  return {
    ...language,
    tokenizer: {
      ...language.tokenizer,
      root: [[new RegExp(`\\b(?:${PREDEFINED})\\b`), 'predefined'], ...root],
    },
  }
}

/** What may stand at the place: a command within redis.call, a library's member, or a name. */
async function suggestions(
  monaco: Monaco,
  model: editor.ITextModel,
  position: Position,
): Promise<languages.CompletionItem[]> {
  const { startColumn, endColumn } = model.getWordUntilPosition(position)
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn,
    endColumn,
  }
  const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
  const {
    Function: func,
    Keyword: keyword,
    Module: module,
    Value: value,
  } = monaco.languages.CompletionItemKind
  const item = (label: string, kind: languages.CompletionItemKind, name = label) => ({
    label,
    kind,
    insertText: label,
    range,
    detail: LUA_DOCS[name]?.signature ?? '',
    documentation: LUA_DOCS[name]?.text[locale.value] ?? '',
  })
  if (IN_COMMAND.test(before)) {
    const commands = await commandDocs()
    return commands.map(({ name, syntax, sentence }) => ({
      ...item(name, value),
      detail: sentence,
      documentation: syntax,
    }))
  }
  if (isInString(before)) return []
  const library = /(\w+)\.\w*$/.exec(before)?.[1]
  if (library !== undefined) {
    const members = [...(libraryMembers(library) ?? [])].filter((name) => !name.startsWith('_'))
    return members.map((name) => item(name, func, `${library}.${name}`))
  }
  return [
    ...[...LUA_GLOBALS]
      .filter((name) => !name.startsWith('_'))
      .map((name) => item(name, LIBRARY_NAMES.includes(name) ? module : func)),
    ...KEYWORDS.split(' ').map((word) => item(word, keyword)),
  ]
}

/** Good enough for one line: a quote is open where their number is odd. */
function isInString(before: string): boolean {
  return ["'", '"'].some((quote) => before.split(quote).length % 2 === 0)
}

async function hover(
  model: editor.ITextModel,
  position: Position,
): Promise<languages.Hover | null> {
  const word = model.getWordAtPosition(position)
  if (word === null) return null
  const before = model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1)
  if (IN_COMMAND.test(before)) {
    const command = (await commandDocs()).find(({ name }) => name === word.word.toUpperCase())
    return command === undefined ? null : shown(command.syntax, command.sentence)
  }
  const library = /(\w+)\.$/.exec(before)?.[1]
  const doc = LUA_DOCS[library === undefined ? word.word : `${library}.${word.word}`]
  return doc === undefined ? null : shown(doc.signature, doc.text[locale.value])
}

function shown(signature: string, text: string): languages.Hover {
  return { contents: [{ value: `\`\`\`redis-lua\n${signature}\n\`\`\`` }, { value: text }] }
}

interface CommandItem {
  readonly name: string
  readonly syntax: string
  readonly sentence: string
}

/** Every command with how it is written and what it does; a group of commands is one of them. */
async function commandDocs(): Promise<readonly CommandItem[]> {
  const [entries, sentences] = await Promise.all([loadHelp(), loadCommandSentences(locale.value)])
  const commands = entries.filter(({ name }) => !name.includes(' '))
  return commands.map(({ name, syntax }) => ({
    name,
    syntax: `${name} ${syntax}`.trimEnd(),
    sentence: sentences[name] ?? '',
  }))
}
