import type Token from 'markdown-it/lib/token.mjs'
import { headingId, hostAnchor, uniqueId, type TakenIds } from './anchors.ts'
import type { Compilation } from './compilation.ts'
import { headingOf } from './heading-ids.ts'
import type { Outline } from './sections.ts'

/** Every anchor that a link may name, with the id it has here. */
export type Anchors = ReadonlyMap<string, string>

/**
 * Gives each heading its id: a section's is its kind, any other's what a code host would call it.
 * Links may use either name.
 */
export function nameHeadings(
  tokens: readonly Token[],
  outline: Outline,
  compilation: Compilation,
): Anchors {
  const anchors = new Map<string, string>()
  const hostAnchors: TakenIds = new Map()
  const sectionIds = new Map<Token, string>()
  for (const { kind, heading } of outline.sections) {
    if (kind === 'appendix' && heading !== undefined) continue
    const id = uniqueId(kind, compilation.ids)
    if (heading !== undefined) sectionIds.set(heading.token, id)
    anchors.set(id, id)
  }
  for (const token of tokens) {
    if (token.type !== 'heading_open') continue
    const heading = headingOf(token)
    const onHosts = uniqueId(hostAnchor(heading.title), hostAnchors)
    const own = heading.explicit ?? (headingId(heading.title) || 'part')
    heading.anchor = sectionIds.get(token) ?? uniqueId(own, compilation.ids)
    for (const name of [onHosts, heading.explicit, heading.anchor]) {
      if (name !== undefined) anchors.set(name, heading.anchor)
    }
  }
  return anchors
}
