import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { MissingPart } from '../usage.ts'

export interface LaunchedApi {
  readonly url: string
  readonly stop: () => Promise<void>
}

const READY = /Keyspace is ready: (\S+)/

/** Starts the API of this repository on a free port, for a folder of lessons. Throws {@link MissingPart} when it ends instead. */
export async function launchApi(repository: string, lessons: string): Promise<LaunchedApi> {
  const env = {
    ...process.env,
    ...{ PORT: '0', RESP_PORT: '0', LOG_LEVEL: 'warn', LESSON_PREVIEW: '1', LESSONS_DIR: lessons },
  }
  const api = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'apps/api/src/main.ts'],
    // The channel tells it when this program is gone, even when it was killed.
    { cwd: repository, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  )
  const stop = async (): Promise<void> => {
    if (api.exitCode !== null || api.signalCode !== null) return
    const ended = once(api, 'exit')
    api.kill('SIGTERM')
    await ended
  }
  return { url: await readyUrl(api), stop }
}

function readyUrl(api: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    api.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
      const [, url] = READY.exec(said) ?? []
      if (url !== undefined) resolve(url)
    })
    api.once('error', ({ message }) => reject(new MissingPart(message)))
    api.once('exit', () => reject(new MissingPart(said.trim() || 'The API ended at once.')))
  })
}
