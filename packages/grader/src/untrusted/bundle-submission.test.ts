import { describe, expect, it } from 'vitest'
import { bundleSubmission } from './bundle-submission.ts'

async function problemsOf(code: string) {
  const bundled = await bundleSubmission(code)
  return bundled.ok ? [] : bundled.problems
}

describe('the bundle of a submission', () => {
  it('holds the packages of the exam', async () => {
    const bundled = await bundleSubmission(
      [
        "import { serve } from '@hono/node-server'",
        "import { getConnInfo } from '@hono/node-server/conninfo'",
        "import { Hono } from 'hono'",
        "import { Redis } from 'ioredis'",
        "import { createHash } from 'crypto'",
        'const redis: Redis = new Redis(process.env.REDIS_URL!)',
        "const app = new Hono().get('/', (c) => c.text(String(getConnInfo(c)) + createHash('md5')))",
        'serve({ fetch: app.fetch, port: Number(process.env.PORT) }, () => redis.ping())',
      ].join('\n'),
    )
    expect(bundled.ok).toBe(true)
  })

  it.each([
    ['a package that is not there', "import _ from 'lodash'; _()"],
    ['a file', "import secret from '/etc/passwd'; secret()"],
    ['a file as text', "import secret from '/etc/passwd' with { type: 'text' }; secret()"],
    ['a file next to us', "import own from './bundle-submission.ts'; own()"],
    ['a file behind a package', "import own from 'hono/../../package.json'; own()"],
    ['a file at run time', "await import('file:///etc/passwd')"],
    ['a file by require', "const x = require('/etc/passwd'); x()"],
    ['the network', "import x from 'https://example.org/x.js'; x()"],
    ['data', "import 'data:text/javascript,console.log(1)'"],
    ['the file system', "import { readFileSync } from 'node:fs'; readFileSync('/etc/passwd')"],
    ['processes', "import { execSync } from 'child_process'; execSync('id')"],
    ['workers', "import { Worker } from 'node:worker_threads'; new Worker('')"],
  ])('refuses %s', async (_, code) => {
    const problems = await problemsOf(code)
    expect(problems.map(({ line }) => line)).toEqual([1])
    expect(problems[0]?.message).toContain('cannot be imported here')
  })

  it('says where the text is wrong', async () => {
    expect(await problemsOf('const a = 1\nconst b: = 2\n')).toEqual([
      { line: 2, column: 10, message: 'Unexpected "="' },
    ])
  })

  it('shows no folder of ours', async () => {
    const bundled = await bundleSubmission("import { Hono } from 'hono'; new Hono()")
    const problems = await problemsOf("import x from 'hono/nothing-there'; x()")
    expect(JSON.stringify([problems, bundled])).not.toContain(process.cwd())
  })
})
