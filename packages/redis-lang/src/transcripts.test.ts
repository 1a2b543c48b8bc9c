import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesFromJson, type BytesJson } from './bytes-json.ts'
import { checkArity } from './check-arity.ts'
import { keyPositions } from './key-positions.ts'
import { redisErrors } from './redis-error.ts'
import { renderFor } from './render-raw.ts'
import { renderPush } from './render-push.ts'
import { ReplyDecoder } from './reply-decoder.ts'
import { ReplyScanner } from './reply-scanner.ts'
import { encodeReply } from './encode-reply.ts'
import type { Argv, Reply } from './reply.ts'
import { splitLine } from './split-line.ts'

interface Step {
  readonly line: string
  readonly reply: BytesJson
  readonly text: BytesJson
}
interface Transcript {
  readonly protocol: 2 | 3
  readonly steps: readonly Step[]
}

const folder = new URL('./transcripts/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace('.json', ''))

function load(name: string): Transcript {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Transcript
}

function stepsOf(name: string): [string, Step][] {
  return load(name).steps.map((step) => [step.line, step])
}

function argvOf(line: string): Argv {
  const split = splitLine(line)
  if (!split.ok) throw new Error(`not a line: ${line}`)
  return split.args
}

function repliesOf(step: Step): Reply[] {
  const decoder = new ReplyDecoder()
  decoder.push(bytesFromJson(step.reply))
  const replies: Reply[] = []
  for (let one = decoder.next(); one; one = decoder.next()) replies.push(one)
  return replies
}

function errorOf(step: Step): string | undefined {
  const reply = repliesOf(step).at(-1)
  return reply?.kind === 'error' ? reply.value : undefined
}

const allSteps = names.flatMap((name) => load(name).steps)

function rendered(step: Step): string {
  const argv = argvOf(step.line)
  return repliesOf(step)
    .map((reply) => (reply.kind === 'push' ? renderPush(reply) : renderFor(argv, reply)))
    .join('\n')
}

function printed(step: Step): string {
  return new TextDecoder().decode(bytesFromJson(step.text)).replace(/\r?\n$/, '')
}

describe('what redis-cli printed for pushes', () => {
  it('is the same, though it may print a push only with what it reads next', () => {
    const { steps } = load('pushes')
    expect(steps.map(rendered).join('\n')).toBe(steps.map(printed).join('\n'))
  })
})

describe.each(names)('what redis-cli printed: %s', (name) => {
  it.each(name === 'pushes' ? [] : stepsOf(name))('%s', (_line, step) => {
    expect(rendered(step)).toBe(printed(step))
  })

  it('scans and encodes to the bytes that came', () => {
    const { protocol, steps } = load(name)
    for (const step of steps) {
      const bytes = bytesFromJson(step.reply)
      const scanner = new ReplyScanner()
      const ends: number[] = []
      for (let end = 0; (end = scanner.scan(bytes, end)) !== -1;) ends.push(end)
      // An error that is not UTF-8 and an attribute do not come back as the same bytes.
      if (typeof step.reply !== 'string' || step.reply.includes('|1\r\n')) continue
      const sizes = repliesOf(step).map((reply) => encodeReply(reply, protocol).length)
      expect(ends.at(-1), step.line).toBe(bytes.length)
      expect(
        sizes.reduce((sum, size) => sum + size, 0),
        step.line,
      ).toBe(bytes.length)
    }
  })
})

describe('checkArity', () => {
  const refusal = /^ERR unknown (sub)?command |wrong number of arguments for/

  it.each(stepsOf('arity'))('answers as redis-server: %s', (line, step) => {
    const error = errorOf(step)
    const refused = error !== undefined && refusal.test(error) ? error : undefined
    expect(checkArity(argvOf(line))).toBe(refused)
  })

  it('refuses the empty name', () => {
    expect(checkArity([new Uint8Array(0)])).toBe(
      "ERR unknown command '', with args beginning with: ",
    )
  })

  it('knows QUIT, which COMMAND does not list', () => {
    expect(checkArity(argvOf('quit'))).toBeUndefined()
  })

  it('refuses nothing that redis-server accepted', () => {
    for (const step of allSteps) {
      const refused = checkArity(argvOf(step.line))
      if (refused !== undefined) expect(errorOf(step), step.line).toBe(refused)
    }
  })
})

describe('keyPositions', () => {
  it.each(stepsOf('keys'))('finds the keys that redis-server finds: %s', (line, step) => {
    const argv = argvOf(line).slice(2)
    const [reply] = repliesOf(step)
    const found = keyPositions(argv).map((at) => argv[at])
    const expected = reply?.kind === 'array' ? reply.items.map(bulkValue) : []
    expect(found).toEqual(expected)
  })
})

function bulkValue(reply: Reply): Uint8Array | undefined {
  return reply.kind === 'bulk' ? reply.value : undefined
}

describe('redisErrors', () => {
  const seen = new Set(allSteps.map(errorOf))
  // Needs a running script, a full server or half a gigabyte.
  const unseen = new Set(['busy', 'maxClients'])
  const constants = Object.entries(redisErrors).flatMap(([name, text]): [string, string][] =>
    typeof text === 'string' && !unseen.has(name) ? [[name, text]] : [],
  )

  it.each(constants)('%s is what redis-server says: %s', (_name, text) => {
    expect(seen).toContain(text)
  })

  it('words what an ACL forbids', () => {
    expect(seen).toContain(redisErrors.noPermission('config|get'))
  })
})
