import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import http from 'highlight.js/lib/languages/http'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import lua from 'highlight.js/lib/languages/lua'
import nginx from 'highlight.js/lib/languages/nginx'
import python from 'highlight.js/lib/languages/python'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

const LANGUAGES = {
  bash,
  css,
  diff,
  dockerfile,
  go,
  http,
  ini,
  java,
  javascript,
  json,
  lua,
  nginx,
  python,
  sql,
  typescript,
  xml,
  yaml,
} as const

// Names that lessons use and the grammars do not know as aliases of their own.
const ALIASES: Readonly<Record<string, string>> = { vue: 'xml', conf: 'ini', env: 'ini' }

for (const [name, grammar] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, grammar)
for (const [alias, languageName] of Object.entries(ALIASES)) {
  hljs.registerAliases(alias, { languageName })
}

/** Marked up with `hljs-…` classes, or undefined for a language that it does not know. */
export function highlightWith(language: string, source: string): string | undefined {
  if (hljs.getLanguage(language) === undefined) return undefined
  return hljs.highlight(source, { language, ignoreIllegals: true }).value
}
