import type Token from 'markdown-it/lib/token.mjs'
import type { Span } from '@keyspace/redis-lang'
import { meantOneOf, nearest } from '../../did-you-mean.ts'
import type { Compilation } from '../compilation.ts'
import type { Node } from '../markdown/tree.ts'
import { findInLines, linesSpan } from '../source-text.ts'

/** What a fence is for, by the second word of its first line. */
type FenceRole = 'run' | 'fill' | 'check' | 'quiz' | 'solution'

/** The first line of a fence: ```` ```redis run client=B ````. */
export interface FenceInfo {
  readonly lang: string
  readonly role: FenceRole | undefined
  /** Values without their quotes; a bare word has the value ''. */
  readonly attributes: ReadonlyMap<string, string>
}

const ROLES = ['run', 'fill', 'check', 'quiz', 'solution'] as const
const WORD = /([^\s=]+)(?:=("[^"]*"|'[^']*'|\S*))?/g

const read = new WeakMap<Token, FenceInfo>()

/** Each compiler of blocks asks for it. */
export function readFenceInfo({ token }: Node): FenceInfo {
  const known = read.get(token) ?? parseInfo(token.info)
  read.set(token, known)
  return known
}

function parseInfo(info: string): FenceInfo {
  const [language, second, ...rest] = [...info.trim().matchAll(WORD)]
  const role = second?.[2] === undefined ? ROLES.find((name) => name === second?.[1]) : undefined
  const words = role === undefined && second !== undefined ? [second, ...rest] : rest
  return {
    lang: language?.[0].toLowerCase() ?? '',
    role,
    attributes: new Map(words.map(([, name = '', value = '']) => [name, unquote(value)])),
  }
}

function unquote(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

/** Reports every attribute that this kind of fence does not know. */
export function checkAttributes(
  node: Node,
  info: FenceInfo,
  known: readonly string[],
  compilation: Compilation,
): void {
  for (const name of info.attributes.keys()) {
    if (known.includes(name)) continue
    compilation.error({
      code: 'fence-attribute',
      message: `a \`${info.lang} ${info.role ?? ''}\` fence knows no \`${name}\``.replace(
        ' `',
        '`',
      ),
      hint: meantOneOf(name, known),
      at: findInInfo(node, name, compilation),
    })
  }
}

/** Reports what stands on the first line of a plain fence and means nothing to us. */
export function checkPlainInfo(node: Node, info: FenceInfo, compilation: Compilation): void {
  for (const name of info.attributes.keys()) {
    if (name === 'tab') continue
    const role = nearest(name, ROLES)
    const isOurs = info.lang === 'redis' || (role !== undefined && name.length > 2)
    const finding = {
      code: isOurs ? 'fence-role' : 'fence-info',
      message: `\`${name}\` behind \`${info.lang}\` means nothing here`,
      hint: isOurs
        ? meantOneOf(name, [...ROLES, 'tab'])
        : 'leave it out: the code is shown without it',
      at: findInInfo(node, name, compilation),
    }
    if (isOurs) compilation.doubt(finding)
    else compilation.warn(finding)
  }
}

export function findInInfo(node: Node, text: string, compilation: Compilation): Span {
  return findInLines(compilation.source, text, [node.lines[0], node.lines[0] + 1])
}

/** The text of a fence, without the line break before its end. */
export function fenceText(node: Node): string {
  return node.token.content.replace(/\n$/, '')
}

/** Where line `index` of a fence's text stands in the file. */
export function fenceLine(node: Node, index: number, compilation: Compilation): Span {
  const line = node.lines[0] + 1 + index
  return linesSpan(compilation.source, line, line + 1)
}
