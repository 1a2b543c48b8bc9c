// Draws the graph of rooms in docs/architecture.md from the imports in the code.
//   node --conditions=source --import tsx tools/gen-architecture.ts [--check]
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'docs/architecture.md'
const START = '<!-- graph:start -->'
const END = '<!-- graph:end -->'

const room = (path: string): string | undefined => /^(?:apps|packages)\/[^/]+/.exec(path)?.[0]

/** Imports between rooms, tests left out: `from → to`, each once, sorted. */
async function arrowsOfTheCode(): Promise<readonly (readonly [string, string])[]> {
  const { output } = await cruise(['apps', 'packages'], {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.(test|conformance|spec)\\.ts$|/dist/|/e2e/)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.vue', '.mjs', '.js'],
    },
  })
  if (typeof output === 'string') throw new Error('dependency-cruiser gave text, not a graph')
  return distinct(output)
}

function distinct({ modules }: ICruiseResult): readonly (readonly [string, string])[] {
  const arrows = new Map<string, readonly [string, string]>()
  for (const { source, dependencies } of modules) {
    const from = room(source)
    for (const { resolved } of dependencies) {
      const to = room(resolved)
      if (from === undefined || to === undefined || from === to) continue
      arrows.set(`${from} ${to}`, [from, to])
    }
  }
  return [...arrows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, arrow]) => arrow)
}

function draw(arrows: readonly (readonly [string, string])[]): string {
  const lines = arrows.map(([from, to]) => `  ${from} --> ${to}`)
  return ['```mermaid', 'graph TD', ...lines, '```'].join('\n')
}

const before = readFileSync(FILE, 'utf8')
const [head, rest] = before.split(START)
const tail = rest?.split(END)[1]
if (head === undefined || tail === undefined) throw new Error(`${FILE} has lost its graph markers`)
const after = `${head}${START}\n\n${draw(await arrowsOfTheCode())}\n\n${END}${tail}`

if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error(`${FILE}: the graph is not what the code says. Run: pnpm generate`)
    process.exit(1)
  }
} else {
  writeFileSync(FILE, after)
}
