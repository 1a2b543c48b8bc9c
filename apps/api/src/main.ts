import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCatalog, problemLine } from '@keyspace/lesson/catalog'
import { parseConfig, type Config } from './config.ts'
import { createLessonShelf, emptyShelf, type LessonShelf } from './lesson-shelf.ts'
import { createLog } from './log.ts'
import { startServer } from './server.ts'
import { createShutdown } from './shutdown.ts'
import { StartProblem } from './start-problem.ts'
import {
  BrokenTask,
  examsAlone,
  loadAssignments,
  type AssignmentShelf,
} from './submissions/assignment-shelf.ts'

/** The same from src/ and from dist/. */
function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}

function readVersion(): string {
  const text = readFileSync(inRepository('apps/api/package.json'), 'utf8')
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}

function lessonsOf({ lessonsDir }: Config): string {
  return resolve(inRepository('apps/web'), lessonsDir ?? inRepository('lessons'))
}

async function loadLessons(config: Config): Promise<LessonShelf> {
  const loaded = await loadCatalog(lessonsOf(config))
  if (loaded.ok) return createLessonShelf(loaded.catalog)
  if (config.isLessonPreview) return emptyShelf
  const errors = loaded.problems.filter(({ severity }) => severity === 'error')
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  throw new StartProblem(
    `A lesson is broken. ${errors.slice(0, 1).map(problemLine).join('')}${more}`,
  )
}

async function loadTasks(config: Config): Promise<AssignmentShelf> {
  return loadAssignments(lessonsOf(config)).catch((cause: unknown) => {
    if (!(cause instanceof BrokenTask)) throw cause
    if (config.isLessonPreview) return examsAlone()
    throw new StartProblem(`A task is broken. ${cause.message}`)
  })
}

async function main(): Promise<void> {
  const parsed = parseConfig(process.env)
  if (!parsed.ok) throw new StartProblem(parsed.problem, 2)
  const { config } = parsed
  const log = createLog(config.logLevel)
  const starting = Promise.all([loadLessons(config), loadTasks(config)]).then(
    ([lessons, assignments]) =>
      startServer({
        config,
        log,
        lessons,
        assignments,
        version: readVersion(),
        webRoot: inRepository('apps/web/dist'),
        dataDir: config.dataDir ?? inRepository('data'),
      }),
  )
  // Before anything is open, so that no signal finds a half-started server without them.
  const onSignal = createShutdown({
    close: async () => (await starting).close(),
    onBegin: () => log.info({}, 'shutting down'),
    exit: (code) => process.exit(code),
    now: () => performance.now(),
  })
  // SIGHUP: the terminal was closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  // A program that started us with a channel is gone, in whatever way.
  process.once('disconnect', () => onSignal('SIGTERM'))

  const { host, port, respPort, engine } = await starting
  const url = `http://${host}:${port}`
  log.info({ url, port, respPort, engine }, 'listening')
  process.stderr.write(`Keyspace is ready: ${url} (engine: ${engine}). Press Ctrl-C to stop.\n`)
}

main().catch((error: unknown) => {
  const isForPerson = error instanceof StartProblem
  process.stderr.write(`keyspace: ${isForPerson ? error.message : describe(error)}\n`)
  process.exit(isForPerson ? error.exitCode : 1)
})

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
