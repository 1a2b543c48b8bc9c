import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Ran {
  readonly code: number
  /** What it printed, errors among it. */
  readonly printed: string
}

export interface ScriptOptions {
  readonly cwd: string
  /** Added to what a runner has anyway. */
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program as a runner of CI does: with its paths and none of this test's own variables. */
export async function runProgram(
  [file, ...args]: readonly [string, ...string[]],
  { cwd, env = {} }: ScriptOptions,
): Promise<Ran> {
  const child = spawn(file, args, { cwd, env: { ...runnerEnvironment(), ...env }, stdio: 'pipe' })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  }
  const ended: readonly unknown[] = await once(child, 'close')
  return { code: Number(ended[0]), printed }
}

/** A script with the flags that GitHub and GitLab run bash with. */
export function runBash(script: string, options: ScriptOptions): Promise<Ran> {
  return runProgram(['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options)
}

function runnerEnvironment(): Record<string, string> {
  const passed = ['PATH', 'HOME', 'LANG', 'npm_config_registry'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(passed),
    // What was downloaded for this very repository is taken from there.
    npm_config_prefer_offline: 'true',
  }
}
