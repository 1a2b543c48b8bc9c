import { readOrder, type Order, type RaceMode } from '@keyspace/visualizer/counter-race'
import { shortText, wholeNumber, type Settings } from '../settings.ts'

export interface RaceSettings {
  readonly key: string
  readonly mode: RaceMode
  readonly start: number
  /** The order to play as soon as the Redis is there; none when the learner chooses. */
  readonly order: Order | undefined
}

/** From a directive or an address. */
export function readRaceSettings(settings: Settings): RaceSettings {
  const mode: RaceMode = settings['mode'] === 'incr' ? 'incr' : 'read-write'
  return {
    key: shortText(settings['key'], 'counter'),
    mode,
    start: wholeNumber(settings['start'], [-1_000_000, 1_000_000], 10),
    order: readOrder(settings['order'] ?? '', mode),
  }
}

export function writeRaceSettings({ key, mode, start, order }: RaceSettings): Settings {
  return {
    key,
    mode,
    start: String(start),
    ...(order === undefined ? {} : { order: order.join('') }),
  }
}
