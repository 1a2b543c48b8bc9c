/** What a program needs to find its language and its libraries. Nothing else of ours is passed on: CI keeps secrets there. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'VIRTUAL_ENV',
  'PYTHONPATH',
  'NODE_PATH',
  'JAVA_HOME',
  'GOPATH',
  'GOCACHE',
  'GOROOT',
  'CARGO_HOME',
  'RUSTUP_HOME',
  'DOTNET_ROOT',
  'DENO_DIR',
  'BUN_INSTALL',
  'GEM_HOME',
  'GEM_PATH',
] as const

export interface EnvironmentOptions {
  readonly port: number
  readonly redisUrl: string
  /** `NAME=value`, by which the submission's processes are found again. */
  readonly mark: string
  readonly extra: Readonly<Record<string, string>>
}

export function submissionEnvironment(options: EnvironmentOptions): Record<string, string> {
  const [markName = '', markValue = ''] = options.mark.split('=')
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(passed),
    PYTHONUNBUFFERED: '1',
    ...options.extra,
    HOST: '127.0.0.1',
    PORT: String(options.port),
    REDIS_URL: options.redisUrl,
    [markName]: markValue,
  }
}
