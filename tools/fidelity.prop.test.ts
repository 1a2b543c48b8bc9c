/** redis-lang against the real redis-server and redis-cli, on inputs that nobody picked. */
import { once } from 'node:events'
import { connect } from 'node:net'
import {
  checkArity,
  CommandDecoder,
  ProtocolError,
  renderFor,
  ReplyDecoder,
  splitLine,
  type Reply,
} from '@keyspace/redis-lang'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withRealRedis } from './real-redis.ts'
import { openRedisCli } from './redis-cli-session.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

function repliesIn(bytes: Uint8Array): Reply[] {
  const decoder = new ReplyDecoder()
  decoder.push(bytes)
  const replies: Reply[] = []
  for (let one = decoder.next(); one; one = decoder.next()) replies.push(one)
  return replies
}

/** What the server answers to the bytes before we hang up. */
async function answers(socketPath: string, bytes: Uint8Array): Promise<Reply[]> {
  const socket = connect(socketPath)
  const chunks: Uint8Array[] = []
  socket.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  socket.end(bytes)
  await once(socket, 'close')
  return repliesIn(Buffer.concat(chunks))
}

/** What it should answer when the only command that succeeds is ECHO. */
function predicted(bytes: Uint8Array): Reply[] {
  const decoder = new CommandDecoder()
  const replies: Reply[] = []
  for (const byte of bytes) decoder.push(Uint8Array.of(byte))
  try {
    for (let one = decoder.next(); one; one = decoder.next()) {
      const refusal = checkArity(one.argv)
      const said = one.argv[1] ?? new Uint8Array(0)
      replies.push(refusal ? { kind: 'error', value: refusal } : { kind: 'bulk', value: said })
    }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    replies.push({ kind: 'error', value: error.message })
  }
  return replies
}

const piece = fc.constantFrom(
  ...['ECHO', 'a', '"', "'", '\\', ' ', '\t', '\v', '\0', '+', '\\x4', '\\x41', '\\n', 'ключ'],
  ...['\r\n', '\n', '\r', '*', '$', '*1\r\n', '*2\r\n', '*0\r\n', '*-5\r\n', '-1', '0', '3', '01'],
  ...['$4\r\nECHO\r\n', '$1\r\na\r\n', '$0\r\n\r\n', '$5\r\nab\r\nc\r\n', ':1\r\n'],
  ...['ECHO "a b"\r\n', "ECHO 'a\\'b'\r\n", 'ECHO a\n'],
)
const opening = fc.constantFrom('', 'ECHO ', 'ECHO "', "ECHO '", '*2\r\n', '*2\r\n$4\r\nECHO\r\n')
const stream = fc
  .tuple(opening, fc.array(piece, { maxLength: 9 }))
  .map(([start, pieces]) => start + pieces.join(''))

const leaf = fc.constantFrom(
  ...['1', '-5', "'t'", "'a\\1\\200b'", 'false', 'true', '{}', "redis.status_reply('S')"],
  ...["redis.error_reply('E x')", '{double=1.25}', '{double=-1/0}', '{double=1e30}', '{map={}}'],
  ...['{set={}}', "{verbatim_string={format='txt',string='x'}}", '{set={m=true}}'],
)

/** A Lua expression whose value becomes a nested reply. */
const luaReply = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { minLength: 1, maxLength: 11 }).map((items) => `{${items.join(',')}}`),
    fc.array(tie('value'), { minLength: 1, maxLength: 1 }).map((items) => `{${items.join(',')}}`),
    tie('value').map((value) => `{map={k=${value}}}`),
  ),
})).value

describe('against the real ones', () => {
  it('CommandDecoder understands bytes as redis-server does', async () => {
    await withRealRedis(async ({ socketPath }) => {
      await fc.assert(
        fc.asyncProperty(stream, async (wire) => {
          const bytes = text(wire)
          expect(predicted(bytes)).toEqual(await answers(socketPath, bytes))
        }),
        { numRuns: 300 },
      )
    })
  })

  it.each([2, 3] as const)('renders what redis-cli prints, RESP%i', async (protocol) => {
    await withRealRedis(async ({ socketPath }) => {
      const cli = await openRedisCli(socketPath, protocol)
      await fc.assert(
        fc.asyncProperty(luaReply, async (value) => {
          // redis-cli reads at most 4096 characters of a line here.
          fc.pre(value.length < 4000)
          const line = `EVAL "redis.setresp(3) return ${value}" 0`
          const step = await cli.run(line)
          const split = splitLine(line)
          const argv = split.ok ? split.args : []
          const printed = repliesIn(step.reply).map((reply) => `${renderFor(argv, reply)}\n`)
          expect(printed.join('')).toBe(new TextDecoder().decode(step.text))
        }),
        { numRuns: 100 },
      )
      await cli.close()
    })
  })
})
