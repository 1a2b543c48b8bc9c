export const CLIENTS = ['redis-cli', 'redis-py', 'ioredis', 'url'] as const
export type ClientName = (typeof CLIENTS)[number]

/** What to paste so that a client talks to the sandbox at `url`. */
export function clientLines(client: ClientName, url: string): string {
  switch (client) {
    case 'redis-cli':
      return `redis-cli -u ${url}`
    case 'redis-py':
      return [
        'import redis',
        `r = redis.Redis.from_url("${url}", decode_responses=True)`,
        'r.ping()',
      ].join('\n')
    case 'ioredis':
      return [
        "import Redis from 'ioredis'",
        `const redis = new Redis('${url}')`,
        'await redis.ping()',
      ].join('\n')
    case 'url':
      return url
  }
}

/** The URL with dots where the password stands. */
export function maskPassword(url: string): string {
  return url.replace(/^(redis:\/\/[^:@/]*:)[^@]*@/, '$1••••••••@')
}
