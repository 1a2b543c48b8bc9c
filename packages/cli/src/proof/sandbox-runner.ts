import type { AnsweredCommand } from '@keyspace/lesson/assert'
import type { ProgramOutcome, ProofProgram, ProofRunner } from '@keyspace/lesson/prove'
import { printedLines } from '@keyspace/practice'
import { PUSH_NAME, watchEvent } from '@keyspace/protocol'
import { splitLine, type Reply } from '@keyspace/redis-lang'
import type { SandboxService } from '@keyspace/sandbox'
import type { CodeWall } from './program/code-wall.ts'
import { dialSession, tunnelSession, words, type SessionClient } from './session-client.ts'

/** The name that a check and the time line have for the connections of programs. */
const PROGRAM_CLIENT = 'ts'

const NO_WALL = {
  kind: 'not-run',
  why: 'there is no bubblewrap here to put it into a box of its own',
  hint: 'install bubblewrap, or add --trust-code when the lesson is your own',
} as const satisfies ProgramOutcome

/** A command that waits for another client would wait for ever. Milliseconds. */
const REPLY_MS = 5_000

/**
 * A fresh sandbox of the product's own, with a terminal for each client and a watcher beside them:
 * the evidence is what the page of a learner would have gathered.
 */
export async function openSandboxRunner(
  service: SandboxService,
  wall: () => Promise<CodeWall | undefined>,
): Promise<ProofRunner> {
  const sandbox = await service.create()
  const clients = new Map<string, SessionClient>()
  const commands: AnsweredCommand[] = []
  const programs = new Set<string>()
  const printed: Record<string, readonly string[]> = {}
  const nameOf = (id: string): string | undefined =>
    programs.has(id) ? PROGRAM_CLIENT : [...clients].find(([, client]) => client.id === id)?.[0]
  const watcher = await dialSession({
    ...{ service, sandbox, protocol: 3 },
    onPush: (push) => {
      const answered = readCommand(push, nameOf)
      if (answered !== undefined) commands.push(answered)
    },
  })
  await watcher.request(words('KEYSPACE.WATCH', 'ON'))

  const client = async (name: string): Promise<SessionClient> => {
    const own = clients.get(name) ?? (await dialSession({ service, sandbox, protocol: 2 }))
    clients.set(name, own)
    return own
  }
  const runOne = async ({ practice, source, seconds }: ProofProgram): Promise<ProgramOutcome> => {
    const behind = await wall()
    if (behind === undefined) return NO_WALL
    // What transpiles and bundles is large, and most lessons have no program.
    const { problemOf, runProgram } = await import('./program/run-program.ts')
    const report = await runProgram({
      ...{ source, seconds, wall: behind },
      connect: async (onBytes, onClosed) => {
        const tunnel = await tunnelSession({ service, sandbox }, onBytes, onClosed)
        programs.add(tunnel.id)
        return tunnel
      },
    })
    printed[practice] = printedLines(report)
    // What the program did is told before this is answered.
    await watcher.request(words('PING'))
    const problem = problemOf(report)
    return { kind: 'ran', ...(problem === undefined ? {} : { problem }) }
  }
  return {
    program: runOne,
    run: async (name, line) => {
      const split = splitLine(line)
      if (!split.ok) return { kind: 'error', value: 'Invalid argument(s)' }
      const own = await client(name)
      const reply = await inTime(own.request(split.args))
      if (reply !== undefined) return reply
      clients.delete(name)
      own.close()
      return { kind: 'error', value: `no reply within ${REPLY_MS / 1_000} seconds` }
    },
    seed: async (line) => {
      const split = splitLine(line)
      if (!split.ok) return { kind: 'error', value: 'Invalid argument(s)' }
      const { replies } = await sandbox.execute([split.args])
      return replies[0] ?? { kind: 'nil' }
    },
    evidence: async () => ({
      keys: (await sandbox.keys()).keys,
      commands: [...commands],
      printed: { ...printed },
    }),
    // Who remembers what it saw is told; the sandbox itself remembers nothing.
    doubt: () => undefined,
    close: async () => {
      for (const own of [watcher, ...clients.values()]) own.close()
      await sandbox.delete()
    },
  }
}

function readCommand(
  push: Extract<Reply, { kind: 'push' }>,
  nameOf: (id: string) => string | undefined,
): AnsweredCommand | undefined {
  const [name, body] = push.items.map((item) =>
    item.kind === 'bulk' ? new TextDecoder().decode(item.value) : '',
  )
  if (name !== PUSH_NAME || body === undefined) return undefined
  const event = watchEvent.parse(JSON.parse(body))
  if (event.kind !== 'command') return undefined
  const client = nameOf(event.client)
  const { argv, reply, at, micros } = event
  return client === undefined ? undefined : { client, argv, reply, at, micros }
}

async function inTime(reply: Promise<Reply>): Promise<Reply | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), REPLY_MS)
  })
  // The one that comes second is of no interest.
  reply.catch(() => undefined)
  try {
    return await Promise.race([reply, late])
  } finally {
    clearTimeout(timer)
  }
}
