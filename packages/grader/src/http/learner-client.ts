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
  /** Of the answer, with names in lower case; several of one name are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly trouble: string | undefined
  readonly ms: number
}

interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON unless a header says what it is. */
  readonly body?: string | undefined
}

/** A user of the submission, with an address of their own. */
export interface LearnerClient {
  readonly address: string
  readonly get: (path: string) => Promise<Exchange>
  /** Sends JSON; a string goes as it is. */
  readonly post: (path: string, body: unknown) => Promise<Exchange>
  readonly send: (request: HttpRequest) => Promise<Exchange>
  readonly close: () => void
}

/** A user by how they send. */
export function clientThatSends(
  send: LearnerClient['send'],
  { address, close }: Pick<LearnerClient, 'address' | 'close'>,
): LearnerClient {
  return {
    address,
    close,
    send,
    get: (path) => send({ method: 'GET', path }),
    post: (path, body) =>
      send({ method: 'POST', path, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }
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
  const send = async (sent: HttpRequest): Promise<Exchange> => {
    const startedAt = performance.now()
    const outcome = await answerTo(options, agent, sent)
    const exchange: Exchange = {
      method: sent.method,
      path: sent.path,
      from: options.address,
      body: sent.body,
      ...outcome,
      ms: performance.now() - startedAt,
    }
    options.onExchange(exchange)
    return exchange
  }
  return clientThatSends(send, { address: options.address, close: () => agent.destroy() })
}

type Outcome = Pick<Exchange, 'status' | 'answer' | 'headers' | 'trouble'>

async function answerTo(
  options: LearnerClientOptions,
  agent: Agent,
  sent: HttpRequest,
): Promise<Outcome> {
  const first = await once(options, agent, sent)
  // A server may close a kept connection in the very moment that it is used again.
  return first.again ? once(options, agent, sent) : first
}

function once(
  { port, address, answerMs, forwardedFor }: LearnerClientOptions,
  agent: Agent,
  { method, path, body, headers: asked = {} }: HttpRequest,
): Promise<Outcome & { readonly again: boolean }> {
  return new Promise((resolve) => {
    const headers = {
      'x-forwarded-for': forwardedFor(),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...lowerCase(asked),
    }
    const call = request({
      ...{ host: '127.0.0.1', port, localAddress: address, agent, method, path, headers },
    })
    const fail = (trouble: string, again: boolean): void => {
      clearTimeout(deadline)
      resolve({ status: undefined, answer: '', headers: {}, trouble, again })
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
        const { statusCode: status, headers } = response
        resolve({ status, answer, headers: joined(headers), trouble: undefined, again: false })
      })
    })
    call.end(body)
  })
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

function joined(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]),
  )
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
