import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'
import { bytesFromJson, type Argv, type Reply } from '@keyspace/redis-lang'
import {
  inOrder,
  leftMs,
  NO_BOMBS,
  reduceTtlBomb,
  type Bomb,
  type TtlBombEvent,
  type TtlBombPicture,
} from '@keyspace/visualizer/ttl-bomb'
import { useSandbox } from '../../../stores/sandbox.ts'

const TICK_MS = 50
/** How often the server is asked again, and for how many of the bombs that explode next. */
const SYNC_MS = 10_000
const SYNCED = 20
/** A fuse of hours needs no second look, and a page left open should not keep a sandbox alive. */
const SYNC_BELOW_MS = 3_600_000

/** The bombs of the sandbox that is open, on the clock of `performance.now()`. */
export function useTtlBombs(): ShallowRef<TtlBombPicture> {
  const sandbox = useSandbox()
  const picture = shallowRef(NO_BOMBS)
  const take = (event: TtlBombEvent): void => {
    picture.value = reduceTtlBomb(picture.value, event)
  }

  async function sync(): Promise<void> {
    if (document.hidden || sandbox.status !== 'ready') return
    const now = performance.now()
    const bombs = inOrder(picture.value)
      .filter((bomb) => bomb.state === 'burning' && leftMs(bomb, now) < SYNC_BELOW_MS)
      .slice(0, SYNCED)
    if (bombs.length === 0) return
    const replies = await sandbox.ask(bombs.flatMap(questions)).catch(() => [])
    const at = performance.now()
    bombs.forEach((bomb, index) => {
      const left = pttlOf(replies[index * 2 + 1])
      // The server looked somewhere between the question and the answer.
      if (left !== undefined)
        take({ kind: 'sync', at, id: bomb.id, deadline: (now + at) / 2 + left })
    })
  }

  const stop = sandbox.listen(take)
  const tick = setInterval(() => take({ kind: 'tick', at: performance.now() }), TICK_MS)
  const again = setInterval(() => void sync(), SYNC_MS)
  const onSeen = (): void => void sync()
  document.addEventListener('visibilitychange', onSeen)
  onBeforeUnmount(() => {
    stop()
    clearInterval(tick)
    clearInterval(again)
    document.removeEventListener('visibilitychange', onSeen)
  })
  return picture
}

function questions({ db, key }: Bomb): readonly Argv[] {
  const encoder = new TextEncoder()
  return [
    [encoder.encode('SELECT'), encoder.encode(String(db))],
    [encoder.encode('PTTL'), bytesFromJson(key)],
  ]
}

function pttlOf(reply: Reply | undefined): number | undefined {
  const ms = reply?.kind === 'integer' ? Number(reply.value) : -1
  return ms >= 0 ? ms : undefined
}
