import ts from 'typescript'
import * as z from 'zod/mini'

/** The declarations that a learner's program is checked against, as a file system of their own. */
export const programTypes = z.object({
  /** Text by absolute path. */
  files: z.record(z.string(), z.string()),
  /** Where a package, named by a program or by a declaration, lies in `files`. */
  packages: z.record(z.string(), z.string()),
})
export type ProgramTypes = z.infer<typeof programTypes>

/** What TypeScript says in another language than English, by its own keys. */
export const typeMessages = z.record(z.string(), z.string())
export type TypeMessages = z.infer<typeof typeMessages>

export const LIB = 'lib.es2023.d.ts'
export const LIB_FOLDER = '/lib'
/** What a program finds without an import. */
export const AMBIENT = '/node.d.ts'

/** How strictly a learner's program is read. */
export function compilerOptions(packages: ProgramTypes['packages']): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    // With an import or without: `await` may stand at the top of every program.
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: [LIB],
    paths: Object.fromEntries(Object.entries(packages).map(([name, path]) => [name, [path]])),
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  }
}
