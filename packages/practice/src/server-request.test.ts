import { describe, expect, it } from 'vitest'
import { MOST_REQUESTS, readRequests } from './server-request.ts'

describe('requests as one writes them', () => {
  it('have a method, a path, an address and a body', () => {
    const text = [
      '# warm up',
      'POST /score {"user": "ann", "score": 1}',
      '',
      '2 x get /top from 127.0.0.2',
    ].join('\n')
    const top = { method: 'GET', path: '/top', from: '127.0.0.2' }
    const score = {
      method: 'POST',
      path: '/score',
      from: '127.0.0.1',
      body: '{"user": "ann", "score": 1}',
    }
    expect(readRequests(text)).toEqual({ ok: true, requests: [score, top, top] })
  })

  it('are bounded', () => {
    const read = readRequests('999 x GET /\n999 x GET /')
    expect(read.ok && read.requests).toHaveLength(MOST_REQUESTS)
  })

  it.each(['FETCH /', 'GET top', 'x', '11 GET /'])('are not %j', (line) => {
    expect(readRequests(`GET /\n${line}`)).toEqual({ ok: false, line: 2 })
  })
})
