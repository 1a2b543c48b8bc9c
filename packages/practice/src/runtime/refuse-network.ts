import type { ProgramPort } from './port.ts'
import { refuse } from './refuse.ts'

/** Ways out that a learner may try by habit. The wall is elsewhere: this only says so in words. */
const NAMES = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'importScripts'] as const

/** Puts a function in the place of each way to the network that tells why there is none. */
export function refuseNetwork(port: ProgramPort): void {
  for (const name of NAMES) {
    const why = `There is no ${name} here: a program reaches your own Redis and nothing else.`
    // A function and no arrow, so that `new` gets the same words.
    const value = function (): never {
      return refuse(port, 'network', name, why)
    }
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
}
