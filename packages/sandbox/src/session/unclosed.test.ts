import { describe, expect, it } from 'vitest'
import { unclosed } from './unclosed.ts'

function refused(...lines: string[]): number[] {
  const commands = lines.map((line) => line.split(' ').map((word) => Buffer.from(word)))
  return [...unclosed(commands).keys()]
}

describe('a request', () => {
  it.each<[string[], number[]]>([
    [['PING', 'GET a'], []],
    [['MULTI', 'SET a 1', 'EXEC'], []],
    [['multi', 'SET a 1', 'discard', 'GET a'], []],
    [['MULTI'], [0]],
    [
      ['GET a', 'MULTI', 'SET a 1'],
      [1, 2],
    ],
    [
      ['MULTI', 'EXEC', 'MULTI', 'GET a'],
      [2, 3],
    ],
    [['WATCH a'], [0]],
    [['WATCH a', 'MULTI', 'EXEC'], []],
    [
      ['WATCH a', 'MULTI', 'GET a'],
      [0, 1, 2],
    ],
    [['MULTI', 'EXEC', 'WATCH a'], [2]],
  ])('%j leaves open %j', (lines, expected) => {
    expect(refused(...lines)).toEqual(expected)
  })
})
