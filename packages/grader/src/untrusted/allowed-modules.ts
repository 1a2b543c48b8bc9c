/** Packages that a submission may import; they come with us, nothing is downloaded. */
export const ALLOWED_PACKAGES = ['hono', '@hono/node-server', 'ioredis'] as const

/** Node's modules that a web server with a Redis client needs. None reaches a file or a process. */
export const ALLOWED_BUILTINS: ReadonlySet<string> = new Set([
  'assert',
  'async_hooks',
  'buffer',
  'crypto',
  'diagnostics_channel',
  'dns',
  'events',
  'http',
  'http2',
  'https',
  'net',
  'os',
  'path',
  'perf_hooks',
  'process',
  'querystring',
  'stream',
  'stream/promises',
  'stream/web',
  'string_decoder',
  'timers',
  'timers/promises',
  'tls',
  'tty',
  'url',
  'util',
  'util/types',
  'zlib',
])

export function isAllowedPackage(specifier: string): boolean {
  return ALLOWED_PACKAGES.some((name) => specifier === name || specifier.startsWith(`${name}/`))
}
