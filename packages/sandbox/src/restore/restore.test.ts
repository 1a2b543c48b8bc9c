import { describe, expect, it } from 'vitest'
import type { Reply } from '@keyspace/redis-lang'
import { show } from '../testing/show.ts'
import { restoreFor, type RestoreContext } from './index.ts'

const context: RestoreContext = {
  user: 'me',
  ownsServer: true,
  addressOf: (id) => (id === '4' ? '10.0.0.1:5000' : undefined),
}

const bulk = (text: string): Reply => ({ kind: 'bulk', value: Buffer.from(text, 'latin1') })

function restored(command: string, reply: Reply, changed: Partial<RestoreContext> = {}): string {
  return show(restoreFor(command)?.(reply, { ...context, ...changed }))
}

describe('a reply is restored', () => {
  it('INFO without paths and machine', () => {
    const text =
      '# Server\r\nredis_version:7\r\nos:Linux 6\r\nexecutable:/x\r\nconfig_file:/y\r\nhz:10\r\n'
    expect(restored('info', bulk(text))).toBe('$# Server\r\nredis_version:7\r\nhz:10\r\n')
    const valkey = 'hz:10\r\navailability_zone:a\r\nlistener1:name=unix,bind=redis.sock\r\n'
    expect(restored('info', bulk(valkey))).toBe('$hz:10\r\n')
  })

  it('CLIENT LIST without the platform’s connections and socket paths', () => {
    const list =
      'id=3 addr=/p/s:0 laddr=/p/s:0 name= user=default\nid=4 addr=/p/s:0 laddr=/p/s:0 name=a user=me\n'
    expect(restored('client|list', bulk(list))).toBe(
      '$id=4 addr=10.0.0.1:5000 laddr=127.0.0.1:6379 name=a user=me\n',
    )
    expect(
      restored('client|info', bulk('id=9 addr=x laddr=y user=default'), { ownsServer: false }),
    ).toBe('$id=9 addr=127.0.0.1:0 laddr=127.0.0.1:6379 user=me')
  })

  it('CONFIG GET without paths and secrets, in both protocols', () => {
    const pairs = [bulk('dir'), bulk('/x'), bulk('maxmemory'), bulk('1')]
    expect(restored('config|get', { kind: 'array', items: pairs })).toBe('[$maxmemory $1]')
    const secret = ['unixsocketgroup', 'primaryauth', 'primaryuser', 'rdma-bind', 'bio-cpulist']
    const secrets = secret.flatMap((name) => [bulk(name), bulk('x')])
    expect(restored('config|get', { kind: 'array', items: secrets })).toBe('[]')
    const [a, b, c, d] = pairs
    expect(
      restored('config|get', {
        kind: 'map',
        entries: [
          [a!, b!],
          [c!, d!],
        ],
      }),
    ).toBe('{$maxmemory $1}')
  })

  it('ACL WHOAMI as the sandbox, and no other command at all', () => {
    expect(restored('acl|whoami', bulk('default'))).toBe('$me')
    expect(restoreFor('get')).toBeUndefined()
  })
})
