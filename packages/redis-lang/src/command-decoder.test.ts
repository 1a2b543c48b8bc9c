import { describe, expect, it } from 'vitest'
import { CommandDecoder, type CommandLimits } from './command-decoder.ts'
import { encodeCommand } from './encode-command.ts'
import { ProtocolError } from './protocol-error.ts'

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
const asText = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

function decode(text: string, limits?: Partial<CommandLimits>): { argv: string[]; raw: string }[] {
  const decoder = new CommandDecoder(limits)
  decoder.push(latin1(text))
  const commands = []
  for (let one = decoder.next(); one !== undefined; one = decoder.next()) {
    commands.push({ argv: one.argv.map(asText), raw: asText(one.raw) })
  }
  return commands
}

const PING = '*1\r\n$4\r\nPING\r\n'

describe('CommandDecoder', () => {
  it('reads multibulk commands and hands out their bytes', () => {
    const set = '*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\na\r\n\xff\r\n'
    expect(decode(set + PING)).toEqual([
      { argv: ['SET', 'k', 'a\r\n\xff'], raw: set },
      { argv: ['PING'], raw: PING },
    ])
  })

  it('reads inline commands and encodes them', () => {
    expect(decode('PING\r\nset k "a b"\n')).toEqual([
      { argv: ['PING'], raw: PING },
      { argv: ['set', 'k', 'a b'], raw: '*3\r\n$3\r\nset\r\n$1\r\nk\r\n$3\r\na b\r\n' },
    ])
  })

  it('skips what carries no command', () => {
    expect(decode(`\r\n  \n*0\r\n*-1\r\n*-7\r\n${PING}`)).toEqual([{ argv: ['PING'], raw: PING }])
  })

  it('takes one byte at a time', () => {
    const decoder = new CommandDecoder()
    const seen: string[] = []
    for (const byte of latin1(`${PING}ECHO "x y"\r\n${PING}`)) {
      decoder.push(Uint8Array.of(byte))
      const command = decoder.next()
      if (command) seen.push(command.argv.map(asText).join('|'))
    }
    expect(seen).toEqual(['PING', 'ECHO|x y', 'PING'])
  })

  it('keeps nothing of the chunk', () => {
    const decoder = new CommandDecoder()
    const chunk = latin1(PING)
    decoder.push(chunk)
    chunk.fill(0)
    expect(decoder.next()?.argv.map(asText)).toEqual(['PING'])
  })

  it('forwards clean bytes when the line ends were sloppy', () => {
    expect(decode('*1\rX$4\r\nPINGXY')).toEqual([{ argv: ['PING'], raw: PING }])
  })

  it.each([
    ['*x\r\n', 'invalid multibulk length'],
    ['*01\r\n', 'invalid multibulk length'],
    ['*2147483648\r\n', 'invalid multibulk length'],
    ['*1\r\n$x\r\n', 'invalid bulk length'],
    ['*1\r\n$-1\r\n', 'invalid bulk length'],
    ['*1\r\n:4\r\n', "expected '$', got ':'"],
    ['*1\r\n\r\n', "expected '$', got ' '"],
    ['PING "a\r\n', 'unbalanced quotes in request'],
    ['PING "a"b\r\n', 'unbalanced quotes in request'],
    ['P'.repeat(64 * 1024 + 1), 'too big inline request'],
    [`*${'1'.repeat(64 * 1024 + 1)}`, 'too big mbulk count string'],
    [`*1\r\n$${'1'.repeat(64 * 1024 + 1)}`, 'too big bulk count string'],
  ])('refuses %.20j', (text, reason) => {
    expect(() => decode(text)).toThrow(new ProtocolError(`ERR Protocol error: ${reason}`))
  })

  it('refuses what is over its bounds before it arrives', () => {
    expect(() => decode('*2\r\n$4\r\nECHO\r\n$100\r\n', { maxBytes: 100 })).toThrow(
      'invalid bulk length',
    )
    expect(() => decode('*4\r\n', { maxArguments: 3 })).toThrow('invalid multibulk length')
    expect(() => decode('a b c d\r\n', { maxArguments: 3 })).toThrow('invalid multibulk length')
    const exact = encodeCommand(['ECHO', 'x'.repeat(50)])
    expect(decode(asText(exact), { maxBytes: exact.length })).toHaveLength(1)
    expect(() => decode(asText(exact), { maxBytes: exact.length - 1 })).toThrow()
  })

  it('waits behind a zero byte in a line, as redis-server does', () => {
    for (const line of ['PING\0\r\n', '*1\0\r\n', '*1\r\n$4\0\r\n']) {
      expect(decode(line + PING)).toEqual([])
      expect(() => decode(line + 'x'.repeat(64 * 1024))).toThrow('too big')
    }
  })

  it('is tighter before the login', () => {
    const decoder = new CommandDecoder()
    decoder.authenticated = false
    decoder.push(latin1('*11\r\n'))
    expect(() => decoder.next()).toThrow('ERR Protocol error: unauthenticated multibulk length')
    expect(() => decoder.next()).toThrow('unauthenticated multibulk length')
  })
})
