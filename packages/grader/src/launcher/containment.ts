import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { onPath } from '../on-path.ts'
import { isAlive, markedProcesses, processTree } from './process-tree.ts'

export interface Containment {
  /** `namespace`: the kernel ends everything with the first process. `sweep`: we look for what is left. */
  readonly kind: 'namespace' | 'sweep'
  /** What stands before the submission's own command. */
  wrap(argv: readonly string[], user: { uid?: number; gid?: number }): readonly string[]
}

let known: Containment | undefined

/** The best way to hold a submission together on this machine; tried once. */
export function containment(): Containment {
  known ??= findContainment()
  return known
}

function findContainment(): Containment {
  const unshare = onPath('unshare')
  const setpriv = onPath('setpriv')
  const isRoot = process.getuid?.() === 0
  const own = isRoot ? [] : ['--user', '--map-current-user']
  const namespace =
    unshare === undefined ? [] : [unshare, ...own, '--pid', '--fork', '--kill-child=KILL']
  const works = namespace.length > 0 && runs([...namespace, 'true'])
  // Should the grader itself be killed, its submissions go too.
  const withUs = setpriv === undefined ? [] : [setpriv, '--pdeathsig=KILL']
  return {
    kind: works ? 'namespace' : 'sweep',
    wrap: (argv, user) => [
      ...withUs,
      ...(works ? namespace : []),
      ...asUser(setpriv, user),
      ...argv,
    ],
  }
}

function asUser(
  setpriv: string | undefined,
  { uid, gid }: { uid?: number; gid?: number },
): readonly string[] {
  if (uid === undefined) return []
  if (setpriv === undefined) throw new Error('another user needs setpriv')
  return [
    setpriv,
    `--reuid=${uid}`,
    `--regid=${gid ?? uid}`,
    '--clear-groups',
    '--bounding-set=-all',
    '--inh-caps=-all',
    '--no-new-privs',
  ]
}

function runs([file = '', ...args]: readonly string[]): boolean {
  return spawnSync(file, args, { stdio: 'ignore', timeout: 2_000 }).status === 0
}

const SWEEP_WITHIN_MS = 2_000

/**
 * Ends a submission with everything that it started: its tree, its process group, and whatever left
 * both but still carries the run's mark in its environment. Resolves when they are gone.
 */
export async function endEverything(root: number, mark: string): Promise<void> {
  const deadline = performance.now() + SWEEP_WITHIN_MS
  kill(-root)
  for (let left: readonly number[] = processTree(root); ; left = remaining(left, mark)) {
    for (const pid of left) kill(pid)
    if (left.length === 0 || performance.now() > deadline) return
    await sleep(2)
  }
}

function remaining(before: readonly number[], mark: string): readonly number[] {
  const alive = before.filter(isAlive)
  if (alive.length > 0 || containment().kind === 'namespace') return alive
  return markedProcesses(mark)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
