import { RedisCommandError, type RedisExecutionContext } from 'js-redis-server/core'
import type { ReplyValue } from 'lua-redis-wasm'
import { readLibraryHead } from './function-library.ts'
import { errorText } from './script-error.ts'
import type { LibraryState, Scripts } from './scripts.ts'
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
  /** What its variables held after its last call, as the library's own code writes it. */
  readonly state?: Buffer
}

/** What the variables of all libraries may take together. */
const mostStateBytes = 4 * 1024 * 1024

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

  /** Where a library keeps its variables between two calls, as long as it is not loaded anew. */
  stateOf({ name }: Library): LibraryState {
    return {
      read: () => this.#libraries.get(name)?.state,
      write: (state) => {
        const library = this.#libraries.get(name)
        const others = this.libraries().filter((one) => one !== library)
        const bytes = others.reduce((sum, one) => sum + (one.state?.length ?? 0), state.length)
        if (library && bytes <= mostStateBytes) this.#libraries.set(name, { ...library, state })
        return bytes <= mostStateBytes
      },
    }
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
      const problem = isError(result) ? errorText(result, functionChunk) : 'ERR no reply'
      throw new RedisCommandError(`Error registering functions: ${problem}`)
    }
    if (result.length === 0) throw new RedisCommandError('No functions registered')
    return result.map(functionOf)
  }
}

function isError(value: ReplyValue): value is Extract<ReplyValue, { err: Buffer }> {
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
