import { describe, expect, it } from 'vitest'
import { printsRaw, renderFor, renderRaw } from './render-raw.ts'
import { renderPush } from './render-push.ts'
import { renderReply } from './render-reply.ts'
import type { Reply } from './reply.ts'
import { splitLine } from './split-line.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const bulk = (text: string): Reply => ({ kind: 'bulk', value: bytes(text) })
const array = (...items: Reply[]): Reply => ({ kind: 'array', items })

describe('what the transcripts of redis-cli cannot show', () => {
  it('prints a big number, at which redis-cli ends', () => {
    expect(renderReply({ kind: 'big-number', value: '123' })).toBe('(big number) 123')
  })

  it('prints a push as an array', () => {
    const message: Reply = { kind: 'push', items: [bulk('message'), bulk('ch'), bulk('hi')] }
    expect(renderPush(message)).toBe('1) "message"\n2) "ch"\n3) "hi"')
    expect(renderReply({ kind: 'push', items: [] })).toBe('(empty push)')
  })

  it('cuts text at a zero byte as C does', () => {
    expect(renderReply({ kind: 'error', value: 'ERR a\0b' })).toBe('(error) ERR a')
  })

  it('aligns the values of maps within maps', () => {
    const inner: Reply = { kind: 'map', entries: [[bulk('x'), array(bulk('1'), bulk('2'))]] }
    const outer: Reply = {
      kind: 'map',
      entries: [
        [bulk('m'), inner],
        [bulk('e'), array()],
      ],
    }
    expect(renderReply(outer)).toBe(
      '1# "m" => \n   1# "x" => \n      1) "1"\n      2) "2"\n2# "e" => (empty array)',
    )
  })
})

describe('raw text', () => {
  it.each([
    ['info', true],
    ['LOLWUT VERSION 5', true],
    ['client list', true],
    ['client list id 1', true],
    ['client id', false],
    ['cluster info', true],
    ['cluster info x', false],
    ['memory doctor', true],
    ['latency graph ev', true],
    ['latency graph', false],
    ['latency doctor', true],
    ['debug htstats 0', true],
    ['get info', false],
    ['', false],
  ])('%j: %s', (line, raw) => {
    const split = splitLine(line)
    expect(split.ok && printsRaw(split.args)).toBe(raw)
  })

  it('comes without its last line break', () => {
    expect(renderFor([bytes('INFO')], bulk('# Server\r\na:1\r\n'))).toBe('# Server\r\na:1')
  })

  it('joins what is nested with line breaks', () => {
    const reply = array(bulk('a'), { kind: 'nil' }, array({ kind: 'integer', value: 1 }, bulk('b')))
    expect(renderRaw(reply)).toBe('a\n\n1\nb')
    expect(renderRaw({ kind: 'map', entries: [[bulk('k'), bulk('v')]] })).toBe('k v')
  })
})
