import { describe, expect, it } from 'vitest'
import { clientLines, maskPassword } from './client-lines.ts'

const url = 'redis://box:S3cr-et_@127.0.0.1:6380'

describe('the lines for a client', () => {
  it('hold the whole URL', () => {
    expect(clientLines('redis-cli', url)).toBe(`redis-cli -u ${url}`)
    expect(clientLines('redis-py', url)).toContain(`from_url("${url}"`)
    expect(clientLines('ioredis', url)).toContain(`new Redis('${url}')`)
  })

  it('show nothing of the password when it is masked', () => {
    expect(maskPassword(url)).toBe('redis://box:••••••••@127.0.0.1:6380')
  })
})
