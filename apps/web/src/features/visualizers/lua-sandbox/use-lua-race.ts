import { onBeforeUnmount, ref, type Ref } from 'vue'
import { renderReply } from '@keyspace/redis-lang'
import {
  EXAMPLES,
  type LuaEvent,
  type RaceMove,
  type RaceUser,
  type RaceWay,
} from '@keyspace/visualizer/lua-sandbox'
import { useSandbox } from '../../../stores/sandbox.ts'
import type { Connection } from '../../../transport/transport.ts'
import { argvOf } from './argv-bytes.ts'
import { wordsIn, type LuaSettings } from './lua-settings.ts'
import type { OpenUsers } from './use-lua-users.ts'

/** Between two moves, so that an eye can follow. */
const MOVE_MS = 450
const LOOK_MS = 50

export interface LuaRaceControl {
  readonly isRacing: Readonly<Ref<boolean>>
  /** A user waits for a key to run out. */
  readonly isWaiting: Readonly<Ref<boolean>>
  readonly isAway: Readonly<Ref<boolean>>
  readonly play: (settings: LuaSettings, way: RaceWay) => Promise<void>
}

/** Two users make their moves in a fixed order; each move is a command of their own connection. */
export function useLuaRace(openUsers: OpenUsers, take: (event: LuaEvent) => void): LuaRaceControl {
  const sandbox = useSandbox()
  const isRacing = ref(false)
  const isWaiting = ref(false)
  const isAway = ref(false)
  let isLeft = false
  onBeforeUnmount(() => (isLeft = true))

  async function play(settings: LuaSettings, way: RaceWay): Promise<void> {
    if (isRacing.value) return
    isRacing.value = true
    isAway.value = false
    try {
      await race(settings, way)
    } catch {
      isAway.value = true
    } finally {
      isRacing.value = false
      isWaiting.value = false
    }
  }

  async function race(settings: LuaSettings, way: RaceWay): Promise<void> {
    const { setup, race: plan } = EXAMPLES[settings.example]
    const [first, second, third] = await openUsers()
    if (first === undefined || second === undefined || third === undefined) return
    await sandbox.ask(setup.map((words) => argvOf(...words)))
    take({ kind: 'race-begins', way })
    const moves = way === 'atomic' ? plan.atomic : plan.separate
    const left: Record<RaceUser, RaceMove[]> = { U1: [...moves.U1], U2: [...moves.U2] }
    for (const digit of plan.orders[way]) {
      const user = digit === '1' ? 'U1' : 'U2'
      const move = left[user].shift()
      if (move === undefined) continue
      await pause(MOVE_MS)
      if (isLeft) return
      const reply = await make(move, user === 'U1' ? first : second, settings)
      if (move.onlyOn?.includes(reply) === false) left[user] = []
    }
    await pause(MOVE_MS)
    const got = await third.request(argvOf(...plan.check))
    take({ kind: 'race-ends', got: renderReply(got) })
  }

  async function make(
    { kind, words }: RaceMove,
    connection: Connection,
    { script, keys }: LuaSettings,
  ): Promise<string> {
    if (kind === 'wait') return gone(words)
    const names = wordsIn(keys) ?? []
    const sent =
      kind === 'script' ? ['EVAL', script, String(names.length), ...names, ...words] : words
    return renderReply(await connection.request(argvOf(...sent)))
  }

  /** Looks until the key has run out. */
  async function gone(key: readonly string[]): Promise<string> {
    isWaiting.value = true
    for (;;) {
      const [reply] = await sandbox.ask([argvOf('EXISTS', ...key)])
      if (isLeft || reply?.kind !== 'integer' || Number(reply.value) === 0) break
      await pause(LOOK_MS)
    }
    isWaiting.value = false
    return ''
  }

  return { isRacing, isWaiting, isAway, play }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
