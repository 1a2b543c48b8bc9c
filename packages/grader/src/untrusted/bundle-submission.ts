import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Message, Plugin } from 'esbuild'
import { ALLOWED_BUILTINS, ALLOWED_PACKAGES, isAllowedPackage } from './allowed-modules.ts'

/** Where the learner's text is wrong; lines and columns count from 1. */
export interface CodeProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

export type Bundled =
  | { readonly ok: true; readonly js: string }
  | { readonly ok: false; readonly problems: readonly CodeProblem[] }

const ENTRY = 'submission.ts'
/** Where the learner's own text stands. */
const SUBMISSION = 'submission'
/** Modules of Node that are not there. */
const ABSENT = 'absent'
/** Says that the plugin itself asks where a module is. */
const RESOLVING = Symbol('resolving')

/** By this name the program around a submission imports it. */
const AROUND_IMPORTS = 'keyspace:submission'

/** A program of ours that runs the submission. */
export interface Around {
  readonly file: string
  /** Names in it that stand for a text of JavaScript. */
  readonly define: Readonly<Record<string, string>>
}

/** Asked for by packages in the bundle that are CommonJS. */
const REQUIRE =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle('file:///submission.js');"

/**
 * One file with everything in it that a submission may import, or what is wrong with the submission.
 * Without this, an import would read any file that the user of the process can read: Deno's
 * permissions do not cover modules that are named in the text.
 */
export async function bundleSubmission(code: string, around?: Around): Promise<Bundled> {
  const { build } = await import('esbuild')
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [around?.file ?? ENTRY],
      define: { ...around?.define },
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      target: 'es2022',
      legalComments: 'none',
      banner: { js: REQUIRE },
      plugins: [submissionFrom(code, around), onlyAllowed()],
      logLevel: 'silent',
    })
    const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports)
    const strange = left.find(({ path }) => !isAllowedBuiltin(path))
    if (strange !== undefined) return refused(`"${strange.path}" cannot be imported here.`)
    return { ok: true, js: outputFiles[0]?.text ?? '' }
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    return { ok: false, problems: error.errors.map(toProblem) }
  }
}

function submissionFrom(code: string, around: Around | undefined): Plugin {
  return {
    name: 'submission',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, kind, importer }) => {
        if (around === undefined) {
          return kind === 'entry-point' ? { path, namespace: SUBMISSION } : undefined
        }
        if (kind === 'entry-point') return { path }
        const isOurs = path === AROUND_IMPORTS && importer === around.file
        return isOurs ? { path: ENTRY, namespace: SUBMISSION } : undefined
      })
      build.onLoad({ filter: /.*/, namespace: SUBMISSION }, () => ({
        contents: code,
        loader: 'ts',
      }))
    },
  }
}

function onlyAllowed(): Plugin {
  return {
    name: 'only-allowed',
    setup(build) {
      build.onResolve({ filter: /.*/ }, async ({ path, namespace, ...from }) => {
        if (from.pluginData === RESOLVING) return undefined
        if (isAllowedBuiltin(path)) return { path: withScheme(path), external: true }
        if (namespace === SUBMISSION) {
          const file = isAllowedPackage(path) ? locate(path) : undefined
          return file === undefined ? { errors: [{ text: notAllowed(path) }] } : { path: file }
        }
        // A package that we brought may import its own files and dependencies, but no file system.
        if (isBuiltin(path)) return { path, namespace: ABSENT }
        // One that a package can do without need not be installed; it is not left to be looked for.
        if (from.kind !== 'require-call') return undefined
        const { importer, kind, resolveDir } = from
        const options = { importer, kind, namespace, resolveDir, pluginData: RESOLVING }
        const found = await build.resolve(path, options)
        return found.errors.length > 0 ? { path, namespace: ABSENT } : found
      })
      build.onLoad({ filter: /.*/, namespace: ABSENT }, () => ({ contents: 'module.exports = {}' }))
    },
  }
}

/** Undefined for what the package does not export; the reason would name our folders. */
function locate(specifier: string): string | undefined {
  try {
    return fileURLToPath(import.meta.resolve(specifier))
  } catch {
    return undefined
  }
}

function withScheme(path: string): string {
  return path.startsWith('node:') ? path : `node:${path}`
}

function notAllowed(path: string): string {
  const packages = ALLOWED_PACKAGES.join(', ')
  return `"${path}" cannot be imported here. There are ${packages} and the modules of Node that a server needs, such as node:http and node:crypto.`
}

function isAllowedBuiltin(path: string): boolean {
  return ALLOWED_BUILTINS.has(path.replace(/^node:/, ''))
}

function refused(message: string): Bundled {
  return { ok: false, problems: [{ line: 1, column: 1, message }] }
}

function toProblem({ text, location }: Message): CodeProblem {
  return { line: location?.line ?? 1, column: (location?.column ?? 0) + 1, message: text }
}

function isBuildFailure(error: unknown): error is { readonly errors: readonly Message[] } {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
