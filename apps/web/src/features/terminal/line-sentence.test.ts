import { describe, expect, it } from 'vitest'
import { lineSentence } from './line-sentence.ts'

const sentences = { CONFIG: 'Settings', 'CONFIG GET': 'Reads settings', SET: 'Writes a string' }
const said = (line: string) => lineSentence(line, sentences)?.text

describe('what is said of a line', () => {
  it('is the sentence of its command', () => {
    expect(lineSentence('  set user:1 Alex', sentences)).toEqual({
      command: 'SET',
      text: 'Writes a string',
    })
    expect(said('config ')).toBe('Settings')
    expect(said('config get maxmemory')).toBe('Reads settings')
    expect(said('HELP config get')).toBe('Reads settings')
    expect(said('? SET')).toBe('Writes a string')
  })

  it('is nothing while the line names no command', () => {
    for (const line of ['', ' ', 'SE', 'HELP', 'constructor', '__proto__ SET']) {
      expect(said(line)).toBeUndefined()
    }
  })
})
