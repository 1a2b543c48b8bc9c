import { EngineUnavailable } from '../engine.ts'

/** Where one server listens. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** How the platform gets into the servers of REDIS_URL. */
export interface Access {
  readonly seed: Endpoint
  readonly tls: boolean
  readonly login: { readonly user: string; readonly password: string } | undefined
}

export function endpointId({ host, port }: Endpoint): string {
  return `${host}:${port}`
}

/**
 * Reads `redis://user:password@host:port/0`, or `rediss://` for TLS.
 * @throws {EngineUnavailable} when it is no such URL; the message repeats nothing of it.
 */
export function readRedisUrl(text: string): Access {
  if (!URL.canParse(text)) throw new EngineUnavailable('REDIS_URL is not a URL.')
  const url = new URL(text)
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new EngineUnavailable('REDIS_URL must begin with redis:// or rediss://.')
  }
  if (!/^\/?0?$/.test(url.pathname)) {
    throw new EngineUnavailable(
      'REDIS_URL names a database; the shared engine uses database 0 only.',
    )
  }
  const password = decodeURIComponent(url.password)
  const user = decodeURIComponent(url.username)
  return {
    seed: {
      host: url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
      port: url.port === '' ? 6379 : Number(url.port),
    },
    tls: url.protocol === 'rediss:',
    login: password === '' ? undefined : { user: user === '' ? 'default' : user, password },
  }
}
