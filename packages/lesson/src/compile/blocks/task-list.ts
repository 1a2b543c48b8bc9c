import type Token from 'markdown-it/lib/token.mjs'
import { inlineOf, type Node } from '../markdown/tree.ts'

const BOX = /^\[([ xXхХ])\](?:\s|$)/

const ticks = new WeakMap<Token, 'open' | 'done'>()

/**
 * Takes the boxes off the items of check lists (`- [ ] text`) and remembers them. In a list where
 * only some items have one the boxes stay, as signs.
 */
export function takeBoxes(nodes: readonly Node[]): void {
  for (const node of nodes) {
    takeBoxes(node.children)
    if (!isList(node)) continue
    const boxes = node.children.map(boxOf)
    const isCheckList = boxes.every((box) => box !== undefined)
    for (const [index, item] of node.children.entries()) {
      const box = boxes[index]
      if (box === undefined) continue
      if (isCheckList) ticks.set(item.token, box)
      replaceBox(item, isCheckList ? '' : box === 'done' ? '☑ ' : '☐ ')
    }
  }
}

export function tickOf(item: Node): 'open' | 'done' | undefined {
  return ticks.get(item.token)
}

/** A list in which every item has a box. */
export function isTaskList(node: Node): boolean {
  return isList(node) && node.children.every((item) => tickOf(item) !== undefined)
}

export function isList(node: Node): boolean {
  return node.type === 'bullet_list' || node.type === 'ordered_list'
}

function firstText(item: Node): Token | undefined {
  const [paragraph] = item.children
  const text = paragraph === undefined ? undefined : inlineOf(paragraph)?.children?.[0]
  return text?.type === 'text' ? text : undefined
}

function boxOf(item: Node): 'open' | 'done' | undefined {
  const box = BOX.exec(firstText(item)?.content ?? '')
  if (box === null) return undefined
  return box[1] === ' ' ? 'open' : 'done'
}

function replaceBox(item: Node, sign: string): void {
  const text = firstText(item)
  if (text !== undefined) text.content = text.content.replace(/^\[.\]\s?/, sign)
}
