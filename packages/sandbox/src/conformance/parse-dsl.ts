import { splitLine, type Argv } from '@keyspace/redis-lang'

/** One thing that a case does. Connections are numbered; 0 is the one that needs no number. */
export type Step =
  | {
      readonly kind: 'send'
      readonly connection: number
      readonly argv: Argv
      /** False for `~`: a later `join` takes the reply. */
      readonly awaited: boolean
      readonly source: string
    }
  | { readonly kind: 'join'; readonly connection: number; readonly source: string }
  | { readonly kind: 'push'; readonly connection: number; readonly source: string }
  | { readonly kind: 'wait'; readonly ms: number; readonly source: string }

/** Steps that begin on an empty server. Named by its family and the line where it starts. */
export interface Case {
  readonly name: string
  readonly steps: readonly Step[]
}

export interface Family {
  readonly name: string
  readonly cases: readonly Case[]
}

/**
 * Reads a family of cases: `## name`, then cases parted by empty lines, a command per line.
 * `N>` chooses the connection, `~` does not wait for the reply, `@wait ms`, `@join N`, `@push N`;
 * `@@x65` is 65 times x; `%bin` and `# …` are notes to the reader.
 * @throws Error with the line's number when a line is none of these.
 */
export function parseDsl(text: string): Family {
  const [first = '', ...rest] = text.split('\n')
  const name = /^## (\S+)$/.exec(first)?.[1]
  if (name === undefined) throw new Error('line 1: a family begins with ## and its name')
  const cases: Case[] = []
  let steps: Step[] = []
  let startedAt = 0
  const finish = (): void => {
    if (steps.length > 0) cases.push({ name: `${name}:${startedAt}`, steps })
    steps = []
  }
  for (const [index, line] of rest.entries()) {
    const number = index + 2
    if (line.trim() === '') finish()
    else if (line !== '%bin' && !line.startsWith('#')) {
      if (steps.length === 0) startedAt = number
      steps.push(parseStep(line, number))
    }
  }
  finish()
  return { name, cases }
}

function parseStep(source: string, number: number): Step {
  const [, directive, amount] = /^@(wait|join|push) (\d+)$/.exec(source) ?? []
  if (directive === 'wait') return { kind: 'wait', ms: Number(amount), source }
  if (directive === 'join' || directive === 'push') {
    return { kind: directive, connection: Number(amount), source }
  }
  const [, later = '', connection = '0', command = source] = /^(~?)(\d+)> (.*)$/.exec(source) ?? []
  const split = splitLine(command.replace(/@@(.)(\d+)/g, repeat))
  if (!split.ok) {
    throw new Error(`line ${number}: ${split.problems[0]?.message ?? 'not a command'}: ${source}`)
  }
  const argv = split.args
  return { kind: 'send', connection: Number(connection), argv, awaited: later === '', source }
}

function repeat(_: string, character: string, times: string): string {
  return character.repeat(Number(times))
}
