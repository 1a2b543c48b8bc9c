import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readAction, runAction, type CompositeAction } from './composite-action.ts'
import { freshRepository, type FreshRepository } from './fresh-repository.ts'
import { runBash, runProgram } from './run-script.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const REFERENCES = join(ROOT, 'packages/grader/fixtures/references')
const AN_INSTALLATION_MS = 180_000

let keyspace: FreshRepository
let work: string

beforeAll(async () => {
  keyspace = await freshRepository()
  work = await mkdtemp(join(tmpdir(), 'keyspace-recipes-'))
}, AN_INSTALLATION_MS)
afterAll(async () => {
  await keyspace.remove()
  await rm(work, { recursive: true, force: true })
})

/** A learner's repository with the exam solved right, and what `npm install` would have brought. */
async function solved(name: string): Promise<string> {
  const folder = join(work, name)
  await mkdir(folder)
  await copyFile(join(REFERENCES, 'node/app.mjs'), join(folder, 'app.mjs'))
  await symlink(join(ROOT, 'packages/grader/node_modules'), join(folder, 'node_modules'))
  return folder
}

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'))

describe('the GitHub action', () => {
  let action: CompositeAction
  beforeAll(async () => {
    action = await readAction(join(keyspace.folder, 'action.yml'))
  })

  it('lets nothing that somebody wrote become part of a script', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{')
  })

  it(
    'installs itself, grades, and gives what later steps read',
    { timeout: AN_INSTALLATION_MS },
    async () => {
      const workspace = await solved('github')
      const inputs = { formats: 'junit', out: 'my reports' }
      const ran = await runAction(action, { inputs, actionPath: keyspace.folder, workspace })
      expect(ran).toMatchObject({ code: 0, outputs: { verdict: 'pass', points: '100' } })
      expect(Object.values(ran.outputs)).not.toContain('')
      expect(ran.summary).toContain('100')
      const reports = await readdir(join(workspace, 'my reports'))
      expect(reports).toEqual(expect.arrayContaining(['github', 'junit.xml']))
    },
  )

  it('takes a wrong input for a wrong call', { timeout: AN_INSTALLATION_MS }, async () => {
    const workspace = join(work, 'github-wrong')
    await mkdir(workspace)
    const inputs = { assignment: 'chess"; exit 0; "', cmd: 'true' }
    const ran = await runAction(action, { inputs, actionPath: keyspace.folder, workspace })
    expect(ran.code).toBe(2)
  })

  it('grades the one file of a task', { timeout: AN_INSTALLATION_MS }, async () => {
    const workspace = join(work, 'github-file')
    await mkdir(workspace)
    const script = 'lessons/advanced/ra3-lua-scripts/task/reference/transfer.lua'
    await copyFile(join(ROOT, script), join(workspace, 'my transfer.lua'))
    const inputs = { assignment: 'atomic-transfer', file: 'my transfer.lua', out: 'reports' }
    const ran = await runAction(action, { inputs, actionPath: keyspace.folder, workspace })
    expect(ran, ran.printed).toMatchObject({ code: 0, outputs: { verdict: 'pass' } })
  })

  it(
    'fails the step below the pass mark, says which checks, and runs nothing from an input',
    { timeout: AN_INSTALLATION_MS },
    async () => {
      const workspace = join(work, 'github-fails')
      await mkdir(workspace)
      const inputs = { cmd: `node -e 'process.exit(0)'`, out: '$(touch hacked)`touch hacked`' }
      const ran = await runAction(action, { inputs, actionPath: keyspace.folder, workspace })
      expect(ran).toMatchObject({ code: 1, outputs: { verdict: 'fail', points: '0' } })
      expect(ran.printed).toContain('::error title=limit-ten-then-429::')
      expect(await readdir(workspace)).toEqual([inputs.out])
      const lenient = { ...inputs, 'exit-zero': 'true' }
      const again = await runAction(action, {
        inputs: lenient,
        actionPath: keyspace.folder,
        workspace,
      })
      expect(again).toMatchObject({ code: 0, outputs: { verdict: 'fail' } })
    },
  )
})

