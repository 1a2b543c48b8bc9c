import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright'
import { z } from 'zod'
import { median, percentile, type Row, type Table } from './table.ts'

const run = promisify(execFile)
const FROM_SOURCE = ['--conditions=source', '--import', 'tsx']
const KEYSPACE = [...FROM_SOURCE, 'packages/cli/src/main.ts', 'lesson']

const used = z.object({ all: z.number(), cpu: z.number() })
const compiled = used.extend({ one: z.number(), bytes: z.number() })

function row(name: string, ms: number, limit: number): Row {
  const shown = (value: number): string =>
    value < 1_000 ? `${value.toFixed(1)} ms` : `${(value / 1_000).toFixed(2)} s`
  return { name, ours: shown(ms), reference: shown(limit), ratio: (ms / limit).toFixed(2) }
}

/** What a process prints that does the work once; each time a new one, which has done nothing before. */
async function once<Printed extends z.ZodType>(
  file: string,
  printed: Printed,
): Promise<z.infer<Printed>> {
  const { stdout } = await run(process.execPath, [...FROM_SOURCE, `bench/${file}`])
  return printed.parse(JSON.parse(stdout))
}

/** In turns with the libraries alone. */
async function compileRows(): Promise<readonly Row[]> {
  const ours: z.infer<typeof compiled>[] = []
  const alone: z.infer<typeof used>[] = []
  for (let times = 0; times < 5; times++) {
    ours.push(await once('lesson-process.ts', compiled))
    alone.push(await once('lesson-floor-process.ts', used))
  }
  const kilobytes = ((ours[0]?.bytes ?? 0) / 1024).toFixed(0)
  return [
    row(`200 lessons of ${kilobytes} KB compiled, cold`, median(ours.map(({ all }) => all)), 500),
    row('the same in CPU time', median(ours.map(({ cpu }) => cpu)), 500),
    row('the same by markdown-it and highlight.js alone', median(alone.map(({ all }) => all)), 500),
    row('one lesson compiled again', median(ours.map(({ one }) => one)), 5),
  ]
}

/** The whole program, its start and its servers included. */
async function checkRow(name: string, args: readonly string[], limit: number): Promise<Row> {
  const startedAt = performance.now()
  await run(process.execPath, [...KEYSPACE, 'check', ...args], { maxBuffer: 16 * 1024 * 1024 })
  return row(name, performance.now() - startedAt, limit)
}

const LESSON = 'r1-architecture-and-cli'
const EDITS = 20

interface Author {
  /** The lesson in a copy of the course, to be edited. */
  readonly file: string
  readonly program: ChildProcess & { readonly stdout: NonNullable<ChildProcess['stdout']> }
}

/** Runs a program that follows edits, on a copy of the course. */
async function whileFollowed(
  args: readonly string[],
  edit: (author: Author) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const root = await mkdtemp(join(tmpdir(), 'keyspace-bench-'))
  const lessons = join(root, 'lessons')
  await cp('lessons', lessons, { recursive: true })
  const all = [...KEYSPACE, ...args, '--lessons', lessons]
  const program = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => program.once('exit', resolve))
  try {
    return await edit({ file: join(lessons, 'basic', LESSON, 'en.md'), program })
  } finally {
    program.kill('SIGINT')
    await ended
    await rm(root, { recursive: true })
  }
}

/** From the moment that a file is saved to the frame in which the page shows it. */
function previewRows(): Promise<readonly Row[]> {
  return whileFollowed(['preview', LESSON, '--port', '18077'], async ({ file, program }) => {
    await new Promise((resolve) => program.stdout.once('data', resolve))
    const taken = await editAndLook(file)
    return [
      row('edit to screen, median', median(taken), 200),
      row('edit to screen, p95', percentile(taken, 0.95), 200),
    ]
  })
}

/** Until what was proved last is no more in doubt, and the pool has its Workers again. */
const AUTHOR_PAUSES_MS = 1_500

/** From the moment that a file is saved to the verdict of both engines: each edit runs other commands. */
function watchRows(): Promise<readonly Row[]> {
  return whileFollowed(['check', LESSON, '--watch'], async ({ file, program }) => {
    const verdicts = readVerdicts(program)
    await verdicts.next()
    const text = await readFile(file, 'utf8')
    const taken: number[] = []
    for (let edit = 0; edit < EDITS; edit++) {
      await new Promise((resolve) => setTimeout(resolve, AUTHOR_PAUSES_MS))
      // One command more, whose reply is right after every other edit.
      const reply = edit % 2 === 0 ? 'not this' : `edit-${edit}`
      const steps = `> ECHO edit-${edit}\n"${reply}"\n`
      const savedAt = performance.now()
      await writeFile(file, text.replace(/^```redis run\n/m, `$&${steps}`))
      await verdicts.next()
      taken.push(performance.now() - savedAt)
    }
    return [
      row('edit to verdict, both engines, median', median(taken), 1_000),
      row('edit to verdict, both engines, p95', percentile(taken, 0.95), 1_000),
    ]
  })
}

/** What the watching program prints when it is done with a look, and has something else to say than before. */
async function* readVerdicts({ stdout }: Author['program']): AsyncGenerator<string> {
  let printed = ''
  for await (const chunk of stdout) {
    printed += String(chunk)
    if (!/^\d+ problems?\n$/m.test(printed)) continue
    yield printed
    printed = ''
  }
}

async function editAndLook(file: string): Promise<readonly number[]> {
  const system = '/usr/bin/chromium'
  const browser = await chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage({ locale: 'en-GB' })
  await page.goto(`http://127.0.0.1:18077/lessons/${LESSON}`)
  await page.getByText('Your Redis is ready').waitFor({ timeout: 60_000 })
  const text = await readFile(file, 'utf8')
  const taken: number[] = []
  for (let edit = 0; edit < EDITS; edit++) {
    const word = `edit-number-${edit}`
    const seen = page.waitForFunction(
      (wanted) => document.body.textContent.includes(wanted) && Date.now(),
      word,
      { polling: 'raf' },
    )
    await page.waitForTimeout(400)
    const savedAt = Date.now()
    await writeFile(file, text.replace(/^### 1\..*$/m, `$&\n\n${word}`))
    taken.push(Number(await (await seen).jsonValue()) - savedAt)
  }
  await browser.close()
  return taken
}

export async function lesson(): Promise<Table> {
  return {
    title: 'Lessons',
    note: 'The lessons of this course. Compiling is in process and includes highlighting, median of 5 processes; the checks are the whole program with its start; an edit is from saving the file to the frame that shows it, or to what `check --watch` says of it, 20 edits.',
    columns: ['what', 'ours', 'limit', 'ratio'],
    rows: [
      ...(await compileRows()),
      await checkRow('one lesson checked, both engines', [LESSON], 1_000),
      await checkRow('the course checked, both engines', [], 60_000),
      ...(await watchRows()),
      ...(await previewRows()),
    ],
  }
}
