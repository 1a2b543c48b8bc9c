import { onBeforeUnmount, shallowRef, type Ref } from 'vue'
import type { Argv, Reply } from '@keyspace/redis-lang'
import {
  commandOf,
  LANES,
  laneKey,
  newPipelineRace,
  reducePipelineRacer,
  sentIn,
  type LaneName,
  type PipelineRacerEvent,
  type RacerPicture,
  type RaceRules,
} from '@keyspace/visualizer/pipeline-racer'
import { useSandbox } from '../../../stores/sandbox.ts'
import type { Connection } from '../../../transport/transport.ts'
import { CommandBudget } from './command-budget.ts'

const PINGS = 3
/** How long the server's own times may come after the last reply, in milliseconds. */
const TIMES_MS = 1_000
/** How often the picture follows while commands run, in milliseconds. */
const SHOW_MS = 50

export interface PipelineRacerControl {
  readonly picture: Readonly<Ref<RacerPicture>>
  /** Forgets the race; the next one has these rules. */
  readonly prepare: (rules: RaceRules) => void
  /** Runs all lanes. False when the connection could not be opened or was lost. */
  readonly race: () => Promise<boolean>
}

const encoder = new TextEncoder()

export function argvOf(words: readonly string[]): Argv {
  return words.map((word) => encoder.encode(word))
}

/** The race on the sandbox that is open, over a connection of its own with the delay. */
export function usePipelineRacer(first: RaceRules): PipelineRacerControl {
  const sandbox = useSandbox()
  const picture = shallowRef(newPipelineRace(first))
  const budget = new CommandBudget()
  /** Grows with every race and every change of the rules, so that an abandoned race goes no further. */
  let era = 0
  let open: Connection | null = null

  /** What is known, ahead of what is shown: drawing between two replies would slow the race down. */
  let known = picture.value
  let showing: ReturnType<typeof setTimeout> | undefined

  const take = (event: PipelineRacerEvent): void => {
    known = reducePipelineRacer(known, event)
    if (event.kind === 'stage') show()
    else if (known !== picture.value) showing ??= setTimeout(show, SHOW_MS)
  }

  function show(): void {
    clearTimeout(showing)
    showing = undefined
    picture.value = known
  }

  async function send(words: readonly (readonly string[])[]): Promise<void> {
    if (open === null) return
    const replies = open.pipeline(words.map(argvOf))
    take({ kind: 'sent', at: performance.now(), count: words.length })
    await Promise.all(replies.map((reply) => reply.then(replied)))
  }

  function replied(reply: Reply): void {
    take({ kind: 'replied', at: performance.now(), isError: reply.kind === 'error' })
  }

  async function runLane(lane: LaneName, { count, work }: RaceRules): Promise<void> {
    const command = commandOf(lane, work)
    const all = Array.from({ length: count }, () => command)
    if (lane === 'pipeline') await send(all)
    else if (lane === 'transaction') await send([['MULTI'], ...all, ['EXEC']])
    else {
      const mine = era
      for (const each of all) if (mine === era) await send([each])
    }
  }

  async function runAll(rules: RaceRules, connection: Connection, mine: number): Promise<void> {
    take({ kind: 'begin', rules, client: connection.clientId })
    take({ kind: 'stage', stage: 'prepare' })
    await send([['DEL', ...LANES.map(laneKey)]])
    await pause(waitMs(rules))
    for (const stage of ['ping', ...LANES] as const) {
      if (mine !== era) return
      take({ kind: 'stage', stage })
      if (stage !== 'ping') await runLane(stage, rules)
      else for (let each = 0; each < PINGS; each += 1) await send([['PING']])
    }
    await timesTold()
    if (mine === era) take({ kind: 'stage', stage: 'done' })
  }

  function waitMs({ count }: RaceRules): number {
    const limits = sandbox.sandbox?.limits
    if (limits === undefined) return 0
    const commands = LANES.reduce((sum, lane) => sum + sentIn(lane, count), PINGS + 1)
    const rate = { perSecond: limits.commandsPerSecond, burst: limits.commandsBurst }
    return budget.take(commands, rate, performance.now())
  }

  /** The server's times come over the connection that watches, which is not the one that races. */
  async function timesTold(): Promise<void> {
    const end = performance.now() + TIMES_MS
    while (
      known.requests.some(({ acceptedAt }) => acceptedAt === null) &&
      performance.now() < end
    ) {
      await pause(10)
    }
  }

  async function race(): Promise<boolean> {
    const { count, addedMs, work } = known
    const mine = restart()
    try {
      const connection = await sandbox.connectFrom(addedMs)
      if (mine !== era) {
        connection.close()
        return true
      }
      open = connection
      await runAll({ count, addedMs, work }, connection, mine)
      return true
    } catch {
      if (mine === era) take({ kind: 'stage', stage: 'idle' })
      return mine !== era
    } finally {
      if (mine === era) hangUp()
    }
  }

  function restart(): number {
    hangUp()
    era += 1
    return era
  }

  function hangUp(): void {
    open?.close()
    open = null
  }

  function prepare(rules: RaceRules): void {
    restart()
    known = newPipelineRace(rules)
    show()
  }

  const stop = sandbox.listen(take)
  onBeforeUnmount(() => {
    restart()
    stop()
    clearTimeout(showing)
  })
  return { picture, prepare, race }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
