import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, posix } from 'node:path'
import { grade, NoSubmission, type GradeReport } from '@keyspace/grader'
import {
  fileSubmission,
  lessonBeside,
  readTask,
  TASK_FILE,
  taskAssignment,
  type Task,
} from '@keyspace/grader/task'
import { confinement } from '@keyspace/grader/untrusted'
import type { CatalogEntry, Problem } from '@keyspace/lesson/catalog'
import { problemAt } from '@keyspace/lesson/yaml'
import type { ProofEngineKind } from '../proof/proof-engine.ts'
import { MissingPart } from '../usage.ts'
import type { Proof } from './check-report.ts'
import { templateProblems } from './template-problems.ts'

/** The task of a lesson, as it lies beside it. */
export interface TaskToProve {
  /** As the catalog calls files: `lessons/basic/first/task/task.yaml`. */
  readonly file: string
  readonly path: string
}

export interface ProveTasksOptions {
  readonly engine: ProofEngineKind
  /** Programs may run without bubblewrap. */
  readonly trustCode: boolean
  readonly rename: (problem: Problem) => Problem
  readonly onProved: (file: string) => void
}

/** The tasks of these lessons, each once. */
export async function tasksBeside(
  entries: readonly CatalogEntry[],
  lessons: string,
): Promise<readonly TaskToProve[]> {
  const folders = new Set(entries.map(({ file }) => posix.join(file.part, file.slug)))
  const found = await Promise.all(
    [...folders].map(async (folder) => {
      const path = join(lessons, folder, TASK_FILE)
      const isThere = await stat(path).then(
        (entry) => entry.isFile(),
        () => false,
      )
      return isThere ? [{ file: posix.join(basename(lessons), folder, TASK_FILE), path }] : []
    }),
  )
  return found.flat()
}

/**
 * Proves tasks: each file in `reference` scores full, each in `wrong` fails at exactly the checks that
 * its first line names, and every check is failed by one of them.
 * @throws MissingPart when there is nothing that shuts a program in, or no Redis.
 */
export async function proveTasks(
  tasks: readonly TaskToProve[],
  options: ProveTasksOptions,
): Promise<readonly Proof[]> {
  const proofs: Proof[] = []
  // One after the other: each grading runs two instances, and some checks have a time to be met.
  for (const task of tasks) {
    const startedAt = performance.now()
    const problems = (await problemsOf(task, options)).map(options.rename)
    options.onProved(task.file)
    const ms = Math.round(performance.now() - startedAt)
    proofs.push({ file: task.file, engine: options.engine, skipped: false, ms, problems })
  }
  return proofs
}

async function problemsOf(
  { file, path }: TaskToProve,
  options: ProveTasksOptions,
): Promise<readonly Problem[]> {
  const text = await readFile(path, 'utf8')
  const read = readTask({ file, text, lesson: await lessonBeside(path) })
  if (!read.ok) return read.problems
  const { task } = read
  if (task.kind !== 'lua') mustBeShutIn(file, options)
  const of = {
    task,
    text,
    file,
    redis: options.engine === 'dedicated' ? 'redis-server' : 'embedded',
  } as const
  const references = await submissionsIn(path, file, 'reference')
  const wrong = await submissionsIn(path, file, 'wrong')
  const problems: Problem[] = [...(await templateProblems(task, { file, path }))]
  if (references.length === 0) problems.push(withoutReference(of))
  for (const reference of references) problems.push(...(await proveReference(reference, of)))
  const failed = new Set<string>()
  for (const one of wrong) problems.push(...(await proveWrong(one, of, failed)))
  return [...problems, ...untried(of, failed)]
}

/** A task may come from anywhere, as a lesson may. */
function mustBeShutIn(file: string, { trustCode }: ProveTasksOptions): void {
  if (trustCode || confinement()?.level === 'bwrap') return
  throw new MissingPart(
    `${file} has programs, and there is no Deno in bubblewrap here to shut them in: ` +
      'install bubblewrap, or add --trust-code when the task is your own.',
  )
}

interface TaskProof {
  readonly task: Task
  readonly text: string
  readonly file: string
  readonly redis: 'redis-server' | 'embedded'
}

