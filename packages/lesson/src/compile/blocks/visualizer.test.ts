import { describe, expect, it } from 'vitest'
import { compileLesson } from '../index.ts'
import { withInner } from '../grade-practice.ts'

function compile(body: string, front = '') {
  const source = `${front}# Title\n\n${body}\n`
  return compileLesson({ slug: 'one', lang: 'en', file: 'en.md', source })
}

function blocksOf(body: string) {
  const compiled = compile(body)
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'))
  return compiled.lesson.sections.flatMap(({ blocks }) => blocks)
}

describe('a visualizer in a lesson', () => {
  it('has a name, settings, and the same in words', () => {
    const [block] = blocksOf(
      '::: ttl-bomb key=session:1 seconds=20 value="two words"\nA bomb with a **fuse**.\n:::',
    )
    expect(block).toMatchObject({
      kind: 'visualizer',
      name: 'ttl-bomb',
      settings: { key: 'session:1', seconds: '20', value: 'two words' },
      blocks: [{ kind: 'prose', html: '<p>A bomb with a <strong>fuse</strong>.</p>' }],
    })
  })

  it('may hold code, and fences hide a ::: in them', () => {
    const [block, after] = blocksOf(
      '::: ttl-bomb\nText.\n\n```redis run\n> PING\nPONG\n```\n\n```text\n:::\n```\n\n:::\n\nAfter.',
    )
    expect(block?.kind === 'visualizer' && block.blocks.map(({ kind }) => kind)).toEqual([
      'prose',
      'transcript',
      'code',
    ])
    expect(after).toMatchObject({ kind: 'prose', html: '<p>After.</p>' })
  })

  it('stands in a list as well', () => {
    const blocks = blocksOf('- One\n\n  ::: ttl-bomb\n  Text.\n  :::\n').flatMap(withInner)
    expect(blocks.map(({ kind }) => kind)).toContain('visualizer')
  })

  it('runs in terminals that the lesson names', () => {
    const race = '::: counter-race order=ABABAB\nText.\n:::'
    const compiled = compile(race, '---\nclients: [A, B]\n---\n')
    expect(compiled.problems.map(({ code }) => code)).not.toContain('visualizer-clients')
    const missing = compile(race).problems.find(({ code }) => code === 'visualizer-clients')
    expect(missing?.hint).toBe('write clients: [A, B] in the front matter')
  })

  it('keeps what stands in a container of another tool, and says so', () => {
    const compiled = compile('::: tip Good to know\nWords that stay.\n:::')
    expect(compiled.ok).toBe(true)
    expect(compiled.problems.map(({ code }) => code)).toContain('visualizer-unknown')
    const html = compiled.ok ? JSON.stringify(compiled.lesson.sections) : ''
    expect(html).toContain('Good to know')
    expect(html).toContain('Words that stay.')
  })

  it('names the nearest one', () => {
    const { problems } = compile('::: tll-bomb\nText.\n:::')
    const unknown = problems.find(({ code }) => code === 'visualizer-unknown')
    expect(unknown?.hint).toBe('did you mean `ttl-bomb`?')
  })
})
