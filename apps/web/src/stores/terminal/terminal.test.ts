import { describe, expect, it } from 'vitest'
import type { Reply } from '@keyspace/redis-lang'
import { bulk, FakeTransport, fakeSandbox } from '../../transport/fake-transport.ts'
import type { RetryClock } from '../../transport/keep-connected.ts'
import type { Terminal } from './terminal-port.ts'
import { createTerminal } from './terminal.ts'

const OK: Reply = { kind: 'status', value: 'OK' }

const soon: RetryClock = {
  random: () => 0,
  after(_, callback) {
    const timer = setTimeout(callback, 0)
    return () => clearTimeout(timer)
  },
  onOnline: () => () => undefined,
}

/** Lets everything that is under way come to an end. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 15))
}

function shown(terminal: Terminal): string[] {
  return terminal.state.entries.map((entry) => {
    if (entry.kind === 'command') return `${entry.prompt} ${entry.line}`
    return entry.kind === 'output' ? entry.text : `<${entry.note.code}>`
  })
}

async function open(transport = new FakeTransport()) {
  let clock = 0
  let typed: { lines: readonly string[]; draft: string } = { lines: [], draft: '' }
  const terminal = createTerminal('A', {
    connect: (onMessage, onClose) =>
      transport.connect({ sandbox: fakeSandbox('1'), protocol: 2, onMessage, onClose }),
    onFailed: () => Promise.resolve('retry'),
    onClientId: () => undefined,
    clock: soon,
    now: () => clock,
    loadHelp: () =>
      Promise.resolve([
        { name: 'GET', syntax: 'key', summary: 'Get it', since: '1.0.0', group: 'string' },
      ]),
    typed: { load: () => typed, save: (next) => (typed = next) },
  })
  await settle()
  return { terminal, transport, tick: (ms: number) => (clock += ms), typed: () => typed }
}

async function type(terminal: Terminal, ...lines: string[]): Promise<void> {
  for (const line of lines) {
    terminal.submit(line)
    await settle()
  }
}

describe('a terminal', () => {
  it('shows the line with its prompt and the reply as redis-cli prints it', async () => {
    const { terminal, transport } = await open()
    transport.answer = () => bulk('Alex')
    await type(terminal, 'GET user:1')
    expect(shown(terminal)).toEqual(['127.0.0.1:6379> GET user:1', '"Alex"'])
  })

  it('writes database and transaction into the prompt', async () => {
    const { terminal } = await open()
    await type(terminal, 'SELECT 3', 'MULTI')
    expect(terminal.state.prompt).toBe('127.0.0.1:6379[3](TX)>')
  })

  it('runs pasted lines one after the other, each with the prompt of its time', async () => {
    const { terminal } = await open()
    await type(terminal, 'SELECT 1\nPING\nSELECT 0')
    expect(shown(terminal)).toEqual([
      '127.0.0.1:6379> SELECT 1',
      'OK',
      '127.0.0.1:6379[1]> PING',
      'OK',
      '127.0.0.1:6379[1]> SELECT 0',
      'OK',
    ])
  })

  it('explains an error right below it, before the next line runs', async () => {
    const { terminal, transport } = await open()
    const error = "ERR wrong number of arguments for 'get' command"
    transport.answer = (words) => (words.length === 1 ? { kind: 'error', value: error } : OK)
    await type(terminal, 'GET\nGET a')
    expect(shown(terminal)).toEqual([
      '127.0.0.1:6379> GET',
      `(error) ${error}`,
      '<usage>',
      '127.0.0.1:6379> GET a',
      'OK',
    ])
  })

  it('refuses unbalanced quotes without sending anything', async () => {
    const { terminal, transport } = await open()
    const result = await terminal.run('SET a "x')
    expect(result).toMatchObject({ outcome: 'invalid', text: 'Invalid argument(s)' })
    expect(shown(terminal).at(-1)).toBe('<unbalanced-quotes>')
    expect(transport.commands).toEqual([])
  })

  it('repeats a command that has a number before it', async () => {
    const { terminal, transport } = await open()
    await type(terminal, '3 INCR n')
    expect(transport.commands).toEqual(['INCR n', 'INCR n', 'INCR n'])
    await type(terminal, '0 INCR n')
    expect(shown(terminal).at(-1)).toBe('Invalid redis-cli repeat command option value.')
  })

  it('prints the time of what took half a second', async () => {
    const { terminal, transport, tick } = await open()
    transport.answer = () => {
      tick(1_034)
      return { kind: 'nil' }
    }
    await type(terminal, 'BLPOP q 1')
    expect(shown(terminal).slice(1)).toEqual(['(nil)', '(1.03s)'])
  })

  it('answers HELP by itself', async () => {
    const { terminal, transport } = await open()
    await type(terminal, 'help get', 'help')
    expect(shown(terminal)[1]).toBe(
      '\n  GET key\n  summary: Get it\n  since: 1.0.0\n  group: string',
    )
    expect(shown(terminal).at(-1)).toBe('<help>')
    expect(transport.commands).toEqual([])
  })

  it('Ctrl-C leaves a blocking command for a new connection in the same database', async () => {
    const { terminal, transport } = await open()
    transport.answer = (words) => (words[0] === 'BLPOP' ? undefined : OK)
    await type(terminal, 'SELECT 2')
    const result = terminal.run('BLPOP q 0')
    await settle()
    expect(terminal.state.activity).toBe('waiting')
    terminal.interrupt()
    await settle()
    expect((await result).outcome).toBe('interrupted')
    expect(shown(terminal).at(-1)).toBe('^C')
    await type(terminal, 'PING')
    expect(transport.commands).toEqual(['SELECT 2', 'BLPOP q 0', 'SELECT 2', 'PING'])
    expect(transport.connections).toHaveLength(1)
  })

  it('Ctrl-C on an idle line throws the line away', async () => {
    const { terminal } = await open()
    terminal.write('GET us')
    terminal.interrupt()
    expect(terminal.state.draft).toBe('')
    expect(shown(terminal)).toEqual(['127.0.0.1:6379> GET us^C'])
  })

  it('listens after SUBSCRIBE and shows what comes', async () => {
    const { terminal, transport } = await open()
    transport.answer = () => ({
      kind: 'array',
      items: [bulk('subscribe'), bulk('ch'), { kind: 'integer', value: 1 }],
    })
    await type(terminal, 'SUBSCRIBE ch')
    const message: Reply = { kind: 'array', items: [bulk('message'), bulk('ch'), bulk('hi')] }
    transport.connections[0]?.options.onMessage(message)
    expect(shown(terminal).slice(1)).toEqual([
      'Reading messages... (press Ctrl-C to quit)',
      '1) "subscribe"\n2) "ch"\n3) (integer) 1',
      '1) "message"\n2) "ch"\n3) "hi"',
    ])
    expect(terminal.submit('PING')).toBe(false)
    expect((await terminal.run('PING')).outcome).toBe('busy')
  })

  it('shows what MONITOR prints until it is stopped', async () => {
    const { terminal, transport } = await open()
    await type(terminal, 'MONITOR')
    const line = '1339518083.107412 [0 127.0.0.1:60866] "keys" "*"'
    transport.connections[0]?.options.onMessage({ kind: 'status', value: line })
    expect(shown(terminal).slice(1)).toEqual(['OK', line])
    expect(terminal.state.activity).toBe('listening')
    terminal.interrupt()
    await settle()
    await type(terminal, 'PING')
    expect(shown(terminal).slice(3)).toEqual(['^C', '127.0.0.1:6379> PING', 'OK'])
  })

  it('says that the server closed the connection, and goes on with a new one', async () => {
    const { terminal, transport } = await open()
    transport.answer = (words) => (words[0] === 'BLPOP' ? undefined : OK)
    const result = terminal.run('BLPOP q 0')
    await settle()
    transport.connections[0]?.drop('restart')
    expect((await result).outcome).toBe('lost')
    await settle()
    await type(terminal, 'PING')
    expect(shown(terminal).slice(1)).toEqual([
      'Error: Server closed the connection',
      '127.0.0.1:6379> PING',
      'OK',
    ])
  })

  it('keeps what is typed while the server is away, and comes back by itself', async () => {
    const { terminal, transport } = await open()
    transport.life = 'away'
    transport.connections[0]?.drop()
    await settle()
    terminal.write('SET a 1')
    expect(terminal.submit('SET a 1')).toBe(false)
    expect(terminal.state.draft).toBe('SET a 1')
    expect((await terminal.run('PING')).outcome).toBe('away')
    transport.life = 'alive'
    await settle()
    expect(terminal.state.link).toBe('open')
    expect(terminal.submit(terminal.state.draft)).toBe(true)
    await settle()
    expect(transport.commands).toEqual(['SET a 1'])
  })

  it('gives back the typed lines that a lost connection left unrun', async () => {
    const { terminal, transport } = await open()
    transport.answer = (words) => (words[0] === 'BLPOP' ? undefined : OK)
    terminal.submit('BLPOP q 0\nSET a 1\nSET b 2')
    await settle()
    transport.connections[0]?.drop()
    await settle()
    expect(terminal.state.draft).toBe('SET a 1\nSET b 2')
    terminal.submit(terminal.state.draft)
    await settle()
    expect(transport.commands).toEqual(['BLPOP q 0', 'SET a 1', 'SET b 2'])
  })

  it('closes on QUIT and opens again with the next command', async () => {
    const { terminal, transport } = await open()
    await type(terminal, 'SELECT 4', 'QUIT')
    expect(transport.connections).toHaveLength(0)
    await type(terminal, 'PING')
    expect(transport.commands).toEqual(['SELECT 4', 'PING'])
    expect(terminal.state.prompt).toBe('127.0.0.1:6379>')
  })

  it('remembers the lines and the draft', async () => {
    const { terminal, typed } = await open()
    await type(terminal, 'PING', 'PING', 'GET a')
    terminal.write('SET half')
    expect(typed()).toEqual({ lines: ['PING', 'GET a'], draft: 'SET half' })
  })
})
