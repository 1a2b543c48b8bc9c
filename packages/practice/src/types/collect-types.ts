import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { AMBIENT, compilerOptions, LIB, LIB_FOLDER, type ProgramTypes } from './program-types.ts'

const here = fileURLToPath(import.meta.url)
const libs = dirname(createRequire(here).resolve('typescript'))
const ambient = fileURLToPath(new URL('../../declarations/node.d.ts', import.meta.url))

/** What a program may import; what only looks like a package here is declared in `ambient`. */
const PACKAGES = ['ioredis', 'hono']

/**
 * The declarations of everything that a learner's program may import, as their packages publish them,
 * and of the standard library: only files that can be reached.
 */
export async function collectTypes(): Promise<ProgramTypes> {
  const files: Record<string, string> = { [AMBIENT]: await readFile(ambient, 'utf8') }
  const packages: Record<string, string> = {}
  await addLib(LIB, files)
  const waiting = PACKAGES.map((name) => ({ name, from: here }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const file = declarationOf(next.name, next.from)
    if (file === undefined) continue
    const place = placeOf(file)
    if (!next.name.startsWith('.')) packages[next.name] = place
    if (Object.hasOwn(files, place)) continue
    const text = await readFile(file, 'utf8')
    files[place] = text
    const { importedFiles } = ts.preProcessFile(text)
    waiting.push(...importedFiles.map(({ fileName }) => ({ name: fileName, from: file })))
  }
  return { files, packages }
}

/** The standard library is one file that names others. */
async function addLib(name: string, files: Record<string, string>): Promise<void> {
  const place = `${LIB_FOLDER}/${name}`
  if (Object.hasOwn(files, place)) return
  const text = await readFile(join(libs, name), 'utf8')
  files[place] = text
  for (const { fileName } of ts.preProcessFile(text).libReferenceDirectives)
    await addLib(`lib.${fileName}.d.ts`, files)
}

/** Undefined for what is part of Node. */
function declarationOf(name: string, from: string): string | undefined {
  const { resolvedModule } = ts.resolveModuleName(name, from, compilerOptions({}), ts.sys)
  const file = resolvedModule?.resolvedFileName
  return file?.endsWith('.d.ts') === true ? file : undefined
}

/** `/node_modules/<package>/…`, wherever the package lies on this machine. */
function placeOf(file: string): string {
  const mark = '/node_modules/'
  const path = file.replaceAll('\\', '/')
  return path.slice(path.lastIndexOf(mark))
}