interface SubmissionFile {
  readonly file: string
  readonly path: string
}

/** Files alone; a folder is a project in another language, for people to read and to grade by hand. */
async function submissionsIn(
  taskPath: string,
  taskFile: string,
  folder: 'reference' | 'wrong',
): Promise<readonly SubmissionFile[]> {
  const dir = join(taskPath, '..', folder)
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({
      file: posix.join(posix.dirname(taskFile), folder, name),
      path: join(dir, name),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

async function proveReference(
  { file, path }: SubmissionFile,
  of: TaskProof,
): Promise<readonly Problem[]> {
  const graded = await gradeFile(path, of)
  if (typeof graded === 'string') return [startProblem(file, graded)]
  return failedChecks(graded).map((check) =>
    problemAt(
      { file: of.file, text: of.text, words: `id: ${check.id}` },
      {
        code: 'task-reference',
        message: `${basename(file)} should score full, and fails: ${check.sentence.en}`,
        hint: 'mend the reference or the check',
      },
    ),
  )
}

async function proveWrong(
  { file, path }: SubmissionFile,
  of: TaskProof,
  failed: Set<string>,
): Promise<readonly Problem[]> {
  const text = await readFile(path, 'utf8')
  const named = namedIn(text)
  const graded = await gradeFile(path, of)
  if (typeof graded === 'string') return [startProblem(file, graded)]
  const failing = failedChecks(graded).map(({ id }) => id)
  for (const id of failing) failed.add(id)
  if ([...failing].sort().join() === [...named].sort().join()) return []
  return [
    problemAt(
      { file, text, words: 'fails:' },
      {
        code: 'task-wrong',
        message: `it fails ${failing.join(', ') || 'nothing'}, and says that it fails ${named.join(', ') || 'nothing'}`,
        hint: 'mend the file, the check, or its first line: `fails: one-check, another-check`',
      },
    ),
  ]
}

/** The checks that the first line of a wrong submission names, whatever its comments look like. */
function namedIn(text: string): readonly string[] {
  const [, list = ''] = /^\S{1,3} fails: (.*)/.exec(text) ?? []
  return list.split(/[\s,]+/).filter((name) => name !== '')
}

/** The report, or why it could not be started. */
async function gradeFile(path: string, { task, redis }: TaskProof): Promise<GradeReport | string> {
  try {
    const { submission, dispose } = await fileSubmission(task, path)
    const report = await grade({
      ...{ assignment: taskAssignment(task), submission, redis },
      startupMs: task.start.startup * 1_000,
      answerMs: task.start.answer * 1_000,
    }).finally(dispose)
    if (report.verdict !== 'error') return report
    throw new MissingPart(report.trouble?.en ?? `${basename(path)} could not be graded.`)
  } catch (cause) {
    if (cause instanceof NoSubmission) return cause.message
    throw cause
  }
}

function failedChecks({ checks }: GradeReport): GradeReport['checks'] {
  return checks.filter(({ verdict }) => verdict !== 'pass')
}

function startProblem(file: string, reason: string): Problem {
  const hint = 'it is one file, which may import hono, @hono/node-server and ioredis'
  return problemAt(
    { file, text: '', words: '' },
    { code: 'task-submission', message: reason.replaceAll('\n', ' '), hint },
  )
}

function withoutReference({ file, text }: TaskProof): Problem {
  return problemAt(
    { file, text, words: 'id:' },
    {
      code: 'task-reference',
      message: 'nothing shows that this task can be solved',
      hint: 'put a file that scores full into the folder `reference` beside it',
    },
  )
}

function untried({ task, file, text }: TaskProof, failed: ReadonlySet<string>): readonly Problem[] {
  return task.probes
    .filter(({ id }) => !failed.has(id))
    .map(({ id }) =>
      problemAt(
        { file, text, words: `id: ${id}` },
        {
          code: 'task-untried',
          message: `nothing shows that \`${id}\` can fail`,
          hint:
            'put a file into the folder `wrong` whose first line is a comment `fails: ' + id + '`',
        },
      ),
    )
}
