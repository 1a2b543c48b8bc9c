import { describe, expect, it } from 'vitest'
import { FIRST_PROMPT, nextPrompt, promptText } from './prompt.ts'
import type { Reply } from './reply.ts'
import { splitLine } from './split-line.ts'

const ok: Reply = { kind: 'status', value: 'OK' }
const queued: Reply = { kind: 'status', value: 'QUEUED' }
const error: Reply = { kind: 'error', value: 'ERR no' }
const nil: Reply = { kind: 'nil-array' }
const results: Reply = { kind: 'array', items: [ok] }

/** The prompts after each line, as redis-cli 7.0 showed them on a terminal. */
function prompts(steps: readonly (readonly [string, Reply])[]): string[] {
  let state = FIRST_PROMPT
  return steps.map(([line, reply]) => {
    const split = splitLine(line)
    state = nextPrompt(state, split.ok ? split.args : [], reply)
    return promptText('127.0.0.1:6379', state).slice('127.0.0.1:6379'.length)
  })
}

describe('the prompt', () => {
  it('names the database and the transaction', () => {
    expect(
      prompts([
        ['ping', ok],
        ['select 1', ok],
        ['multi', ok],
        ['select 2', queued],
        ['exec', results],
        ['discard', error],
        ['select 0', ok],
      ]),
    ).toEqual(['> ', '[1]> ', '[1](TX)> ', '[2](TX)> ', '[2]> ', '[2]> ', '> '])
  })

  it('goes back when the transaction did not run', () => {
    for (const [line, reply] of [
      ['exec', error],
      ['EXEC', nil],
      ['discard', ok],
    ] as const) {
      expect(
        prompts([
          ['select 3', ok],
          ['MULTI', ok],
          ['select 4', queued],
          [line, reply],
        ]),
      ).toEqual(['[3]> ', '[3](TX)> ', '[4](TX)> ', '[3]> '])
    }
  })

  it('starts anew at RESET and stays when Redis refused', () => {
    expect(
      prompts([
        ['select 99', error],
        ['multi', error],
        ['multi x', error],
      ]),
    ).toEqual(['> ', '> ', '> '])
    expect(
      prompts([
        ['select 1', ok],
        ['multi', ok],
        ['reset', ok],
      ]),
    ).toEqual(['[1]> ', '[1](TX)> ', '> '])
  })
})
