import type { Argv } from '@keyspace/redis-lang'
import { integer, isWord, latin1, word } from '../policy/argument.ts'

export interface KeyPlace {
  readonly db: number
  readonly key: Uint8Array
}

interface Expected {
  readonly key: Uint8Array
  /** Milliseconds since 1970. */
  readonly times: Set<number>
}

/**
 * When keys may expire, wherever they go. More may be expected than happens: a deadline that was moved, or a key
 * that was not renamed after all, is found out when its time has come.
 */
export class Deadlines {
  readonly #databases = new Map<number, Map<string, Expected>>()
  #next = Number.POSITIVE_INFINITY

  /** The nearest of all; infinite when there is none. */
  get next(): number {
    return this.#next
  }

  expect({ db, key }: KeyPlace, time: number): void {
    const keys = this.#of(db)
    const name = latin1(key)
    const expected = keys.get(name) ?? { key, times: new Set() }
    expected.times.add(time)
    keys.set(name, expected)
    this.#next = Math.min(this.#next, time)
  }

  /** A command that takes keys elsewhere takes their deadlines along. */
  follow(argv: Argv, db: number): void {
    const [, first = new Uint8Array(), second = new Uint8Array()] = argv
    switch (word(argv, 0)) {
      case 'rename':
      case 'renamenx':
        this.#copy({ db, key: first }, { db, key: second })
        return
      case 'copy':
        this.#copy({ db, key: first }, { db: databaseOfCopy(argv) ?? db, key: second })
        return
      case 'move':
        this.#copy({ db, key: first }, { db: integer(second) ?? db, key: first })
        return
      case 'swapdb':
        this.#swap(integer(first) ?? db, integer(second) ?? db)
    }
  }

  /** Those that have come by then; they are expected no more. */
  due(time: number): readonly KeyPlace[] {
    const found: KeyPlace[] = []
    this.#next = Number.POSITIVE_INFINITY
    for (const [db, keys] of this.#databases) {
      for (const [name, { key, times }] of keys) {
        const before = times.size
        for (const one of times) {
          if (one <= time) times.delete(one)
          else this.#next = Math.min(this.#next, one)
        }
        if (times.size < before) found.push({ db, key })
        if (times.size === 0) keys.delete(name)
      }
    }
    return found
  }

  #of(db: number): Map<string, Expected> {
    const known = this.#databases.get(db) ?? new Map<string, Expected>()
    this.#databases.set(db, known)
    return known
  }

  #copy(from: KeyPlace, to: KeyPlace): void {
    const times = this.#of(from.db).get(latin1(from.key))?.times ?? []
    for (const time of [...times]) this.expect(to, time)
  }

  #swap(one: number, other: number): void {
    const [first, second] = [this.#of(one), this.#of(other)]
    this.#databases.set(one, second)
    this.#databases.set(other, first)
  }
}

/** COPY source destination [DB destination-db] [REPLACE] */
function databaseOfCopy(argv: Argv): number | undefined {
  const at = argv.findIndex((argument, place) => place > 2 && isWord(argument, 'db'))
  return at === -1 ? undefined : integer(argv[at + 1])
}
