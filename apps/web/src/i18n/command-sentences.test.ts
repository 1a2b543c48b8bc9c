import { commandDocs } from '@keyspace/redis-lang/command-docs'
import { describe, expect, it } from 'vitest'
import { SENTENCES_RU } from './command-sentences.ru.ts'

describe('the sentences of commands in Russian', () => {
  it('are there for every command that the completion offers, and for no other', () => {
    expect(Object.keys(SENTENCES_RU).toSorted()).toEqual(
      commandDocs.map(({ name }) => name).toSorted(),
    )
  })

  it('are one line each, in Russian, short enough to stand beside a name', () => {
    const odd = Object.entries(SENTENCES_RU).filter(
      ([, text]) => !/^[А-ЯЁ][^\n]{8,95}[^.\s]$/.test(text),
    )
    expect(odd).toEqual([])
  })
})
