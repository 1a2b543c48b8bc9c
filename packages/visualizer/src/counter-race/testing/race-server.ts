import type { ReplyJson } from '@keyspace/redis-lang'
import {
  newRace,
  nextLine,
  type CounterRacePicture,
  type RaceMode,
  type RacerName,
} from '../model.ts'
import { reduceCounterRace } from '../reduce.ts'

/** One counter that answers as Redis does, and tells a race what happened as a sandbox tells it. */
export class RaceServer {
  picture: CounterRacePicture
  value: string | null = null
  private time = 0
  private readonly key: string

  constructor(key: string, mode: RaceMode, start: number) {
    this.key = key
    this.picture = reduceCounterRace(newRace(key, mode, start), { kind: 'begin', key, mode, start })
  }

  prepare(): void {
    this.run('A', `SET ${this.key} ${this.picture.start}`)
  }

  /** The next step of a client; nothing when it is done. */
  step(client: RacerName): void {
    const line = nextLine(this.picture, client)
    if (line !== undefined) {
      this.run(client, line)
      return
    }
    this.time += 1
    this.picture = reduceCounterRace(this.picture, { kind: 'add', client, serverMs: this.time })
  }

  run(client: string, line: string): void {
    this.time += 1
    const argv = line.split(' ')
    const reply = this.answer(argv)
    const at = this.time
    this.picture = reduceCounterRace(this.picture, {
      kind: 'command',
      at,
      client,
      argv,
      reply,
      serverMs: at,
      micros: 5,
    })
    if (argv[0] === 'GET') return
    const view = {
      db: 0,
      key: this.key,
      ttlMs: null,
      encoding: 'int',
      memory: null,
      length: 1,
      value: { type: 'string', value: this.value ?? '' },
      truncated: false,
    } as const
    const changes = [{ kind: 'changed', view }] as const
    this.picture = reduceCounterRace(this.picture, { kind: 'changes', at, changes })
  }

  private answer([command = '', , argument = '1']: readonly string[]): ReplyJson {
    if (command === 'GET') {
      return this.value === null ? { kind: 'nil' } : { kind: 'bulk', value: this.value }
    }
    if (command === 'SET') {
      this.value = argument
      return { kind: 'status', value: 'OK' }
    }
    const value = Number(this.value ?? 0) + Number(argument)
    this.value = String(value)
    return { kind: 'integer', value }
  }
}
