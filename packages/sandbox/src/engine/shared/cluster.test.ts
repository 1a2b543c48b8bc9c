import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, type House } from '../../testing/house.ts'
import type { RawClient } from '../../testing/raw-client.ts'
import type { RedisAtPort } from '../../testing/redis-at-port.ts'
import { askPort, RedisCluster, textOf, until } from '../../testing/redis-cluster.ts'
import { show } from '../../testing/show.ts'
import { findServer } from '../dedicated/dedicated-engine.ts'

/** Everything that the servers hold: keys, and users other than `default`. */
async function leftOn(servers: readonly RedisAtPort[]): Promise<string[]> {
  const left: string[] = []
  for (const { port } of servers) {
    const keys = await askPort(port, 'KEYS', '*')
    const users = await askPort(port, 'ACL', 'USERS')
    left.push(show(keys), show(users))
  }
  return left
}

const nothing = (servers: number): string[] =>
  Array.from({ length: servers }, () => ['[]', '[$default]']).flat()

/** The master on which a sandbox is, told by its keys. */
async function homeOf(cluster: RedisCluster, servers = cluster.masters): Promise<RedisAtPort> {
  for (const server of servers) {
    if (show(await askPort(server.port, 'KEYS', '*')).includes(':mark')) return server
  }
  throw new Error('no server has the key')
}

async function check(client: RawClient, lines: readonly (readonly [string, string])[]) {
  for (const [line, expected] of lines) {
    expect([line, show(await client.run(line))]).toEqual([line, expected])
  }
}

describe.runIf(findServer('redis-server'))(
  'the shared engine on a cluster of three masters',
  () => {
    let cluster: RedisCluster
    let house: House

    beforeAll(async () => {
      cluster = await RedisCluster.start()
      house = await openHouse({ kind: 'shared', redisUrl: cluster.url })
    }, 60_000)

    afterAll(async () => {
      await house.close()
      await cluster.stop()
    })

    it('runs commands with many keys, transactions and blocking pops wherever the sandbox is', async () => {
      const sandboxes = await Promise.all(Array.from({ length: 9 }, () => house.service.create()))
      for (const sandbox of sandboxes) {
        const client = await house.open(sandbox)
        await check(client, [
          ['MSET a 1 b 2 {c}d 3', '+OK'],
          ['DBSIZE', ':3'],
          ['MGET a b {c}d', '[$1 $2 $3]'],
          ['MULTI', '+OK'],
          ['RENAME a e', '+QUEUED'],
          ['RPUSH l x', '+QUEUED'],
          ['EXEC', '[+OK :1]'],
          ['BLPOP l 1', '[$l $x]'],
          ['KEYS e', '[$e]'],
          ['SSUBSCRIBE s', '[$ssubscribe $s :1]'],
          ['SUNSUBSCRIBE', '[$sunsubscribe $s :0]'],
          ['CLUSTER INFO', '-ERR This instance has cluster support disabled'],
        ])
      }
      await Promise.all(sandboxes.map((sandbox) => sandbox.delete()))
      expect(await leftOn(cluster.masters)).toEqual(nothing(3))
    })

    it('goes along when the slot moves to another server, by ASK and by MOVED', async () => {
      const sandbox = await house.service.create()
      const client = await house.open(sandbox)
      await check(client, [['SET mark here', '+OK']])
      const from = await homeOf(cluster)
      const to = cluster.masters.find((server) => server !== from)
      if (to === undefined) throw new Error('no other master')
      const [key] = /\S+:mark/.exec(show(await askPort(from.port, 'KEYS', '*'))) ?? []
      const real = (key ?? '').replace(/^\[?\$/, '')
      const slot = show(await askPort(from.port, 'CLUSTER', 'KEYSLOT', real)).slice(1)
      const ids = [from, to].map(async ({ port }) => textOf(await askPort(port, 'CLUSTER', 'MYID')))
      const [fromId = '', toId = ''] = await Promise.all(ids)
      await askPort(to.port, 'CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId)
      await askPort(from.port, 'CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId)
      for (const name of [
        real,
        ...(show(await askPort(from.port, 'CLUSTER', 'GETKEYSINSLOT', slot, '10')).match(
          /keyspace:lease:\{[^}]*\}/g,
        ) ?? []),
      ]) {
        await askPort(from.port, 'MIGRATE', '127.0.0.1', String(to.port), name, '0', '1000')
      }
      await check(client, [['GET mark', '$here']])
      for (const { port } of [to, from, ...cluster.masters]) {
        await askPort(port, 'CLUSTER', 'SETSLOT', slot, 'NODE', toId)
      }
      client.send('GET mark', 'SET more 1', 'PING', 'MGET mark more')
      expect((await client.take(4)).map(show)).toEqual(['$here', '+OK', '+PONG', '[$here $1]'])
      expect(show(await client.run('DBSIZE'))).toBe(':2')
      await sandbox.delete()
      expect(await leftOn(cluster.masters)).toEqual(nothing(3))
    })
  },
)

describe.runIf(findServer('redis-server'))(
  'the shared engine when a master of its cluster dies',
  () => {
    let cluster: RedisCluster
    let house: House

    beforeAll(async () => {
      cluster = await RedisCluster.start({ replicas: 1 })
      house = await openHouse({ kind: 'shared', redisUrl: cluster.url })
    }, 60_000)

    afterAll(async () => {
      await house.close()
      await cluster.stop()
    })

    it('goes on with the replica that took over', async () => {
      const sandbox = await house.service.create()
      const before = await house.open(sandbox)
      await check(before, [
        ['SET mark kept', '+OK'],
        ['WAIT 1 1000', ':1'],
      ])
      const master = await homeOf(cluster)
      await master.kill()
      await before.closed
      await until(async () => {
        const { replies } = await sandbox.execute([[Buffer.from('GET'), Buffer.from('mark')]])
        return show(replies[0]) === '$kept'
      }, 30_000)
      const after = await house.open(sandbox)
      await check(after, [
        ['GET mark', '$kept'],
        ['SET more 1', '+OK'],
        ['DBSIZE', ':2'],
      ])
      await sandbox.delete()
      const alive = [...cluster.masters, ...cluster.replicas].filter((server) => server !== master)
      expect(
        (await leftOn(alive)).filter((text) => text !== '[]' && text !== '[$default]'),
      ).toEqual([])
    }, 60_000)
  },
)
