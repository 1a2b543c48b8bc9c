import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { build, type BuildFailure } from 'esbuild'
import { NoSubmission, type FoundSubmission } from './found-submission.ts'

/**
 * One JavaScript file of a TypeScript project, for a Node that does not read TypeScript. Packages
 * stay outside; the file lies where Node finds the project's own.
 * @throws NoSubmission with the place of each error, when it does not build.
 */
export async function buildTypeScript(cwd: string, entry: string): Promise<FoundSubmission> {
  const packages = nearestPackages(cwd)
  const parent = packages === undefined ? tmpdir() : join(packages, '.cache')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'keyspace-grade-'))
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const outfile = join(folder, 'app.mjs')
  try {
    await build({
      absWorkingDir: cwd,
      entryPoints: [entry],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: 'inline',
      logLevel: 'silent',
      outfile,
    })
  } catch (cause) {
    await dispose()
    throw new NoSubmission(`${entry} does not build:\n${errorsOf(cause)}`, { cause })
  }
  return {
    submission: {
      name: basename(cwd),
      kind: 'typescript',
      command: `node ${entry}`,
      argv: [process.execPath, '--enable-source-maps', outfile],
      cwd,
    },
    dispose,
  }
}

/** The folder `node_modules` that Node would look into first. */
function nearestPackages(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules')
    if (existsSync(packages)) return packages
    if (folder === dirname(folder)) return undefined
  }
}

function errorsOf(cause: unknown): string {
  if (!isBuildFailure(cause)) return String(cause)
  return cause.errors
    .map(
      ({ text, location }) =>
        `  ${location?.file ?? ''}:${location?.line ?? 0}:${(location?.column ?? 0) + 1} ${text}`,
    )
    .join('\n')
}

function isBuildFailure(cause: unknown): cause is BuildFailure {
  return cause instanceof Error && 'errors' in cause && Array.isArray(cause.errors)
}
