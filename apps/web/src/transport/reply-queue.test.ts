import { describe, expect, it } from 'vitest'
import type { Argv, Reply } from '@keyspace/redis-lang'
import { bulk } from './fake-transport.ts'
import { ReplyQueue } from './reply-queue.ts'

const encoder = new TextEncoder()

function argv(line: string): Argv {
  return line.split(' ').map((word) => encoder.encode(word))
}

function status(value: string): Reply {
  return { kind: 'status', value }
}

function frame(kind: string, channel: string, count: number): Reply {
  return { kind: 'array', items: [bulk(kind), bulk(channel), { kind: 'integer', value: count }] }
}

/** Everything in the order in which somebody learned of it. */
function harness() {
  const seen: Reply[] = []
  const queue = new ReplyQueue((message) => seen.push(message))
  const ask = async (line: string): Promise<void> => {
    seen.push(await queue.expect(argv(line)))
  }
  return { queue, seen, ask }
}

describe('ReplyQueue', () => {
  it('answers in the order of the questions', async () => {
    const { queue, seen, ask } = harness()
    const asked = [ask('GET a'), ask('GET b')]
    queue.arrive(status('a'))
    queue.arrive(status('b'))
    await Promise.all(asked)
    expect(seen).toEqual([status('a'), status('b')])
  })

  it('gives every frame of SUBSCRIBE in order, and what comes later', async () => {
    const { queue, seen, ask } = harness()
    const asked = ask('SUBSCRIBE a b')
    const frames = [
      frame('subscribe', 'a', 1),
      frame('subscribe', 'b', 2),
      frame('message', 'a', 0),
    ]
    for (const each of frames) queue.arrive(each)
    await asked
    await Promise.resolve()
    expect(seen).toEqual(frames)
  })

  it('does not take the second frame of UNSUBSCRIBE for the next reply', async () => {
    const { queue, seen, ask } = harness()
    const asked = [ask('UNSUBSCRIBE a b'), ask('PING')]
    queue.arrive(frame('unsubscribe', 'a', 0))
    queue.arrive(frame('unsubscribe', 'b', 0))
    queue.arrive(status('PONG'))
    await Promise.all(asked)
    expect(seen.at(-1)).toEqual(status('PONG'))
  })

  it('takes an error for the whole answer to SUBSCRIBE', async () => {
    const { queue, seen, ask } = harness()
    const asked = [ask('SUBSCRIBE a b'), ask('PING')]
    queue.arrive({ kind: 'error', value: 'ERR no' })
    queue.arrive(status('PONG'))
    await Promise.all(asked)
    expect(seen.at(-1)).toEqual(status('PONG'))
  })

  it('keeps a push apart from the reply that is awaited', async () => {
    const { queue, seen, ask } = harness()
    const push: Reply = { kind: 'push', items: [bulk('invalidate'), { kind: 'nil' }] }
    const asked = ask('GET a')
    queue.arrive(push)
    queue.arrive(status('a'))
    await asked
    expect(seen).toEqual([push, status('a')])
  })

  it('takes the push that SUBSCRIBE answers in RESP3 as its reply', async () => {
    const { queue, seen, ask } = harness()
    const push: Reply = { kind: 'push', items: [bulk('subscribe'), bulk('a')] }
    const asked = ask('SUBSCRIBE a')
    queue.arrive(push)
    await asked
    expect(seen).toEqual([push])
  })

  it('fails what is open when the connection ends', async () => {
    const { queue, ask } = harness()
    const asked = ask('BLPOP q 0')
    queue.end('idle')
    await expect(asked).rejects.toThrow('idle')
  })
})
