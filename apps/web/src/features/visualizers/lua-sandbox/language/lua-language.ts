import { allCommands } from '@keyspace/redis-lang'
import { LIBRARY_NAMES, LUA_GLOBALS, libraryMembers } from '@keyspace/visualizer/lua-sandbox'
import type { editor, languages, Position } from 'monaco-editor/esm/vs/editor/editor.api.js'
import { locale } from '../../../../i18n/index.ts'
import type { EditorLanguage, Monaco } from '../../../../ui/editor/editor-language.ts'
import { LUA_DOCS } from './lua-docs.ts'

const KEYWORDS =
  'and break do else elseif end false for function if in local nil not or repeat return then true until while'
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
      provideCompletionItems: (model, position) => ({
        suggestions: suggestions(monaco, model, position),
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
function suggestions(
  monaco: Monaco,
  model: editor.ITextModel,
  position: Position,
): languages.CompletionItem[] {
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
  if (/redis\.p?call\(\s*['"][\w-]*$/.test(before)) {
    const names = [...allCommands()].map(({ name }) => name).filter((name) => !name.includes('|'))
    return names.map((name) => item(name.toUpperCase(), value))
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

function hover(model: editor.ITextModel, position: Position): languages.Hover | null {
  const word = model.getWordAtPosition(position)
  if (word === null) return null
  const before = model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1)
  const library = /(\w+)\.$/.exec(before)?.[1]
  const doc = LUA_DOCS[library === undefined ? word.word : `${library}.${word.word}`]
  if (doc === undefined) return null
  return {
    contents: [
      { value: `\`\`\`redis-lua\n${doc.signature}\n\`\`\`` },
      { value: doc.text[locale.value] },
    ],
  }
}
