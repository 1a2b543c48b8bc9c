import type { RaceRules } from '@keyspace/visualizer/pipeline-racer'
import { wholeNumber, type Settings } from '../settings.ts'

export const COUNTS = [1, 100] as const
export const DELAYS = [0, 200] as const

/** From a directive or an address. */
export function readRacerSettings(settings: Settings): RaceRules {
  return {
    count: wholeNumber(settings['n'], COUNTS, 10),
    addedMs: wholeNumber(settings['rtt'], DELAYS, 50),
    work: settings['work'] === 'loop' ? 'loop' : 'incr',
  }
}

export function writeRacerSettings({ count, addedMs, work }: RaceRules): Settings {
  return { n: String(count), rtt: String(addedMs), work }
}
