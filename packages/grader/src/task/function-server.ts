/**
 * The program around a function that is graded: it answers `POST /call {"args": […]}` with what the
 * function returned or threw. It is bundled with the submission and runs where that runs, so the
 * grader believes it no more than the function itself; what counts is seen on the wire.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { Redis } from 'ioredis'
import * as submission from 'keyspace:submission'

/** Put in by the bundler. */
declare const KEYSPACE_FUNCTION: string

type Graded = (redis: Redis, ...args: readonly unknown[]) => unknown

const graded = Object.entries<unknown>(submission).find(([name]) => name === KEYSPACE_FUNCTION)?.[1]
if (!isFunction(graded)) {
  process.stderr.write(`The file exports no function "${KEYSPACE_FUNCTION}".\n`)
  process.exit(1)
}
const call = graded

const redis = new Redis(process.env['REDIS_URL'] ?? '')
// It connects again by itself; the commands that were lost are rejected.
redis.on('error', () => undefined)

const server = createServer((request, response) => {
  void answerTo(request).then((body) => response.end(body))
})
server.listen(Number(process.env['PORT']), process.env['HOST'])

async function answerTo(request: IncomingMessage): Promise<string> {
  if (request.method !== 'POST') return '{}'
  try {
    const { args } = JSON.parse(await bodyOf(request)) as { readonly args: readonly unknown[] }
    return JSON.stringify({ returned: await call(redis, ...args) })
  } catch (cause) {
    return JSON.stringify({ threw: cause instanceof Error ? cause.message : String(cause) })
  }
}

function isFunction(value: unknown): value is Graded {
  return typeof value === 'function'
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8')
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
