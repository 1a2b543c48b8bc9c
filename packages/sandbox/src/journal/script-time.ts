import { createHash } from 'node:crypto'
import type { Argv } from '@keyspace/redis-lang'
import { isWord, latin1, word } from '../policy/argument.ts'

/** A script in which nothing is called so does not ask for the time. */
const mayAsk = /time/i

/**
 * Scripts that ask Redis for the time, as they are to be repeated: with the time at which they ran. Functions, and
 * scripts that build the name of the command, get the time of the replay.
 */
export class ScriptTime {
  readonly #sources = new Map<string, string>()

  /** The commands that repeat one that ran at `at`, in milliseconds since 1970. */
  repeat(argv: Argv, at: number): readonly Argv[] {
    const [, first, second] = argv
    switch (word(argv, 0)) {
      case 'script':
        if (isWord(first, 'load')) this.#remember(latin1(second))
        return [argv]
      case 'eval': {
        const source = latin1(first)
        if (!this.#remember(source)) return [argv]
        // Its own digest has to be known behind it.
        return [[bytes('SCRIPT'), bytes('LOAD'), bytes(source)], evalAt(source, at, argv)]
      }
      case 'evalsha': {
        const source = this.#sources.get(latin1(first).toLowerCase())
        return [source === undefined ? argv : evalAt(source, at, argv)]
      }
      default:
        return [argv]
    }
  }

  #remember(source: string): boolean {
    if (!mayAsk.test(source)) return false
    this.#sources.set(createHash('sha1').update(source, 'latin1').digest('hex'), source)
    return true
  }
}

function evalAt(source: string, at: number, argv: Argv): Argv {
  return [bytes('EVAL'), bytes(withTime(source, at)), ...argv.slice(2)]
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

/** The script with another `redis` in front of it, behind its shebang; its lines keep their numbers. */
function withTime(source: string, at: number): string {
  const shebang = /^#![^\n]*\n/.exec(source)?.[0] ?? ''
  const time = `{'${Math.floor(at / 1_000)}','${Math.floor((at % 1_000) * 1_000)}'}`
  const timed = `function(call) return function(name,...) if type(name)=='string' and name:upper()=='TIME' then return ${time} end return call(name,...) end end`
  const redis = `(function(real,timed) return setmetatable({call=timed(real.call),pcall=timed(real.pcall)},{__index=real}) end)(redis,${timed})`
  return `${shebang}local redis=${redis} ${source.slice(shebang.length)}`
}
