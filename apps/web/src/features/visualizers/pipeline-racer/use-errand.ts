import { onBeforeUnmount } from 'vue'
import { renderFor, type Reply } from '@keyspace/redis-lang'
import {
  oneLess,
  STOCK,
  STOCK_KEY,
  type Errand,
  type ErrandName,
  type ErrandStep,
} from '@keyspace/visualizer/pipeline-racer'
import { useSandbox } from '../../../stores/sandbox.ts'
import type { Connection } from '../../../transport/transport.ts'
import { commandLine } from '../command-line.ts'
import { argvOf } from './use-pipeline-racer.ts'

const GET = ['GET', STOCK_KEY]
const DECR = ['DECR', STOCK_KEY]
const decoder = new TextDecoder()

/** What a client's variable holds after a reply. */
function valueOf(reply: Reply | undefined): string | undefined {
  if (reply?.kind === 'bulk') return decoder.decode(reply.value)
  return reply?.kind === 'status' ? reply.value : undefined
}

/**
 * Sells one of seven, in four ways, over a connection that is `delayMs` away. The reply to GET is
 * used as it is at the moment at which the next command is written.
 */
export function useErrand(): (name: ErrandName, delayMs: number) => Promise<Errand> {
  const sandbox = useSandbox()
  let open: Connection | null = null
  onBeforeUnmount(() => open?.close())

  return async (name, delayMs) => {
    open?.close()
    const connection = await sandbox.connectFrom(delayMs)
    open = connection
    try {
      await ask(connection, ['SET', STOCK_KEY, String(STOCK)])
      const steps = await run(connection, name)
      const [reply] = await ask(connection, GET)
      return { name, steps: steps.map(stepOf), stock: valueOf(reply) ?? '' }
    } finally {
      connection.close()
    }
  }
}

interface Asked {
  readonly words: readonly string[]
  readonly reply: Reply
}

async function run(connection: Connection, name: ErrandName): Promise<readonly Asked[]> {
  switch (name) {
    case 'one-by-one': {
      const [read] = await asked(connection, GET)
      return [...present(read), ...(await asked(connection, setTo(read)))]
    }
    case 'pipeline': {
      // Both are written before anything is read: there is no reply to go by.
      const read = undefined
      const sold = await asked(connection, GET, setTo(read))
      return [...sold, ...(await nextBuyer(connection))]
    }
    case 'transaction': {
      const begun = await asked(connection, ['MULTI'])
      const [read] = await asked(connection, GET)
      const rest = await asked(connection, setTo(read), ['EXEC'])
      return [...begun, ...present(read), ...rest, ...(await nextBuyer(connection))]
    }
    case 'decr':
      return asked(connection, DECR)
  }
}

/** Whoever counts right meets what was left behind. */
function nextBuyer(connection: Connection): Promise<readonly Asked[]> {
  return asked(connection, DECR)
}

function setTo(read: Asked | undefined): readonly string[] {
  return ['SET', STOCK_KEY, oneLess(valueOf(read?.reply))]
}

function present(each: Asked | undefined): readonly Asked[] {
  return each === undefined ? [] : [each]
}

async function asked(
  connection: Connection,
  ...commands: readonly (readonly string[])[]
): Promise<readonly Asked[]> {
  const replies = await ask(connection, ...commands)
  return commands.flatMap((words, index) => {
    const reply = replies[index]
    return reply === undefined ? [] : [{ words, reply }]
  })
}

function ask(
  connection: Connection,
  ...commands: readonly (readonly string[])[]
): Promise<readonly Reply[]> {
  return Promise.all(connection.pipeline(commands.map(argvOf)))
}

function stepOf({ words, reply }: Asked): ErrandStep {
  return { line: commandLine(...words), reply: renderFor(argvOf(words), reply) }
}
