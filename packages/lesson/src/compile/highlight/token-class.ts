/** The grammars' scopes (https://highlightjs.readthedocs.io, "CSS classes reference") to our few roles. */
const ROLES: Readonly<Record<string, string>> = {
  keyword: 'keyword',
  operator: 'punctuation',
  punctuation: 'punctuation',
  tag: 'punctuation',
  name: 'keyword',
  meta: 'keyword',
  section: 'keyword',
  'selector-tag': 'keyword',
  'selector-class': 'function',
  'selector-id': 'function',
  string: 'string',
  regexp: 'string',
  addition: 'string',
  number: 'number',
  bullet: 'number',
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  deletion: 'comment',
  title: 'function',
  function: 'function',
  built_in: 'function',
  type: 'constant',
  literal: 'constant',
  symbol: 'constant',
  'char.escape': 'constant',
  variable: 'parameter',
  'template-variable': 'parameter',
  attr: 'parameter',
  attribute: 'parameter',
  property: 'parameter',
  subst: 'parameter',
  link: 'link',
}

/** `<span class="hljs-title function_">` → `<span class="tok-function">`. */
export function toTokenClasses(html: string): string {
  return html.replaceAll(/<span class="(?:hljs-|language-)([\w-]+)[^"]*">/g, (_, scope: string) => {
    const role = ROLES[scope]
    return role === undefined ? '<span>' : `<span class="tok-${role}">`
  })
}
