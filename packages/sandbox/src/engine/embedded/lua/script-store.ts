import { RedisScriptCache, type RedisServerState } from 'js-redis-server/core'
import type { Scripts } from './scripts.ts'
import { readShebang } from './shebang.ts'
import { wrapScript } from './wrap-script.ts'

export interface PreparedScript {
  readonly sha: string
  readonly text: string
  readonly readOnly: boolean
  /** It has a `#!lua` line that does not promise to write nothing. */
  readonly declaresWrites: boolean
}

export const scriptChunk = 'user_script'
/** Prepared texts are only a shortcut; with so many they are made anew. */
const mostPrepared = 200

/** Checks scripts and keeps them ready to run, by their SHA1. */
export class ScriptStore {
  readonly #scripts: Scripts
  readonly #prepared = new Map<string, PreparedScript>()

  constructor(scripts: Scripts) {
    this.#scripts = scripts
  }

  /**
   * Checks a script and puts it into the server's cache.
   * @throws {RedisCommandError} when it is no Lua or its first line is wrong.
   */
  async add(server: RedisServerState, source: Buffer): Promise<PreparedScript> {
    const script = await this.prepare(shaOf(source), source)
    server.scriptCache.load(source)
    return script
  }

  async prepare(sha: string, source: Buffer): Promise<PreparedScript> {
    const known = this.#prepared.get(sha)
    if (known) return known
    const { body, flags, present } = readShebang(source.toString('latin1'))
    await this.#scripts.compile(
      body,
      scriptChunk,
      (problem) => `Error compiling script (new function): ${problem}`,
    )
    const text = wrapScript(body, scriptChunk)
    const script = {
      sha,
      text,
      readOnly: flags.has('no-writes'),
      declaresWrites: present && !flags.has('no-writes'),
    }
    if (this.#prepared.size >= mostPrepared) this.#prepared.clear()
    this.#prepared.set(sha, script)
    return script
  }
}

function shaOf(source: Buffer): string {
  return new RedisScriptCache().load(source)
}
