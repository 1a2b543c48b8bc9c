import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { boundedLog, type BoundedLog } from './bounded-log.ts'
import type { LaunchCommand } from './launch-chain.ts'

/** How a process went: one of the two is set, as in Node's 'exit' event. */
export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A running server, from its launch until nothing of it is left. */
export interface ServerProcess {
  readonly pid: number | undefined
  readonly log: BoundedLog
  /** Resolves when the process and its children are gone and have let go of their output. */
  readonly gone: Promise<ProcessEnd>
  readonly kill: () => void
}

/** Starts the chain of programs in a process group of its own, and hands the server its configuration. */
export function startServer(command: LaunchCommand, config: string): ServerProcess {
  const child = spawn(command.file, command.args, {
    ...command.options,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  if (child.pid !== undefined) yieldToOthers(child.pid)
  const log = boundedLog([child.stdout, child.stderr])
  const gone = new Promise<ProcessEnd>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  // A server that dies before it has read its configuration is told by `gone`.
  child.stdin.on('error', () => undefined)
  child.stdin.end(config)
  return { pid: child.pid, log, gone, kill: () => killGroup(child) }
}

/** Also reaches what the server forked to save its data. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

/**
 * A process group of its own is a session of its own, and Linux shares the processor out between
 * sessions first: the nice value of the server alone would count against nobody. 5 is a third of an
 * equal share: enough that an honest learner does not starve on a busy machine.
 * Source: sched(7), "The autogroup feature".
 */
function yieldToOthers(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, '5')
  } catch {
    // Not Linux, or a kernel without it.
  }
}
