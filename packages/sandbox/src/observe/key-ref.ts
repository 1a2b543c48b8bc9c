import { latin1 } from '../policy/argument.ts'

/** A key in its database. */
export interface KeyRef {
  readonly db: number
  readonly key: Uint8Array
}

/** A text that is the same for the same key and database only. */
export function idOf({ db, key }: KeyRef): string {
  return `${db}:${latin1(key)}`
}
