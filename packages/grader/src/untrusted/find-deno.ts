import { accessSync, constants, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, isAbsolute, join } from 'node:path'

/** The npm package `deno` has its program in one of these, by platform and C library. */
const PLATFORMS: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': ['linux-x64-glibc'],
  'linux-arm64': ['linux-arm64-glibc'],
  'darwin-x64': ['darwin-x64'],
  'darwin-arm64': ['darwin-arm64'],
}

/** The program Deno: ours from the npm package, else one on PATH; undefined where there is none. */
export function findDeno(): string | undefined {
  return [...fromPackage(), ...onPath()].find(isExecutable)
}

function fromPackage(): readonly string[] {
  const packages = PLATFORMS[`${process.platform}-${process.arch}`] ?? []
  try {
    // What it depends on lies beside where it really is; a loader may name the link that leads there.
    const manifest = realpathSync(createRequire(import.meta.url).resolve('deno/package.json'))
    const ofDeno = createRequire(manifest)
    return packages.map((name) =>
      join(dirname(ofDeno.resolve(`@deno/${name}/package.json`)), 'deno'),
    )
  } catch {
    // An optional dependency, which is not there on every platform.
    return []
  }
}

function onPath(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
  return folders.map((folder) => join(folder, 'deno'))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
