import { keyPositions, type Argv, type Reply } from '@keyspace/redis-lang'
import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newNamespace } from './key.ts'
import { restoreSubscription } from './restore-reply.ts'
import { rewriteCommand } from './rewrite-command.ts'

const namespace = newNamespace(randomBytes, 'learner')
const bytes = fc.uint8Array({ maxLength: 20 }).map((value) => new Uint8Array(value))
const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value))
const argvOf = (...words: (string | Uint8Array)[]): Argv =>
  words.map((word) => (typeof word === 'string' ? text(word) : word))
const bulk = (value: Uint8Array): Reply => ({ kind: 'bulk', value })

function forwarded(argv: Argv) {
  const rewritten = rewriteCommand(argv, namespace)
  if (rewritten.kind !== 'forward') throw new Error(`${rewritten.kind}: not forwarded`)
  return rewritten
}

describe('the namespace of a key', () => {
  it('goes on and comes off', () => {
    fc.assert(
      fc.property(bytes, (key) => {
        const real = namespace.toReal(key)
        expect(Buffer.from(real).toString('latin1').startsWith(namespace.prefix)).toBe(true)
        expect(namespace.toUser(real)).toEqual(key)
      }),
    )
  })

  it('is all that a learner’s key can be told by: no other is taken for one', () => {
    fc.assert(
      fc.property(bytes, (key) => {
        const other = newNamespace(randomBytes, 'learner').toReal(key)
        expect(namespace.toUser(other)).toBeUndefined()
      }),
    )
  })
})

const withKeys: readonly ((key: Uint8Array, other: Uint8Array) => Argv)[] = [
  (key) => argvOf('GET', key),
  (key, other) => argvOf('MSET', key, 'v', other, 'w'),
  (key, other) => argvOf('ZUNIONSTORE', key, '2', other, key),
  (key, other) => argvOf('XREAD', 'COUNT', '1', 'STREAMS', key, other, '0', '0'),
  (key, other) => argvOf('SORT', key, 'LIMIT', '0', '1', 'STORE', other),
  (key, other) => argvOf('GEORADIUS', key, '1', '1', '1', 'km', 'STORE', other),
  (key, other) => argvOf('BLMPOP', '1', '2', key, other, 'LEFT'),
  (key, other) => argvOf('BITOP', 'AND', key, other, key),
  (key) => argvOf('XINFO', 'STREAM', key),
  (key) => argvOf('OBJECT', 'ENCODING', key),
  (key) => argvOf('MEMORY', 'USAGE', key),
]

describe('a command with keys', () => {
  it('has every key in the namespace and every other argument as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...withKeys), bytes, bytes, (make, key, other) => {
        const argv = make(key, other)
        const places = new Set(keyPositions(argv))
        const rewritten = forwarded(argv)
        expect(rewritten.argv).toHaveLength(argv.length)
        argv.forEach((argument, at) => {
          const sent = rewritten.argv[at]
          if (!places.has(at)) expect(sent).toEqual(argument)
          else expect(namespace.toUser(sent ?? new Uint8Array())).toEqual(argument)
        })
      }),
    )
  })
})

type Case = readonly [Argv, (key: Uint8Array) => Reply]

const array = (...items: Reply[]): Reply => ({ kind: 'array', items })
const one: Reply = { kind: 'integer', value: 1 }

/** Commands whose replies name keys, and the reply for a key. */
const naming: readonly Case[] = [
  [argvOf('BLPOP', 'k', '0'), (key) => array(bulk(key), bulk(text('v')))],
  [argvOf('BZPOPMIN', 'k', '0'), (key) => array(bulk(key), bulk(text('v')), bulk(text('1')))],
  [argvOf('LMPOP', '1', 'k', 'LEFT'), (key) => array(bulk(key), array(bulk(text('v'))))],
  [argvOf('ZMPOP', '1', 'k', 'MIN'), (key) => array(bulk(key), array())],
  [argvOf('XREAD', 'STREAMS', 'k', '0'), (key) => array(array(bulk(key), array()))],
  [
    argvOf('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 'k', '>'),
    (key) => ({ kind: 'map', entries: [[bulk(key), array()]] }),
  ],
  [argvOf('PUBSUB', 'CHANNELS'), (key) => array(bulk(key), bulk(key))],
  [argvOf('PUBSUB', 'NUMSUB', 'k'), (key) => array(bulk(key), one)],
]

describe('a reply', () => {
  it('that names keys is as if there were no namespace', () => {
    fc.assert(
      fc.property(fc.constantFrom(...naming), bytes, ([argv, reply], key) => {
        const { restore } = forwarded(argv)
        expect(restore(reply(namespace.toReal(key)))).toEqual(reply(key))
      }),
    )
  })

  it('of a subscription names channels and patterns as the learner does, and keeps the message', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (pattern, channel, message) => {
        const push = (first: Uint8Array, second: Uint8Array): Reply => ({
          kind: 'push',
          items: [bulk(text('pmessage')), bulk(first), bulk(second), bulk(message)],
        })
        const real = push(namespace.toReal(pattern), namespace.toReal(channel))
        expect(restoreSubscription(real, namespace)).toEqual(push(pattern, channel))
      }),
    )
  })

  it('that is an error never shows the namespace, not even inside EXEC', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('GET', 'EXEC'), (about, name) => {
        const value = `NOGROUP No such key '${namespace.prefix}${about}' for ${namespace.name}`
        const { restore } = forwarded(name === 'GET' ? argvOf('GET', 'k') : argvOf('EXEC'))
        const shown = JSON.stringify(restore(array({ kind: 'error', value })))
        expect(shown).not.toContain(namespace.name)
        expect(shown).toContain('No such key')
      }),
    )
  })
})
