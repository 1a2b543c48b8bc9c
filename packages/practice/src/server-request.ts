/** A request that a server is asked when it is tried out. */
export interface ServerRequest {
  readonly method: string
  readonly path: string
  /** JSON, or what should have been. */
  readonly body?: string
  /** The client's address as the server sees it. */
  readonly from: string
}

const LINE =
  /^(?:(\d{1,3})\s*[x×]\s+)?(GET|POST|PUT|PATCH|DELETE)\s+(\/\S*)(?:\s+from\s+([\d.]{7,15}))?(?:\s+(.+))?$/i
const HOME = '127.0.0.1'

/** More would not end within the time of a run. */
export const MOST_REQUESTS = 200

export type ReadRequests =
  | { readonly ok: true; readonly requests: readonly ServerRequest[] }
  | { readonly ok: false; readonly line: number }

/**
 * Reads a request a line: `POST /score {"user": "ann", "score": 1}`, `11 x GET /top`,
 * `GET /top from 127.0.0.2`. Empty lines and lines that begin with `#` count for nothing.
 */
export function readRequests(text: string): ReadRequests {
  const requests: ServerRequest[] = []
  for (const [at, written] of text.split('\n').entries()) {
    const line = written.trim()
    if (line === '' || line.startsWith('#')) continue
    const found = LINE.exec(line)
    if (found === null) return { ok: false, line: at + 1 }
    const [, times = '1', method = '', path = '', from = HOME, body] = found
    const request = {
      method: method.toUpperCase(),
      path,
      from,
      ...(body === undefined ? {} : { body }),
    }
    for (let i = 0; i < Number(times) && requests.length < MOST_REQUESTS; i += 1)
      requests.push(request)
  }
  return { ok: true, requests }
}
