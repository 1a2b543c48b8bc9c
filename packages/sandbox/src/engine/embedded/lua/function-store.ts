import { RedisCommandError, type RedisExecutionContext } from 'js-redis-server/core'
import type { ReplyValue } from 'lua-redis-wasm'
import { readMark } from './error-mark.ts'
import { readLibraryHead } from './function-library.ts'
import type { Scripts } from './scripts.ts'
import { callingText, functionChunk, loadingText } from './wrap-library.ts'

export interface LibraryFunction {
  readonly name: string
  readonly description: string | undefined
  readonly flags: readonly string[]
}

export interface Library {
  readonly name: string
  readonly code: Buffer
  readonly body: string
  readonly functions: readonly LibraryFunction[]
}

/** The function libraries of one server. */
export class FunctionStore {
  readonly #scripts: Scripts
  readonly #libraries = new Map<string, Library>()

  constructor(scripts: Scripts) {
    this.#scripts = scripts
  }

  libraries(): readonly Library[] {
    return [...this.#libraries.values()]
  }

  /** @throws {RedisCommandError} with Redis's reason. */
  async load(code: Buffer, replace: boolean, ctx: RedisExecutionContext): Promise<string> {
    const { name, body } = readLibraryHead(code.toString('latin1'))
    if (this.#libraries.has(name) && !replace) {
      throw new RedisCommandError(`Library '${name}' already exists`)
    }
    await this.#scripts.compile(
      body,
      functionChunk,
      (problem) => `Error compiling function: ${problem}`,
    )
    const functions = await this.#register(body, ctx)
    for (const { name: taken } of functions) {
      const owner = this.find(taken)
      if (owner && owner.library.name !== name) {
        throw new RedisCommandError(`Function ${taken} already exists`)
      }
    }
    this.#libraries.set(name, { name, code, body, functions })
    return name
  }

  find(name: string): { readonly library: Library; readonly found: LibraryFunction } | undefined {
    for (const library of this.#libraries.values()) {
      const found = library.functions.find((one) => one.name.toLowerCase() === name.toLowerCase())
      if (found) return { library, found }
    }
    return undefined
  }

  delete(name: string): boolean {
    return this.#libraries.delete(name)
  }

  flush(): void {
    this.#libraries.clear()
  }

  /** Takes over what {@link libraries} gave. */
  restore(libraries: readonly Library[]): void {
    for (const library of libraries) this.#libraries.set(library.name, library)
  }

  /** The text that runs one function of a library. */
  callText({ body }: Library, name: string): string {
    return callingText(body, name)
  }

  async #register(body: string, ctx: RedisExecutionContext): Promise<LibraryFunction[]> {
    const result = await this.#scripts.runFunction(
      {
        text: loadingText(body),
        keys: [],
        args: [],
        readOnly: true,
        name: '',
        chunk: functionChunk,
      },
      ctx,
    )
    if (!Array.isArray(result)) {
      const { err } = isError(result) ? result : { err: Buffer.from('ERR no reply') }
      throw new RedisCommandError(
        `Error registering functions: ${readMark(err.toString())?.text ?? err.toString()}`,
      )
    }
    if (result.length === 0) throw new RedisCommandError('No functions registered')
    return result.map(functionOf)
  }
}

function isError(value: ReplyValue): value is { err: Buffer } {
  return typeof value === 'object' && value !== null && 'err' in value
}

function functionOf(entry: ReplyValue): LibraryFunction {
  const [name, description, flags] = Array.isArray(entry) ? entry : []
  return {
    name: Buffer.isBuffer(name) ? name.toString() : '',
    description: Buffer.isBuffer(description) ? description.toString() : undefined,
    flags: Array.isArray(flags) ? flags.map(String) : [],
  }
}
