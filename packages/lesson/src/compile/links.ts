import type Token from 'markdown-it/lib/token.mjs'
import type { Compilation } from './compilation.ts'
import type { Anchors } from './name-headings.ts'
import { encodeLink } from './markdown/parser.ts'
import { findInLines } from './source-text.ts'

const SCHEME = /^[a-z][a-z0-9+.-]*:/i
const ALLOWED = /^(?:https?|mailto):/i
/** How many different tags of one paragraph are worth a warning each. */
const MOST_TAGS = 20
const TAG = /<\/?[a-z][\w-]*(?:\s[^<>]*)?\/?>|<!--/gi

/** Judges links, pictures and raw HTML in all running text, and makes them safe to show. */
export function settleInline(
  tokens: readonly Token[],
  anchors: Anchors,
  compilation: Compilation,
): void {
  let lines: [number, number] = [0, 1]
  for (const token of tokens) {
    if (token.map !== null) lines = token.map
    if (token.type !== 'inline') continue
    const pass = { anchors, compilation, lines: token.map ?? lines }
    settleLinks(token.children ?? [], pass)
    for (const child of token.children ?? []) {
      if (child.type === 'image') settleImage(child, pass)
      if (child.type === 'text') warnOfHtml(child, pass)
    }
  }
}

interface Pass {
  readonly anchors: Anchors
  readonly compilation: Compilation
  readonly lines: readonly [number, number]
}

function settleLinks(children: readonly Token[], pass: Pass): void {
  const open: Token[] = []
  for (const child of children) {
    if (child.type === 'link_open') {
      open.push(child)
      settleLink(child, pass)
    }
    if (child.type === 'link_close') child.tag = open.pop()?.tag ?? 'a'
  }
}

function settleLink(link: Token, { anchors, compilation, lines }: Pass): void {
  const href = link.attrGet('href') ?? ''
  const at = findInLines(compilation.source, href, lines)
  if (ALLOWED.test(href)) {
    link.attrs = [
      ['href', encodeLink(href)],
      ['class', 'external'],
      ['target', '_blank'],
      ['rel', 'noopener noreferrer'],
    ]
    return
  }
  if (SCHEME.test(href) || href.startsWith('//')) {
    compilation.error({
      code: 'link-scheme',
      message: `a link may not lead to \`${href}\``,
      hint: 'use https:, http:, mailto:, a relative path or an anchor',
      at,
    })
    breakLink(link)
    return
  }
  const target = href.startsWith('#') ? anchorTarget(href, anchors) : pageTarget(href, compilation)
  if (target !== undefined) {
    link.attrs = [['href', target]]
    return
  }
  compilation.doubt({
    code: href.startsWith('#') ? 'link-anchor' : 'link-file',
    message: `the link \`${href}\` leads nowhere`,
    hint: href.startsWith('#')
      ? 'name a heading of this lesson; its text is shown without the link'
      : 'link to a lesson of the course or to a web page; its text is shown without the link',
    at,
  })
  breakLink(link)
}

function anchorTarget(href: string, anchors: Anchors): string | undefined {
  const id = anchors.get(decode(href.slice(1)))
  return id === undefined ? undefined : `#${encodeURIComponent(id)}`
}

function pageTarget(href: string, compilation: Compilation): string | undefined {
  const [path = '', anchor] = href.split('#')
  const target = compilation.linkTarget(decode(path))
  if (target.kind === 'none') return undefined
  if (target.kind === 'task') return `/tasks/${target.id}`
  return `/lessons/${target.slug}${anchor === undefined ? '' : `#${anchor}`}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function breakLink(link: Token): void {
  link.tag = 'span'
  link.attrs = [
    ['class', 'broken-link'],
    ['title', link.attrGet('href') ?? ''],
  ]
}

/** Lessons load nothing from elsewhere: a picture becomes its text, a remote one a link to it. */
function settleImage(image: Token, { compilation, lines }: Pass): void {
  const src = image.attrGet('src') ?? ''
  const isRemote = /^https?:/i.test(src)
  compilation.doubt({
    code: isRemote ? 'image-remote' : 'image-missing',
    message: `the picture \`${src.slice(0, 80)}\` is not shown`,
    hint: isRemote
      ? 'a lesson loads nothing from other sites: say it in words; its text is shown as a link'
      : 'say it in words; its text is shown instead',
    at: findInLines(compilation.source, src, lines),
  })
  image.type = 'missing_image'
  image.attrs = isRemote
    ? [
        ['src', src],
        ['href', encodeLink(src)],
      ]
    : [['src', src]]
}

function warnOfHtml(text: Token, { compilation, lines }: Pass): void {
  if (!text.content.includes('<')) return
  const tags = new Set([...text.content.matchAll(TAG)].map(([tag]) => tag))
  for (const tag of [...tags].slice(0, MOST_TAGS)) {
    compilation.warn({
      code: 'raw-html',
      message: `raw HTML is shown as text: \`${tag}\``,
      hint: 'write Markdown; for a placeholder in angle brackets use a code span, `<key>`',
      at: findInLines(compilation.source, tag, lines),
    })
  }
}
