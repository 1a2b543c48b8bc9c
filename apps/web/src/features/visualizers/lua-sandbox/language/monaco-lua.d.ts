declare module 'monaco-editor/esm/vs/basic-languages/lua/lua.js' {
  import type { languages } from 'monaco-editor/esm/vs/editor/editor.api.js'

  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}
