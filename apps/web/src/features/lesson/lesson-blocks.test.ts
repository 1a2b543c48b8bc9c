import type { Block } from '@keyspace/lesson/ast'
import { describe, expect, it } from 'vitest'
import { headingLevels } from './lesson-blocks.ts'

const span = { start: 0, end: 0 }
const heading = (level: number, id: string): Block => ({
  kind: 'heading',
  level,
  id,
  title: id,
  html: id,
  span,
})

describe('headingLevels', () => {
  it('starts at 3 and never skips a level', () => {
    const blocks = [
      heading(5, 'a'),
      heading(6, 'b'),
      heading(4, 'c'),
      { kind: 'callout', tone: 'note', blocks: [heading(6, 'd')], span } as const,
      heading(4, 'e'),
    ]
    expect([...headingLevels(blocks)]).toEqual([
      ['a', 3],
      ['b', 4],
      ['c', 3],
      ['d', 4],
      ['e', 3],
    ])
  })
})
