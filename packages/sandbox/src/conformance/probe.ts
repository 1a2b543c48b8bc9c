import { splitLine, type Argv } from '@keyspace/redis-lang'
import { Client, type Outcome } from './client.ts'
import type { RunningTarget } from './target.ts'
import { typedKeys } from './typed-keys.ts'

/** What one server answered to random commands on typed keys, and what it held afterwards. */
export interface ProbeRun {
  /** One for each command; fewer when one was not answered. */
  readonly outcomes: readonly Outcome[]
  /** What a look at the keys gave: the command that looked, and the answer. */
  readonly state: readonly (readonly [command: Argv, outcome: Outcome])[]
  /** The messages of the keyspace notifications, in their order. */
  readonly notices: readonly Outcome[]
}

const replyMs = 2_000
const endChannel = 'probe-end'

/** Runs commands on typed keys on a server that is used again and again. */
export async function runProbe(
  server: RunningTarget,
  commands: readonly Argv[],
  protocol: 2 | 3,
): Promise<ProbeRun> {
  const [client, listener] = [new Client(server), new Client(server)]
  try {
    await ask(client, [argvOf('FLUSHALL'), argvOf(`HELLO ${protocol}`), ...typedKeys.map(argvOf)])
    await ask(listener, [argvOf('PSUBSCRIBE __keyevent@*'), argvOf(`SUBSCRIBE ${endChannel}`)])
    const outcomes: Outcome[] = []
    for (const command of commands) {
      client.send(command)
      const [outcome = { kind: 'silent' }] = await client.replies(command, replyMs)
      outcomes.push(outcome)
      if (outcome.kind === 'silent' || outcome.kind === 'closed') {
        return { outcomes, state: [], notices: [] }
      }
    }
    await ask(client, ['DISCARD', `HELLO 2`, 'SELECT 0', `PUBLISH ${endChannel} x`].map(argvOf))
    return { outcomes, state: await lookAt(client), notices: await heard(listener) }
  } finally {
    client.close()
    listener.close()
  }
}

export function argvOf(line: string): Argv {
  const split = splitLine(
    line.replace(/@@(.)(\d+)/g, (_, c: string, n: string) => c.repeat(Number(n))),
  )
  return split.ok ? split.args : []
}

async function ask(client: Client, commands: readonly Argv[]): Promise<Outcome[]> {
  for (const command of commands) client.send(command)
  const outcomes: Outcome[] = []
  for (const command of commands) outcomes.push(...(await client.replies(command, replyMs)))
  return outcomes
}

async function heard(listener: Client): Promise<Outcome[]> {
  const messages: Outcome[] = []
  for (;;) {
    const message = await listener.push(replyMs)
    const ends =
      message.kind !== 'array' ||
      message.items.some(
        (item) => item.kind === 'bulk' && String(Buffer.from(item.value)) === endChannel,
      )
    if (ends) return messages
    messages.push(message)
  }
}

const readers: Readonly<Record<string, readonly (readonly string[])[]>> = {
  string: [['GET']],
  list: [['LRANGE', '0', '-1']],
  set: [['SMEMBERS']],
  hash: [['HGETALL']],
  zset: [['ZRANGE', '0', '-1', 'WITHSCORES']],
  stream: [
    ['XRANGE', '-', '+'],
    ['XINFO', 'STREAM'],
    ['XINFO', 'GROUPS'],
  ],
}

async function lookAt(client: Client): Promise<ProbeRun['state']> {
  const state: [Argv, Outcome][] = []
  const look = async (command: Argv): Promise<Outcome> => {
    const [outcome = { kind: 'silent' }] = await ask(client, [command])
    state.push([command, outcome])
    return outcome
  }
  const keys = await look(argvOf('KEYS *'))
  if (keys.kind !== 'array') return state
  const names = keys.items.flatMap((key) => (key.kind === 'bulk' ? [key.value] : []))
  names.sort((a, b) => Buffer.compare(a, b))
  const types = await ask(
    client,
    names.map((key) => [word('TYPE'), key]),
  )
  const commands = names.flatMap((key, at) => {
    const type = types[at]
    const reads = readers[type?.kind === 'status' ? type.value : ''] ?? []
    return [
      [word('OBJECT'), word('ENCODING'), key],
      [word('PTTL'), key],
      ...reads.map(([name = '', ...rest]) =>
        name === 'XINFO'
          ? [word(name), ...rest.map(word), key]
          : [word(name), key, ...rest.map(word)],
      ),
    ]
  })
  const outcomes = await ask(client, commands)
  commands.forEach((command, at) => state.push([command, outcomes[at] ?? { kind: 'silent' }]))
  return state
}

function word(text: string): Uint8Array {
  return Buffer.from(text)
}
