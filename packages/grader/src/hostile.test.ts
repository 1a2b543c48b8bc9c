import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GradeOptions, Submission } from './grade-options.ts'
import { grade } from './grade.ts'
import { nodeProgram, shellCommand, YES_SAYER } from './testing/hostile.ts'

const MiB = 1024 * 1024

function gradeIt(submission: Submission, options: Partial<GradeOptions> = {}) {
  return grade({ assignment: 'rate-limiter-leaderboard', submission, ...options })
}

/** The living processes whose command line holds the word. */
function processesWith(word: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word)
      } catch {
        return false
      }
    })
}

/** A word that is found in the command line of everything that the submission starts. */
const mark = (): string => `mark${randomBytes(6).toString('hex')}`

/** Everything temporary of this file's gradings. */
const folder = mkdtempSync(join(tmpdir(), 'keyspace-hostile-'))
beforeAll(() => {
  process.env['TMPDIR'] = folder
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.concurrent('a submission that', { timeout: 60_000 }, () => {
  it.each([
    ['ends at once', 'exit 7', /it ended \(7\) before it listened/],
    ['is not there', 'exec no-such-program', /it ended \(127\) before it listened/],
    ['never listens', 'sleep 60', /did not listen on \$PORT \(\d+\) within 0.4 s/],
  ])('%s fails everything with that reason', async (_, command, reason) => {
    const report = await gradeIt(shellCommand(command), { startupMs: 400 })
    expect(report.trouble?.en).toMatch(reason)
    expect(report).toMatchObject({
      verdict: 'fail',
      exitCode: 1,
      points: 0,
      maxPoints: 100,
      rubric: 'C',
    })
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(Array(14).fill('fail'))
  })

  it('listens on another port is told which', async () => {
    const submission = nodeProgram('other-port', `${YES_SAYER}; server.listen(0, '127.0.0.1')`)
    const report = await gradeIt(submission, { startupMs: 1_500 })
    expect(report.trouble?.en).toMatch(
      /it listens on 127\.0\.0\.1:\d+ and not on 127\.0\.0\.1:\$PORT/,
    )
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1 })
  })

  it('listens late is waited for', async () => {
    const submission = nodeProgram(
      'late',
      `${YES_SAYER}; setTimeout(() => server.listen(process.env.PORT), 900)`,
    )
    const report = await gradeIt(submission)
    expect(report.trouble).toBeNull()
    expect(report.checks.find(({ id }) => id === 'limit-ten-then-429')?.got.en).toMatch(/200/)
  })

  it('prints a forged report and ends well gets nothing for it', async () => {
    const forged = JSON.stringify({
      schema: 'keyspace/grade-report/v1',
      points: 100,
      verdict: 'pass',
    })
    const report = await gradeIt(shellCommand(`echo '${forged}'; exit 0`))
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1, points: 0 })
  })

  it('says yes to everything gets nothing for the limiter', async () => {
    const report = await gradeIt(
      nodeProgram('yes', `${YES_SAYER}; server.listen(process.env.PORT)`),
    )
    expect(report.verdict).toBe('fail')
    expect(report.points).toBe(0)
  })

  it('listens and never answers is over soon', async () => {
    const submission = nodeProgram(
      'silent',
      "import { createServer } from 'node:net'; createServer(() => undefined).listen(process.env.PORT)",
    )
    const report = await gradeIt(submission, { answerMs: 300 })
    expect(report).toMatchObject({ verdict: 'fail', points: 0 })
    expect(report.checks[0]?.got.en).toContain('got no answer: no answer within 300 ms')
  })

  it('answers without an end is cut', async () => {
    const submission = nodeProgram(
      'endless',
      `import { createServer } from 'node:http'
       createServer((request, response) => {
         const more = () => { while (response.write('x'.repeat(65536))); response.once('drain', more) }
         response.on('error', () => undefined); more()
       }).listen(process.env.PORT)`,
    )
    const report = await gradeIt(submission, { answerMs: 1_000 })
    expect(report).toMatchObject({ verdict: 'fail', points: 0 })
  })

  it('crashes in mid-run is started again, and the crash is in the report', async () => {
    const submission = nodeProgram(
      'crash',
      `import { createServer } from 'node:http'
       createServer((request, response) => {
         if (request.url === '/seed') process.exit(9)
         response.end('[]')
       }).listen(process.env.PORT)`,
    )
    const report = await gradeIt(submission)
    expect(report.crashes).toContainEqual(
      expect.objectContaining({ check: 'seed-pipeline', exitCode: 9 }),
    )
    expect(report.checks.find(({ id }) => id === 'seed-pipeline')?.got.en).toContain(
      'ended in the middle',
    )
    expect(report.checks.find(({ id }) => id === 'top-three')?.got.en).not.toContain('ended')
  })

  it('floods its output is ended', async () => {
    const report = await gradeIt(shellCommand('yes flood'))
    expect(report.trouble?.en).toContain('it printed more than it may')
  })

  it('eats memory is ended', async () => {
    const submission = nodeProgram(
      'memory',
      'const all = []; setInterval(() => all.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5)',
    )
    const report = await gradeIt(submission, { memoryBytes: 200 * MiB })
    expect(report.trouble?.en).toContain('it used more memory than it may')
  })

  it('starts processes without end is ended, and nothing of it is left', async () => {
    const word = mark()
    const report = await gradeIt(
      shellCommand(
        `while :; do sleep 61.${word.length} ${word} 2>/dev/null & sleep 62 & done; : ${word}`,
      ),
    )
    expect(report.trouble?.en).toMatch(/more processes than it may/)
    expect(processesWith(word)).toEqual([])
  })

  it('leaves its process group, its parent and its environment behind leaves no process behind', async () => {
    const word = mark()
    const daemon = `setsid env -i /bin/sh -c 'sleep 300; : ${word}' >/dev/null 2>&1 </dev/null &`
    const report = await gradeIt(shellCommand(`(${daemon}) ; sleep 300; : ${word}`), {
      startupMs: 500,
    })
    expect(report.verdict).toBe('fail')
    expect(processesWith(word)).toEqual([])
  })

  it('locks Redis up with an endless script fails, and the grading goes on', async () => {
    const submission = nodeProgram(
      'loop',
      `
      import { createServer } from 'node:http'
      import { connect } from 'node:net'
      const { hostname, port } = new URL(process.env.REDIS_URL)
      const redis = connect(port, hostname)
      redis.on('error', () => undefined)
      createServer((request, response) => {
        redis.write('EVAL "while true do end" 0\\r\\n')
        response.end('[]')
      }).listen(process.env.PORT)`,
    )
    const report = await gradeIt(submission, { answerMs: 500 })
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1 })
    expect(report.checks.map(({ verdict }) => verdict)).not.toContain('error')
    expect(JSON.stringify(report.checks)).toContain('Redis is stuck in a command of the submission')
  })

  it('tries to shut Redis down or to rewrite its settings is refused', async () => {
    const submission = nodeProgram(
      'shutdown',
      `
      import { createServer } from 'node:http'
      import { connect } from 'node:net'
      const { hostname, port } = new URL(process.env.REDIS_URL)
      const redis = connect(port, hostname)
      redis.on('error', () => undefined)
      createServer((request, response) => {
        for (const line of ['SHUTDOWN NOSAVE', 'CONFIG SET maxmemory 1', 'DEBUG SEGFAULT', 'REPLICAOF 127.0.0.1 1', 'ACL SETUSER default off', 'MONITOR']) redis.write(line + '\\r\\n')
        response.end('[]')
      }).listen(process.env.PORT)`,
    )
    const report = await gradeIt(submission)
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1 })
    expect(report.checks.map(({ verdict }) => verdict)).not.toContain('error')
  })

  it('looks for our secrets in its environment finds none', async () => {
    process.env['CI_SECRET_OF_THE_TEST'] = 'hunter2'
    const report = await gradeIt(shellCommand('env; exit 1'))
    expect(JSON.stringify(report)).toContain('REDIS_URL=')
    expect(JSON.stringify(report)).not.toContain('hunter2')
  })
})

