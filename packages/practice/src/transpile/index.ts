import { transform } from 'sucrase'

/** A program that is no TypeScript, and where. Lines and columns count from 1. */
export interface SyntaxProblem {
  readonly message: string
  readonly line: number
  readonly column: number
}

export type Transpiled =
  | { readonly ok: true; readonly program: string }
  | { readonly ok: false; readonly problem: SyntaxProblem }

/**
 * TypeScript to the JavaScript of a function's body, line by line: types are taken out, imports become
 * `require`. Types are not checked here; an editor does that.
 *
 * Source: https://github.com/alangpierce/sucrase (line numbers are kept)
 */
export function transpile(source: string): Transpiled {
  try {
    const { code } = transform(source, {
      transforms: ['typescript', 'imports'],
      disableESTransforms: true,
      preserveDynamicImport: false,
    })
    return { ok: true, program: code }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

function problemOf(error: unknown): SyntaxProblem {
  const message = error instanceof Error ? error.message : String(error)
  const [, line, column] = /\((\d+):(\d+)\)/.exec(message) ?? []
  const said = message.replace(/^Error transforming \S+: /, '').replace(/ \(\d+:\d+\)/, '')
  return { message: said, line: Number(line ?? 1), column: Number(column ?? 1) }
}
