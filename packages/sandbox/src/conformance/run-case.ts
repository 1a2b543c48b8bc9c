import { setTimeout as sleep } from 'node:timers/promises'
import type { Argv } from '@keyspace/redis-lang'
import { Client, type Outcome } from './client.ts'
import type { Case, Step } from './parse-dsl.ts'
import type { Target } from './target.ts'

export interface Patience {
  /** Milliseconds for a reply that must come. */
  readonly replyMs: number
  /** Milliseconds for a push that may not come. */
  readonly pushMs: number
}

export const usual: Patience = { replyMs: 5_000, pushMs: 1_000 }

/** For a second look, when the machine may have been busy. */
export const patient: Patience = { replyMs: 15_000, pushMs: 4_000 }

/** What each step of the case got, in the order of the steps; nothing for `wait` and unawaited sends. */
export type CaseRun = readonly (readonly Outcome[])[]

/** Runs a case on a fresh server of the target. */
export async function runCase(
  testCase: Case,
  target: Target,
  patience: Patience,
): Promise<CaseRun> {
  const server = await target.start()
  const clients = new Map<number, Client>()
  const clientOf = (connection: number): Client => {
    const client = clients.get(connection) ?? new Client(server)
    clients.set(connection, client)
    return client
  }
  const owed = new Map<number, Argv>()
  const runStep = async (step: Step): Promise<readonly Outcome[]> => {
    switch (step.kind) {
      case 'wait':
        await sleep(step.ms)
        return []
      case 'send':
        clientOf(step.connection).send(step.argv)
        if (step.awaited) return clientOf(step.connection).replies(step.argv, patience.replyMs)
        owed.set(step.connection, step.argv)
        return []
      case 'join':
        return clientOf(step.connection).replies(owed.get(step.connection) ?? [], patience.replyMs)
      case 'push':
        return [await clientOf(step.connection).push(patience.pushMs)]
    }
  }
  try {
    const outcomes: (readonly Outcome[])[] = []
    for (const step of testCase.steps) outcomes.push(await runStep(step))
    return outcomes
  } finally {
    for (const client of clients.values()) client.close()
    await server.stop()
  }
}