describe('our own trouble', () => {
  it('is an error and no grade where a redis-server is asked for and there is none', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = '/nowhere'
    try {
      const program = nodeProgram('any', 'setInterval(() => undefined, 1000)')
      const report = await gradeIt(program, { redis: 'redis-server' })
      expect(report).toMatchObject({ verdict: 'error', exitCode: 3, rubric: null })
      expect(report.trouble?.en).toContain('redis-server')
    } finally {
      process.env['PATH'] = path
    }
  })

  it('is an error when somebody kills Redis in mid-run', async () => {
    const submission = nodeProgram('any', `${YES_SAYER}; server.listen(process.env.PORT)`)
    const before = new Set(redisServers())
    const report = await gradeIt(submission, {
      onEvent: (event) => {
        if (event.kind !== 'check-started' || event.id !== 'top-three') return
        for (const pid of redisServers())
          if (!before.has(pid) && isOurs(pid)) process.kill(pid, 'SIGKILL')
      },
    })
    expect(report).toMatchObject({ verdict: 'error', exitCode: 3, rubric: null })
    expect(report.checks.map(({ verdict }) => verdict)).toContain('error')
  })

  it('that the caller stops the grading rejects with the reason, and nothing is left', async () => {
    const word = mark()
    const controller = new AbortController()
    const grading = gradeIt(shellCommand(`sleep 300; : ${word}`), { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 300)
    await expect(grading).rejects.toThrow('enough')
    expect(processesWith(word)).toEqual([])
  })

  it('knows no other assignment', async () => {
    await expect(
      grade({ assignment: 'nothing', submission: shellCommand('true') }),
    ).rejects.toThrow('There is no assignment "nothing". There is: rate-limiter-leaderboard.')
  })

  it('leaves no folder and no server behind', () => {
    expect(readdirSync(folder)).toEqual([])
    expect(redisServers().filter(isOurs)).toEqual([])
  })
})

function redisServers(): readonly number[] {
  const { stdout } = spawnSync('pgrep', ['-x', 'redis-server'], { encoding: 'utf8' })
  return stdout.split('\n').filter(Boolean).map(Number)
}

function isOurs(pid: number): boolean {
  try {
    return (
      / (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) ./s, ''))?.[1] ===
      String(process.pid)
    )
  } catch {
    return false
  }
}
