import { computed, onBeforeUnmount, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import {
  newRace,
  nextLine,
  reduceCounterRace,
  type CounterRaceEvent,
  type CounterRacePicture,
  type Order,
  type RaceMode,
  type RacerName,
} from '@keyspace/visualizer/counter-race'
import { useSandbox } from '../../../stores/sandbox.ts'
import { commandLine } from '../command-line.ts'

/** Between two moves of an order that plays by itself, so that an eye can follow. */
const MOVE_MS = 650

export interface RaceStart {
  readonly key: string
  readonly mode: RaceMode
  readonly start: number
}

export interface CounterRaceControl {
  readonly picture: Readonly<Ref<CounterRacePicture>>
  /** True while a move or a whole order runs. */
  readonly isRunning: Readonly<Ref<boolean>>
  readonly canMove: ComputedRef<boolean>
  /** Why the last move did not run. */
  readonly problem: Readonly<Ref<'busy' | 'away' | null>>
  /** Sets the counter, as terminal A. */
  readonly begin: (race: RaceStart) => Promise<void>
  readonly move: (name: RacerName) => Promise<void>
  /** Sets the counter and makes the moves one after the other. */
  readonly play: (race: RaceStart, order: Order) => Promise<void>
}

/** The race on the sandbox that is open: moves are commands in terminals A and B. */
export function useCounterRace(first: RaceStart): CounterRaceControl {
  const sandbox = useSandbox()
  const picture = shallowRef(newRace(first.key, first.mode, first.start))
  const isRunning = ref(false)
  const problem = ref<'busy' | 'away' | null>(null)
  /** Grows with every new start, so that an order that was given up makes no further move. */
  let era = 0
  let wake: (() => void) | null = null

  const take = (event: CounterRaceEvent): void => {
    picture.value = reduceCounterRace(picture.value, event)
    if (event.kind === 'command') wake?.()
  }

  async function run(client: RacerName, line: string): Promise<boolean> {
    const told = nextCommand()
    const result = await sandbox.run(client, line)
    if (result.outcome === 'replied') {
      problem.value = null
      await told
      return true
    }
    problem.value = result.outcome === 'busy' ? 'busy' : 'away'
    return false
  }

  /** The command's own report comes beside its reply; the next move needs what it says. */
  function nextCommand(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 1_000)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function begin(race: RaceStart): Promise<void> {
    era += 1
    const mine = era
    isRunning.value = true
    take({ kind: 'begin', ...race })
    await run('A', commandLine('SET', race.key, race.start))
    if (mine === era) isRunning.value = false
  }

  async function step(name: RacerName): Promise<boolean> {
    const line = nextLine(picture.value, name)
    if (line !== undefined) return run(name, line)
    take({ kind: 'add', client: name, serverMs: performance.timeOrigin + performance.now() })
    return true
  }

  async function move(name: RacerName): Promise<void> {
    if (isRunning.value || picture.value.racers[name].next === 'done') return
    isRunning.value = true
    const mine = era
    await step(name)
    if (mine === era) isRunning.value = false
  }

  async function play(race: RaceStart, order: Order): Promise<void> {
    await begin(race)
    if (problem.value !== null) return
    const mine = era
    isRunning.value = true
    for (const name of order) {
      await new Promise((resolve) => setTimeout(resolve, MOVE_MS))
      if (mine !== era || !(await step(name))) break
    }
    if (mine === era) isRunning.value = false
  }

  const stop = sandbox.listen(take)
  onBeforeUnmount(() => {
    era += 1
    stop()
  })
  return {
    picture,
    isRunning,
    problem,
    canMove: computed(() => picture.value.isReady && !isRunning.value),
    begin,
    move,
    play,
  }
}
