import type { ReplyJson } from '@keyspace/redis-lang'
import { describe, expect, it } from 'vitest'
import type { CommandEvent } from '../event.ts'
import { EMPTY_PICTURE, type LuaPicture } from './model.ts'
import { reduceLua, type LuaEvent } from './reduce.ts'
import { raceText, runText, verdictOf } from './text-form.ts'

const ONE: ReplyJson = { kind: 'integer', value: 1 }

function ran(client: string, line: string, serverMs: number, micros = 200): CommandEvent {
  return {
    kind: 'command',
    at: serverMs,
    client,
    argv: line.split(' '),
    reply: ONE,
    serverMs,
    micros,
  }
}

function after(...events: readonly LuaEvent[]): LuaPicture {
  return events.reduce(reduceLua, EMPTY_PICTURE)
}

describe('a run with three users', () => {
  const events: readonly LuaEvent[] = [
    { kind: 'run-begins' },
    ran('U1', 'INCR hits:1', 5),
    ran('U2', 'INCR hits:2', 20, 41_000),
    ran('A', 'EVAL script 0', 10, 50_500),
    ran('77', 'PING', 30),
    ran('U3', 'INCR hits:3', 61),
  ]

  it('holds what the sandbox told of the script and of the users', () => {
    const { run } = after(...events, { kind: 'run-ends', execMs: 50 })
    expect(run?.script).toEqual({
      command: 'EVAL',
      startMs: 10,
      endMs: 60.5,
      execMs: 50,
      isError: false,
    })
    expect(run?.others.map(({ user }) => user)).toEqual(['U1', 'U2', 'U3'])
    if (run === null) throw new Error('no run')
    expect(verdictOf(run)).toEqual({
      before: 1,
      waited: 1,
      after: 1,
      gotIn: 0,
      refused: 0,
      longestWaitMs: 41,
    })
    expect(runText(run, 'en')).toContain('1 command of other users came meanwhile')
    expect(runText(run, 'ru')).toContain('пришло: 1 команда')
  })

  it('tells who was turned away while the script took too long', () => {
    const busy = {
      kind: 'error',
      code: 'BUSY',
      value: 'BUSY Redis is busy running a script.',
    } as const
    const { run } = after(
      { kind: 'run-begins' },
      { ...ran('U1', 'INCR hits:1', 120), reply: busy },
      ran('A', 'EVAL script 0', 10, 200_500),
      { kind: 'run-ends', execMs: 200 },
    )
    if (run === null) throw new Error('no run')
    expect(verdictOf(run)).toMatchObject({ gotIn: 0, waited: 0, refused: 1 })
    expect(runText(run, 'en')).toContain('1 command was turned away with BUSY, not run')
    expect(runText(run, 'ru')).toContain('1 команде Redis ответил BUSY')
  })

  it('takes nothing after its end, and nothing without a beginning', () => {
    const ended = after(...events, { kind: 'run-ends', execMs: 50 })
    expect(reduceLua(ended, ran('U1', 'INCR hits:1', 90))).toEqual(ended)
    expect(reduceLua(EMPTY_PICTURE, ran('U1', 'INCR hits:1', 90))).toEqual(EMPTY_PICTURE)
  })

  it('keeps a bounded number of commands', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ran('U1', 'INCR a', at))
    expect(after({ kind: 'run-begins' }, ...many).run?.others).toHaveLength(600)
  })
})

describe('a race of two users', () => {
  it('has a row for each command, and the check as its end', () => {
    const { race } = after(
      { kind: 'race-begins', way: 'lost' },
      ran('U1', 'GET rate:ann', 1),
      ran('U2', 'GET rate:ann', 2),
      ran('A', 'GET rate:ann', 3),
      { kind: 'race-ends', got: '"4"' },
      ran('U2', 'GET rate:ann', 4),
    )
    expect(race?.rows.map(({ user, line, reply }) => [user, line, reply])).toEqual([
      ['U1', 'GET rate:ann', '(integer) 1'],
      ['U2', 'GET rate:ann', '(integer) 1'],
    ])
    if (race === null) throw new Error('no race')
    expect(raceText(race, 'rate-limiter', 'en')).toContain('four, where three are allowed')
    expect(raceText({ ...race, got: '"3"' }, 'rate-limiter', 'en')).toContain('only because')
  })
})
