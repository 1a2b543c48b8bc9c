import { createdSandbox, problemBody, type CreatedSandbox } from '@keyspace/protocol'
import type { ApiAnswer, SandboxAddress, SandboxApi } from './transport.ts'

const NOT_READABLE = {
  code: 'unreadable-answer',
  message: 'The server answered with something that this page cannot read.',
  hint: 'Reload the page; the server may be of a newer version.',
}

/** One request; what went wrong is in the answer. */
export type Call = (
  method: string,
  path: string,
  options?: { readonly token?: string; readonly body?: object },
) => Promise<ApiAnswer<unknown>>

export function createCall(origin: string, fetchHttp: typeof fetch): Call {
  return async (method, path, options = {}) => {
    try {
      const response = await fetchHttp(new URL(path, origin), {
        method,
        headers: {
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      })
      return await readAnswer(response)
    } catch {
      return { kind: 'away' }
    }
  }
}

export function pathOf(sandbox: SandboxAddress, rest: string): string {
  return `/api/sandboxes/${encodeURIComponent(sandbox.id)}${rest}`
}

/** The HTTP side of a sandbox. It never throws: what went wrong is in the answer. */
export function createSandboxApi(origin: string, fetchHttp: typeof fetch): SandboxApi {
  const call = createCall(origin, fetchHttp)
  return {
    create: async (options) =>
      checked(await call('POST', '/api/sandboxes', { body: options }), readSandbox),
    reset: async (sandbox) =>
      checked(await call('POST', pathOf(sandbox, '/reset'), { token: sandbox.token }), () => null),
    branch: async (source, step) => {
      const body = { branch: { sandbox: source.id, step } }
      return checked(
        await call('POST', '/api/sandboxes', { token: source.token, body }),
        readSandbox,
      )
    },
    remove: async (sandbox) =>
      checked(await call('DELETE', pathOf(sandbox, ''), { token: sandbox.token }), () => null),
    probe: async (sandbox) => {
      const answer = await call('GET', pathOf(sandbox, '/keys'), { token: sandbox.token })
      if (answer.kind !== 'problem') return answer.kind === 'ok' ? 'alive' : 'away'
      return answer.status === 404 || answer.status === 401 ? 'gone' : 'away'
    },
  }
}

async function readAnswer(response: Response): Promise<ApiAnswer<unknown>> {
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return { kind: 'ok', value: body }
  const problem = problemBody.safeParse(body)
  // A proxy in front answers without our body when the API behind it is down.
  if (!problem.success && response.status >= 500) return { kind: 'away' }
  return {
    kind: 'problem',
    status: response.status,
    problem: problem.success ? problem.data : NOT_READABLE,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  }
}

export function checked<T>(
  answer: ApiAnswer<unknown>,
  read: (body: unknown) => T | undefined,
): ApiAnswer<T> {
  if (answer.kind !== 'ok') return answer
  const value = read(answer.value)
  if (value !== undefined) return { kind: 'ok', value }
  return { kind: 'problem', status: 200, problem: NOT_READABLE, retryAfterMs: null }
}

/** A sandbox as the API or this browser's own store tells it; undefined when it is none. */
export function readSandbox(body: unknown): CreatedSandbox | undefined {
  return createdSandbox.safeParse(body).data
}

function retryAfterMs(header: string | null): number | null {
  const seconds = Number(header)
  return header !== null && Number.isFinite(seconds) ? seconds * 1_000 : null
}
