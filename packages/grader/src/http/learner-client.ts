import { Agent, request, type IncomingMessage } from 'node:http'
import type { Evidence } from '../report.ts'

/** One request and what came back. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly from: string
  readonly body: string | undefined
  /** Undefined when no answer came; then `trouble` says why. */
  readonly status: number | undefined
  readonly answer: string
  readonly trouble: string | undefined
  readonly ms: number
}

/** A user of the submission, with an address of their own. */
export interface LearnerClient {
  readonly address: string
  readonly get: (path: string) => Promise<Exchange>
  /** Sends JSON; a string goes as it is. */
  readonly post: (path: string, body: unknown) => Promise<Exchange>
  readonly close: () => void
}

export interface LearnerClientOptions {
  readonly port: number
  readonly address: string
  /** Milliseconds for one answer. */
  readonly answerMs: number
  /** An address for X-Forwarded-For, which must be ignored. */
  readonly forwardedFor: () => string
  readonly onExchange: (exchange: Exchange) => void
}

/** A longer body is cut: no exam asks for one. */
const MOST_ANSWER_BYTES = 256 * 1024

export function learnerClient(options: LearnerClientOptions): LearnerClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const send = async (method: string, path: string, body?: string): Promise<Exchange> => {
    const startedAt = performance.now()
    const outcome = await answerTo(options, agent, { method, path, body })
    const exchange: Exchange = {
      method,
      path,
      from: options.address,
      body,
      ...outcome,
      ms: performance.now() - startedAt,
    }
    options.onExchange(exchange)
    return exchange
  }
  return {
    address: options.address,
    get: (path) => send('GET', path),
    post: (path, body) =>
      send('POST', path, typeof body === 'string' ? body : JSON.stringify(body)),
    close: () => agent.destroy(),
  }
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
}

type Outcome = Pick<Exchange, 'status' | 'answer' | 'trouble'>

async function answerTo(options: LearnerClientOptions, agent: Agent, sent: Sent): Promise<Outcome> {
  const first = await once(options, agent, sent)
  // A server may close a kept connection in the very moment that it is used again.
  return first.again ? once(options, agent, sent) : first
}

function once(
  { port, address, answerMs, forwardedFor }: LearnerClientOptions,
  agent: Agent,
  { method, path, body }: Sent,
): Promise<Outcome & { readonly again: boolean }> {
  return new Promise((resolve) => {
    const headers = {
      'x-forwarded-for': forwardedFor(),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    }
    const call = request({
      ...{ host: '127.0.0.1', port, localAddress: address, agent, method, path, headers },
    })
    const fail = (trouble: string, again: boolean): void => {
      clearTimeout(deadline)
      resolve({ status: undefined, answer: '', trouble, again })
    }
    const deadline = setTimeout(() => {
      fail(`no answer within ${answerMs} ms`, false)
      call.destroy()
    }, answerMs)
    call.on('error', (error: NodeJS.ErrnoException) => {
      fail(plainTrouble(error), call.reusedSocket && error.code === 'ECONNRESET')
    })
    call.on('response', (response) => {
      readBody(response, (answer) => {
        clearTimeout(deadline)
        resolve({ status: response.statusCode, answer, trouble: undefined, again: false })
      })
    })
    call.end(body)
  })
}

function readBody(response: IncomingMessage, done: (answer: string) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
    chunks.push(chunk)
    if (size > MOST_ANSWER_BYTES) response.destroy()
  })
  // A body that broke off counts as far as it came: its JSON will not parse.
  response.on('error', () => undefined)
  response.on('close', () => done(Buffer.concat(chunks).toString('utf8', 0, MOST_ANSWER_BYTES)))
}

function plainTrouble({ code }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'connection refused'
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return 'the connection was closed without an answer'
  return `no usable answer (${code ?? 'unknown'})`
}

/** Answered, and neither limited nor broken. */
export function passes({ status }: Exchange): boolean {
  return status !== undefined && status !== 429 && status < 500
}

export function isLimited({ status }: Exchange): boolean {
  return status === 429
}

export function succeeds({ status }: Exchange): boolean {
  return status !== undefined && status >= 200 && status < 300
}

const SHOWN = 400

function shorten(text: string, length = SHOWN): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}

export function httpEvidence(exchange: Exchange): Evidence {
  const { method, path, from, body, status, answer, trouble, ms } = exchange
  return {
    kind: 'http',
    request: { method, path, from, body: body === undefined ? null : shorten(body) },
    response:
      status === undefined ? null : { status, body: shorten(answer), ms: Math.round(ms * 10) / 10 },
    trouble: trouble ?? null,
  }
}
