import { describe, expect, it } from 'vitest'
import { allCommands, DecodedCommand, splitLine } from '@keyspace/redis-lang'
import { defaultLimits } from '../limits.ts'
import { findCommand } from '../session/command-table.ts'
import { Rate } from './rate.ts'
import type { PolicyContext } from './policy.ts'

const context: PolicyContext = {
  limits: defaultLimits,
  inTransaction: false,
  stateless: false,
  monitoring: false,
  subscribed: 0,
  fullOfKeys: false,
}

function commandOf(line: string): DecodedCommand {
  const split = splitLine(line)
  if (!split.ok) throw new Error(line)
  return DecodedCommand.of(split.args)
}

function refusal(line: string, changed: Partial<PolicyContext> = {}): string | undefined {
  const command = commandOf(line)
  for (const check of findCommand(command)?.checks ?? []) {
    const text = check(command, { ...context, ...changed })
    if (text !== undefined) return text
  }
  return undefined
}

describe('the policies', () => {
  it('refuse every command of Redis that administers the server, or hand it to the platform', () => {
    const open: string[] = []
    for (const spec of allCommands().flatMap((one) => [one, ...one.subcommands.values()])) {
      if (!spec.flags.has('admin')) continue
      const entry = findCommand(commandOf(spec.name.replace('|', ' ')))
      const line = `${spec.name.replace('|', ' ')} a b c`
      if (entry?.route === 'forward' && refusal(line) === undefined) open.push(spec.name)
    }
    expect(open.toSorted()).toEqual(['client|list', 'slowlog|get', 'slowlog|len', 'slowlog|reset'])
  })

  it.each([
    'GET k',
    'CLIENT ID',
    'CLIENT SETNAME me',
    'ACL WHOAMI',
    'ACL CAT',
    'CONFIG SET maxmemory 1mb',
    'SWAPDB 0 1',
    'OBJECT ENCODING k',
    'FLUSHALL',
    'DUMP k',
    'SCRIPT LOAD x',
  ])('let %s through', (line) => {
    expect(refusal(line)).toBeUndefined()
  })

  it.each([
    ['SHUTDOWN NOSAVE', /SHUTDOWN is not available in a sandbox: .*FLUSHALL/],
    ['DEBUG SLEEP 1', /DEBUG is not available .*BLPOP/],
    ['replicaof a 1', /REPLICAOF is not available .*replication/],
    ['ACL SETUSER x', /ACL SETUSER is not available .*WHOAMI/],
    ['CLIENT REPLY OFF', /CLIENT REPLY is not available/],
    ['CLUSTER INFO', /^ERR This instance has cluster support disabled$/],
    ['RESTORE k 0 x', /RESTORE is not available .*COPY/],
  ])('refuse %s with a sentence that teaches', (line, text) => {
    expect(refusal(line)).toMatch(text)
  })

  it('do not queue what is not answered by the learner’s own connection', () => {
    expect(refusal('CONFIG GET save', { inTransaction: true })).toMatch(
      /before MULTI or after EXEC/,
    )
    expect(refusal('MONITOR', { inTransaction: true })).toMatch(/before MULTI or after EXEC/)
    expect(refusal('GET k', { inTransaction: true })).toBeUndefined()
  })

  it('let a full sandbox be emptied and nothing be added', () => {
    expect(refusal('SET k v', { fullOfKeys: true })).toMatch(/limit of 1000 keys/)
    expect(refusal('DEL k', { fullOfKeys: true })).toBeUndefined()
    expect(refusal('FLUSHALL', { fullOfKeys: true })).toBeUndefined()
  })

  it('let a connection subscribe to so many names and no more', () => {
    const { subscriptions } = defaultLimits
    expect(refusal('SUBSCRIBE a', { subscribed: subscriptions - 1 })).toBeUndefined()
    for (const line of ['SUBSCRIBE a b', 'PSUBSCRIBE a b', 'SSUBSCRIBE a b']) {
      const text = refusal(line, { subscribed: subscriptions - 1 })
      expect(text).toMatch(/^ERR A connection is subscribed to at most 1000 channels/)
    }
    expect(refusal('UNSUBSCRIBE a b', { subscribed: subscriptions })).toBeUndefined()
    const many = ' n'.repeat(101)
    expect(refusal(`SUBSCRIBE${many}`)).toMatch(/^ERR SUBSCRIBE takes at most 100 names/)
    expect(refusal(`SUNSUBSCRIBE${many}`)).toMatch(/^ERR SUNSUBSCRIBE takes at most 100 names/)
  })

  it('know no command that no Redis has', () => {
    expect(findCommand(commandOf('HEXPLODE h 1'))).toBeUndefined()
    expect(findCommand(commandOf('gEt k'))?.name).toBe('get')
    expect(findCommand(commandOf('CoNfIg SeT a b'))?.name).toBe('config|set')
    expect(findCommand(commandOf('CONFIG NOPE'))?.name).toBe('config')
  })
})

describe('a rate', () => {
  it('gives a burst and then so many a second', () => {
    const rate = new Rate(10, 3, 0)
    expect([1, 2, 3, 4].map(() => rate.take(0))).toEqual([true, true, true, false])
    expect(rate.waitMs(0)).toBe(100)
    expect(rate.take(99)).toBe(false)
    expect(rate.take(100)).toBe(true)
    expect(rate.takeMany(2, 200)).toEqual({ ok: false, retryAfterMs: 100 })
    expect(rate.takeMany(2, 300)).toEqual({ ok: true })
  })

  it('lets one request have more than the bucket holds, and makes the next wait for it', () => {
    const rate = new Rate(10, 3, 0)
    expect(rate.takeMany(5, 0)).toEqual({ ok: true })
    expect(rate.takeMany(1, 0)).toEqual({ ok: false, retryAfterMs: 300 })
  })
})
