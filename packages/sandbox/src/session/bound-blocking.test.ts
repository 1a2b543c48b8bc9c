import { describe, expect, it } from 'vitest'
import { boundBlocking } from './bound-blocking.ts'

function bounded(...lines: string[]): string[] {
  return boundBlocking(lines.map((line) => line.split(' ').map((word) => Buffer.from(word)))).map(
    (argv) => argv.map((argument) => Buffer.from(argument).toString()).join(' '),
  )
}

describe('commands that block', () => {
  it.each([
    ['BLPOP a b 0', 'BLPOP a b 5'],
    ['BLPOP a 2', 'BLPOP a 2'],
    ['BLPOP a 60', 'BLPOP a 5'],
    ['BLMOVE a b LEFT RIGHT 0', 'BLMOVE a b LEFT RIGHT 5'],
    ['BLMPOP 0 1 k LEFT', 'BLMPOP 5 1 k LEFT'],
    ['WAIT 1 0', 'WAIT 1 5000'],
    ['XREAD COUNT 1 BLOCK 0 STREAMS block 0', 'XREAD COUNT 1 BLOCK 5000 STREAMS block 0'],
    [
      'XREADGROUP GROUP block c BLOCK 0 STREAMS s >',
      'XREADGROUP GROUP block c BLOCK 5000 STREAMS s >',
    ],
    ['XREAD STREAMS block 0', 'XREAD STREAMS block 0'],
    ['BLPOP a soon', 'BLPOP a soon'],
    ['BLPOP a -1', 'BLPOP a -1'],
    ['GET 0', 'GET 0'],
  ])('%s waits as %s', (line, expected) => {
    expect(bounded(line)).toEqual([expected])
  })

  it('share the time of one request', () => {
    expect(bounded('BLPOP a 0', 'GET k', 'XREAD BLOCK 0 STREAMS s $')).toEqual([
      'BLPOP a 2.5',
      'GET k',
      'XREAD BLOCK 2500 STREAMS s $',
    ])
  })
})
