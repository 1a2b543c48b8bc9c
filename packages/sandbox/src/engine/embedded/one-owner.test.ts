import { afterAll, expect, it, vi } from 'vitest'
import { createEmbeddedEngine } from './index.ts'
import { Terminal } from './testing-terminal.ts'
import { WorkerHost } from './worker-host.ts'

const engine = createEmbeddedEngine({ oneOwner: true })
afterAll(() => engine.close())

const QUESTIONS = [
  ...[
    'DBSIZE',
    'CONFIG GET hash-max-listpack-entries',
    'FUNCTION LIST',
    'PUBSUB CHANNELS',
    'CLIENT GETNAME',
  ],
  ...['SCRIPT EXISTS e0e1f9fabfc9d4800c877a703b823ac0578ff8db', 'EVAL "return tostring(x)" 0'],
  ...['SELECT 3', 'DBSIZE', 'INFO keyspace', 'INFO commandstats'],
]

it('a server in the Worker of one that has ended is as new', { timeout: 20_000 }, async () => {
  const started = vi.spyOn(WorkerHost, 'start')
  const ask = async (terminal: Terminal): Promise<readonly string[]> => {
    const answers: string[] = []
    for (const question of QUESTIONS) {
      const answer = await terminal.say(question)
      answers.push(answer.replaceAll(/usec\w*=[\d.]+/g, ''))
    }
    return answers
  }
  const first = await engine.launch({ user: 'a' })
  const asNew = await ask(new Terminal(first))
  const [busy, waiting, listening] = [1, 2, 3].map(() => new Terminal(first))
  for (const line of [
    ...['SET k v PX 150', 'SET other v EX 500', 'SELECT 3', 'LPUSH l a'],
    ...['CONFIG SET hash-max-listpack-entries 3', 'EVAL "return 1" 0', 'SCRIPT LOAD "return 1"'],
    'FUNCTION LOAD "#!lua name=own\nredis.register_function(\'own\', function() return 1 end)"',
  ])
    expect(await busy?.say(line)).not.toMatch(/error/)
  await listening?.say('SUBSCRIBE news')
  const blocked = waiting?.say('BLPOP none 0')
  await first.kill()
  expect(await blocked).toBe('closed')

  const second = await engine.launch({ user: 'b' })
  const told: unknown[] = []
  second.onTouched((touched) => told.push(touched))
  const terminal = new Terminal(second)
  expect(await ask(terminal)).toEqual(asNew)
  // The first one's key would have expired meanwhile.
  await terminal.say('BLPOP none 0.3')
  expect(told).toEqual([])
  expect(started).toHaveBeenCalledTimes(0)
  await second.kill()
})

it('a Worker that does not come to an end is not used again', { timeout: 20_000 }, async () => {
  const stuck = await engine.launch({ user: 'a' })
  const terminal = new Terminal(stuck)
  await terminal.say('PING')
  const spinning = terminal.say(
    "EVAL 'while true do pcall(function() while true do end end) end' 0",
  )
  await stuck.kill()
  expect(await spinning).toBe('closed')
  const next = await engine.launch({ user: 'b' })
  expect(await new Terminal(next).say('PING')).toBe('PONG')
  await next.kill()
})
