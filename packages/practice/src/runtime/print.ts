import { format } from 'node-inspect-extracted'
import type { PrintLevel } from '../wire.ts'
import type { ProgramPort } from './port.ts'

const LEVELS: Readonly<Record<string, PrintLevel>> = {
  log: 'log',
  info: 'log',
  debug: 'log',
  warn: 'warn',
  error: 'error',
  trace: 'error',
}

/** A `console` that writes what Node would write, to the page that runs the program. */
export function createConsole(port: ProgramPort): object {
  const print = (level: PrintLevel, values: unknown[]) =>
    port.post({ kind: 'print', level, text: format(...values) })
  const counts = new Map<string, number>()
  const started = new Map<string, number>()
  const named = (label: unknown) => (label === undefined ? 'default' : format(label))
  const methods = Object.entries(LEVELS).map(
    ([name, level]) => [name, (...values: unknown[]) => print(level, values)] as const,
  )
  return {
    ...Object.fromEntries(methods),
    dir: (value: unknown) => print('log', [value]),
    table: (value: unknown) => print('log', [value]),
    group: (...values: unknown[]) => (values.length > 0 ? print('log', values) : undefined),
    groupEnd: () => undefined,
    assert: (holds: unknown, ...values: unknown[]) => {
      if (holds) return
      print('error', values.length === 0 ? ['Assertion failed'] : ['Assertion failed:', ...values])
    },
    count: (label?: unknown) => {
      const next = (counts.get(named(label)) ?? 0) + 1
      counts.set(named(label), next)
      print('log', [`${named(label)}: ${next}`])
    },
    time: (label?: unknown) => void started.set(named(label), performance.now()),
    timeEnd: (label?: unknown) => {
      const ms = performance.now() - (started.get(named(label)) ?? performance.now())
      print('log', [`${named(label)}: ${ms.toFixed(3)}ms`])
    },
  }
}
