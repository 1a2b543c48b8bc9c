import { readFileSync } from 'node:fs'

/** A recipe of docs/authoring-cookbook.md. */
export interface Recipe {
  readonly name: string
  readonly source: string
}

const RECIPE = /<!-- block: ([\w-]+) -->\s+(`{3,})markdown\n([^]*?)\n\2/g

/** All recipes, in their order. */
export function readRecipes(): readonly Recipe[] {
  const guide = new URL('../../../../docs/authoring-cookbook.md', import.meta.url)
  return [...readFileSync(guide, 'utf8').matchAll(RECIPE)].map(([, name = '', , source = '']) => ({
    name,
    source,
  }))
}

/** All recipes as one lesson: each under a heading with its name. */
export function cookbookLesson(): string {
  const recipes = readRecipes().map(({ name, source }) => `#### Recipe ${name}\n\n${source}`)
  return [HEAD, ...recipes, TAIL].join('\n\n')
}

const HEAD = `---
clients: [A, B]
---

# Cookbook

## Context
## 1. Technical task
## 2. Reference
## 3. Theory
## 4. Practice
`
const TAIL = `## 5. Checklist
## 6. Troubleshooting
## 7. Solution
`
