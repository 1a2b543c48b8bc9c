import { encodeReply, type Change, type KeyView } from '@keyspace/redis-lang'
import type { StepView } from '../steps/steps.ts'

/** What a watcher is told; the shape that the protocol package describes. */
export type WatchEvent =
  | {
      readonly kind: 'snapshot'
      readonly keys: readonly KeyView[]
      readonly total: number
      readonly truncated: boolean
    }
  | { readonly kind: 'changes'; readonly changes: readonly Change[]; readonly total: number }
  | ({ readonly kind: 'command' } & StepView)
  | { readonly kind: 'replaced'; readonly reason: string; readonly lost: boolean }

const NAME = Buffer.from('keyspace')

/** A RESP3 push of two bulk strings: `keyspace` and the event as JSON. */
export function encodeEvent(event: WatchEvent): Uint8Array {
  return encodeReply(
    {
      kind: 'push',
      items: [
        { kind: 'bulk', value: NAME },
        { kind: 'bulk', value: Buffer.from(JSON.stringify(event)) },
      ],
    },
    3,
  )
}
