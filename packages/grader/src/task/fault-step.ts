import { globMatch } from '@keyspace/lesson/yaml'
import type { Scene } from '../probes/probe.ts'
import { argument, type WireCommand } from '../wire/wire-command.ts'
import type { FaultStep } from './task-schema.ts'

/** Disturbs what is between the submission and its Redis, as the checks of the exam do. */
export async function runFault({ fault }: FaultStep, scene: Scene): Promise<void> {
  const { wire } = scene
  if (fault === 'away') await wire.interrupt()
  else if (fault === 'back' || fault === 'restart') await scene.restartRedis()
  else if ('latency' in fault) wire.setLatency(() => fault.latency)
  else if ('hold' in fault) wire.freezeReplies(fault.hold)
  else cutOnce(wire, fault.cut === 'before' ? 'cut-before' : 'cut-after', fault.at)
}

function cutOnce(wire: Scene['wire'], ruling: 'cut-before' | 'cut-after', at: string): void {
  let isCut = false
  wire.setGate((command) => {
    if (isCut || !globMatch(at, lineOf(command))) return 'forward'
    isCut = true
    return ruling
  })
}

function lineOf(command: WireCommand): string {
  const rest = command.argv.slice(1).map((_, index) => argument(command, index + 1))
  return [command.name, ...rest].join(' ')
}
