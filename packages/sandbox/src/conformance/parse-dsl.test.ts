import { describe, expect, it } from 'vitest'
import { loadFamilies } from './cases.ts'
import { parseDsl, type Step } from './parse-dsl.ts'

function stepsOf(text: string): readonly Step[] {
  return parseDsl(`## family\n${text}\n`).cases[0]?.steps ?? []
}

function argvOf(step: Step | undefined): readonly string[] {
  return step?.kind === 'send' ? step.argv.map((arg) => Buffer.from(arg).toString('latin1')) : []
}

describe('the language of the cases', () => {
  it('parts cases at empty lines and names them by their line', () => {
    const { name, cases } = parseDsl('## lists\nLPUSH a 1\nLLEN a\n\n%bin\n# a note\nLPUSH b 1\n')
    expect(name).toBe('lists')
    expect(cases.map((one) => [one.name, one.steps.length])).toEqual([
      ['lists:2', 2],
      ['lists:7', 1],
    ])
  })

  it('splits a command as redis-cli does', () => {
    expect(argvOf(stepsOf(String.raw`SET "a b" "\x00\n" 'c\x'`)[0])).toEqual([
      'SET',
      'a b',
      '\0\n',
      String.raw`c\x`,
    ])
  })

  it('repeats a character', () => {
    expect(argvOf(stepsOf('SET k @@x4')[0])).toEqual(['SET', 'k', 'xxxx'])
  })

  it('reads connections and directives', () => {
    expect(stepsOf('~1> BLPOP q 0\n@wait 30\n2> PING\n@join 1\n@push 2')).toMatchObject([
      { kind: 'send', connection: 1, awaited: false },
      { kind: 'wait', ms: 30 },
      { kind: 'send', connection: 2, awaited: true },
      { kind: 'join', connection: 1 },
      { kind: 'push', connection: 2 },
    ])
  })

  it.each([
    ['SET k 1\n', /line 1/],
    ['## f\nSET "k\n', /line 2/],
  ])('refuses %j with its line', (text, problem) => {
    expect(() => parseDsl(text)).toThrow(problem)
  })

  it('reads every family that we have', () => {
    const families = loadFamilies()
    expect(families.length).toBeGreaterThan(20)
    expect(families.every(({ cases }) => cases.length > 0)).toBe(true)
  })
})