it(
  'the GitLab job of grading.md grades what it checked out',
  { timeout: AN_INSTALLATION_MS },
  async () => {
    const job = await gitlabJob()
    const builds = join(work, 'builds')
    await mkdir(builds)
    const project = await solved('gitlab')
    const ran = await runBash(job.script.join('\n'), {
      cwd: project,
      env: {
        ...job.variables,
        KEYSPACE: keyspace.address,
        CI_BUILDS_DIR: builds,
        CI_PROJECT_DIR: project,
      },
    })
    expect(ran.code, ran.printed).toBe(0)
    expect(await readFile(join(project, job.artifacts.reports.junit), 'utf8')).toContain(
      'tests="14"',
    )
  },
)

async function gitlabJob() {
  const text = await readFile(join(keyspace.folder, 'docs/grading.md'), 'utf8')
  const [, yaml = ''] = /```yaml\n(grade:\n[\s\S]*?)```/.exec(text) ?? []
  const { grade } = z
    .object({
      grade: z.strictObject({
        image: z.string(),
        variables: z.record(z.string(), z.string()),
        script: z.array(z.string()),
        artifacts: z.object({ reports: z.object({ junit: z.string() }) }),
      }),
    })
    .parse(load(yaml))
  return grade
}

it(
  'the autograder for Classroom 50 leaves the result where the runner looks',
  { timeout: AN_INSTALLATION_MS },
  async () => {
    const repository = await solved('classroom50')
    const autograder = join(keyspace.folder, 'templates/classroom50/autograder.py')
    const env = { KEYSPACE: keyspace.address, TMPDIR: work, CLASSROOM: 'redis-2026', OWNER: 'ann' }
    const ran = await runProgram(['python3', autograder], { cwd: repository, env })
    expect(ran.code, ran.printed).toBe(0)
    expect(await readJson(join(repository, 'result.json'))).toMatchObject({
      ...{ schema: 'classroom50/result/v1', classroom: 'redis-2026', owner: 'ann' },
      ...{ score: 100, 'max-score': 100 },
    })
  },
)

/** A machine on which the folder of this test is /autograder, and everything else is as here. */
function gradescopeMachine(autograder: string): readonly [string, ...string[]] {
  const shown = execFileSync('ls', ['-1', '/'], { encoding: 'utf8' })
    .split('\n')
    .filter((name) => name !== '' && !['autograder', 'proc', 'dev'].includes(name))
  return [
    'bwrap',
    ...shown.flatMap((name) => ['--bind', `/${name}`, `/${name}`]),
    ...['--proc', '/proc', '--dev', '/dev', '--bind', autograder, '/autograder'],
    '--die-with-parent',
  ]
}

const hasBubblewrap = spawnSync('bwrap', ['--bind', '/', '/', 'true']).status === 0

describe.skipIf(!hasBubblewrap)('the Gradescope zip', () => {
  it('sets its image up and grades a submission', { timeout: AN_INSTALLATION_MS }, async () => {
    const autograder = join(work, 'autograder')
    const source = join(autograder, 'source')
    for (const name of ['source', 'submission', 'results']) {
      await mkdir(join(autograder, name), { recursive: true })
    }
    const inRepository = { cwd: keyspace.folder }
    const scripts = z
      .object({ scripts: z.object({ 'gradescope-zip': z.string() }) })
      .parse(await readJson(join(keyspace.folder, 'package.json'))).scripts
    expect((await runBash(scripts['gradescope-zip'], inRepository)).code).toBe(0)
    await runProgram(['unzip', '-q', 'autograder.zip', '-d', source], inRepository)
    // Gradescope's harness puts this one script beside the folder.
    await copyFile(join(source, 'run_autograder'), join(autograder, 'run_autograder'))
    const machine = gradescopeMachine(autograder)

    const setup = await runProgram([...machine, 'bash', '/autograder/source/setup.sh'], {
      cwd: '/',
    })
    expect(setup.code, setup.printed).toBe(0)
    await copyFile(join(REFERENCES, 'node/app.mjs'), join(autograder, 'submission/app.mjs'))
    const graded = await runProgram([...machine, '/autograder/run_autograder'], { cwd: '/' })
    expect(graded.code, graded.printed).toBe(0)
    const results = z
      .object({ score: z.number(), tests: z.array(z.object({ status: z.string() })) })
      .parse(await readJson(join(autograder, 'results/results.json')))
    expect(results.score).toBe(100)
    expect(results.tests).toHaveLength(14)
    expect(existsSync('/autograder')).toBe(false)
  })
})
