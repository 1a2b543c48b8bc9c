import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogEntry } from '../catalog/index.ts'
import { compileLesson, problemLine } from '../compile/index.ts'
import { proveLesson } from './index.ts'
import { startRedis, type TestServer } from './testing/redis-server.ts'

const GOOD = `---
id: proof
seed:
  - SET greeting "hello"
clients: [A, B]
---
# Proof
## Context
\`\`\`redis run
> GET greeting
"hello"
> APPEND greeting " you"
(integer) 9
\`\`\`
\`\`\`redis run client=B
> GET greeting
"hello you"
\`\`\`
\`\`\`redis run error
> GTE greeting
(error) ERR unknown command 'GTE', with args beginning with: 'greeting'${' '}
\`\`\`
\`\`\`redis run volatile
> TTL greeting
(integer) 5
> TIME
1) "1"
2) "2"
\`\`\`
\`\`\`redis run static
> SUBSCRIBE news
nothing of the kind
\`\`\`
## 1. Technical task
## 2. Reference
## 3. Theory
## 4. Practice
\`\`\`redis fill id=p1
RPUSH queue ___FILL___
\`\`\`
\`\`\`yaml check for=p1
say: The queue holds a and b.
assert:
  - key: queue
    items: [a, b]
\`\`\`
\`\`\`yaml check id=gone
say: Remove the greeting.
assert:
  - missing: greeting
  - used: DEL greeting
\`\`\`
## 5. Checklist

\`\`\`yaml quiz id=q1
questions:
  - id: what-comes
    kind: predict
    ask: What comes back?
    about: theory
    before: [APPEND greeting "!", DEL queue]
    run: GET greeting
    options:
      - {text: '"hello!"', right: true, why: The seed is there before.}
      - {text: (nil), why: The seed has written it.}
\`\`\`

## 6. Troubleshooting
## 7. Solution
<details><summary>Show</summary>

\`\`\`redis solution for=p1
# two at once
RPUSH queue a b
\`\`\`

\`\`\`redis solution for=gone
DEL greeting
\`\`\`
</details>
`

function entryOf(text: string): CatalogEntry {
  const path = 'lessons/basic/proof/en.md'
  const compiled = compileLesson({ slug: 'proof', lang: 'en', file: path, source: text })
  if (!compiled.ok) throw new Error(compiled.problems.map(problemLine).join('\n'))
  return {
    ...compiled,
    file: { part: 'basic', slug: 'proof', lang: 'en', wrong: [], solutions: [], path, text },
  }
}

describe('proveLesson, on a real redis-server', () => {
  let redis: TestServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  const prove = async (text: string) =>
    (await proveLesson(entryOf(text), redis.open)).map(
      ({ code, line, column }) => `${code} ${line}:${column}`,
    )

  it('finds nothing wrong with a lesson that is right', async () => {
    expect(await prove(GOOD)).toEqual([])
  })

  it.each([
    ['a wrong reply', '"hello you"', '"hello me"', ['transcript-reply 16:1']],
    ['a reply of another kind', '(integer) 9', 'OK', ['transcript-reply 12:1']],
    ['a volatile reply of another shape', '(integer) 5', '"5"', ['transcript-reply 24:1']],
    [
      'an error under no reply',
      '> GET greeting\n"hello"\n',
      '> LPUSH greeting x\n',
      ['transcript-reply 10:1'],
    ],
    [
      'a seed that fails',
      'SET greeting "hello"',
      'SET greeting',
      expect.arrayContaining(['seed-error 4:5']),
    ],
    ['a check that passes without work', 'items: [a, b]', 'ttl: none', ['check-unfilled 41:1']],
    [
      'a check that asks for the seed',
      '  - missing: greeting\n  - used: DEL greeting',
      '  - key: greeting',
      ['check-idle 47:1', 'solution-fails 76:1'],
    ],
    [
      'a prediction whose key is another option',
      `'"hello!"', right: true`,
      `'"hello"', right: true`,
      ['predict-reply 57:9'],
    ],
    [
      'a prediction whose command fails',
      'run: GET greeting',
      'run: LLEN greeting',
      ['predict-reply 57:9'],
    ],
    [
      'a prediction with a wrong line before it',
      'before: [APPEND',
      'before: [APEND',
      ['predict-reply 57:9'],
    ],
    ['a solution that fails', 'RPUSH queue a b', 'RPUSH queue b a', ['solution-fails 72:1']],
    [
      'a check without a solution',
      '```redis solution for=gone\nDEL greeting\n```',
      '',
      ['check-unsolved 47:1'],
    ],
  ])('reports %s', async (_, good, bad, expected) => {
    expect(GOOD).toContain(good)
    expect(await prove(GOOD.replace(good, bad))).toEqual(expected)
  })
})
