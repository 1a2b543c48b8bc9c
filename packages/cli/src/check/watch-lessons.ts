import { existsSync, watch } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { problemLine, type Problem } from '@keyspace/lesson/catalog'
import { onceSettled } from '@keyspace/lesson/vite'
import { openEditProver } from '../preview/prove-edits.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckOptions } from './options.ts'
import { EXIT, UsageError, type Exit } from '../usage.ts'

/** Milliseconds after an edit: the first look, and the one when all has been quiet for so long. */
const PAUSES = { soonMs: 60, quietMs: 250 } as const

/** At most one path: a lesson that is run at the start; any other is when it is edited. */
type WatchOptions = Pick<CheckOptions, 'paths' | 'lessons' | 'engines' | 'trustCode'>

/**
 * `keyspace lesson check --watch`: what is wrong, again after each edit, until somebody presses Ctrl-C.
 * Each time stands between `checking` and a line with the number of problems, so that an editor knows
 * which of them are gone. Throws {@link UsageError}.
 */
export async function watchLessons(options: WatchOptions, terminal: Terminal): Promise<Exit> {
  const [slug, ...more] = options.paths
  if (more.length > 0) throw new UsageError('--watch follows all lessons; name at most one to run.')
  const folder = resolve(terminal.cwd, options.lessons)
  if (!existsSync(join(folder, 'course.yaml'))) {
    throw new UsageError(
      `There is no course.yaml in ${options.lessons}. Name its folder with --lessons.`,
    )
  }
  const prover = await openEditProver({ ...options, folder })
  for (const kind of options.engines.filter((one) => !prover.engines.includes(one))) {
    terminal.err(`There is no ${kind} engine here; lessons are proved on the other alone.\n`)
  }
  let isEnding = false
  let told = ''
  const nameOf = (file: string): string =>
    relative(terminal.cwd, join(folder, '..', file))
      .split(sep)
      .join('/')
  const check = async (): Promise<void> => {
    for await (const { compiling, proved } of prover.prove(slug)) {
      const text = report([...compiling, ...proved], nameOf)
      if (text !== told) terminal.out(text)
      told = text
    }
  }
  let checking = Promise.resolve()
  const look = (): void => {
    checking = checking.then(check).catch((cause: unknown) => {
      if (!isEnding) terminal.err(`${String(cause)}\n`)
    })
  }
  const { changed, stop } = onceSettled(look, PAUSES)
  look()
  const watcher = watch(folder, { recursive: true }, changed)
  watcher.on('error', (cause) => terminal.err(`${String(cause)}\n`))
  await terminal.interrupted()
  isEnding = true
  watcher.close()
  stop()
  await checking
  await prover.close()
  return EXIT.ok
}

function report(problems: readonly Problem[], nameOf: (file: string) => string): string {
  const lines = problems.map(
    (problem) => `${problem.severity} ${problemLine({ ...problem, file: nameOf(problem.file) })}`,
  )
  const count = `${lines.length} ${lines.length === 1 ? 'problem' : 'problems'}`
  return `${['checking', ...lines, count].join('\n')}\n`
}
