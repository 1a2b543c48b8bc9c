import { EventEmitter } from 'events'
import * as crypto from './shims/crypto.ts'
import type { ProgramPort } from './port.ts'
import { refuse } from './refuse.ts'

const sleep = (ms: number, value?: unknown) =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms))

const once = (emitter: EventEmitter, name: string) =>
  new Promise((resolve, reject) => {
    emitter.once(name, (...values: unknown[]) => resolve(values))
    if (name !== 'error') emitter.once('error', reject)
  })

/** What a program may import: `packages`, and the few parts of Node that lessons on Redis use. */
export function createRequire(
  packages: Readonly<Record<string, object>>,
  port: ProgramPort,
): (name: string) => object {
  const timers = { setTimeout: sleep }
  const modules: Readonly<Record<string, object>> = {
    ...packages,
    'timers/promises': { ...timers, default: timers, __esModule: true },
    events: { EventEmitter, once, default: EventEmitter, __esModule: true },
    crypto: { ...crypto, default: crypto, __esModule: true },
  }
  return (name) => {
    const found = modules[name.replace(/^node:/, '')]
    if (found !== undefined) return found
    const ofNode = ['node:timers/promises', 'node:events', 'node:crypto']
    const known = [...Object.keys(packages), ...ofNode].join(', ')
    return refuse(port, 'module', name, `There is no module '${name}' here; there are ${known}.`)
  }
}
