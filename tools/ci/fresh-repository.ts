import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { existsSync } from 'node:fs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface FreshRepository {
  readonly folder: string
  /** For `git clone`. */
  readonly address: string
  readonly remove: () => Promise<void>
}

/** What a stranger clones: every file that git knows or would take here, as it is now, in one commit and with nothing installed. */
export async function freshRepository(): Promise<FreshRepository> {
  const folder = await mkdtemp(join(tmpdir(), 'keyspace-ci-'))
  const known = git(ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    .split('\0')
    .filter(Boolean)
  for (const file of known.filter((name) => existsSync(join(ROOT, name)))) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await copyFile(join(ROOT, file), join(folder, file))
  }
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all', '--force')
  git(folder, '-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '-qm', 'all')
  return {
    folder,
    address: `file://${folder}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}
