import { z } from 'zod'
import { defaultLimits, type Limits } from '@keyspace/sandbox'
import { limitsFrom, limitVariables } from './limit-variables.ts'

/** Everything that the environment decides. Times in seconds as their names say. */
export interface Config {
  readonly port: number
  readonly respPort: number
  readonly host: string
  readonly engine: 'auto' | 'embedded' | 'dedicated' | 'shared'
  readonly redisUrl: string | undefined
  readonly sandboxTtlS: number
  readonly maxSandboxes: number
  readonly limits: Limits
  readonly logLevel: LogLevel
  /** Origins such as `https://course.example`, besides our own. */
  readonly allowedOrigins: readonly string[]
  /** Origins of sites that may show lessons and consoles of ours in a frame; `*` for every site. */
  readonly embedOrigins: readonly string[]
  /** Host names that a Host header may carry, in lower case and without a port. */
  readonly allowedHosts: readonly string[]
  /** Strangers use this server: only engines that isolate them, and loopback is not trusted. */
  readonly isPublic: boolean
  /** The last address in X-Forwarded-For is the client's: our own proxy wrote it. */
  readonly trustsProxy: boolean
  /** Somebody writes lessons: a broken one does not keep the server from starting. */
  readonly isLessonPreview: boolean
  /** Folder of the course, from that of the web app, which is built with the same. Undefined: the repository's own. */
  readonly lessonsDir: string | undefined
  /** What a browser on this machine types. */
  readonly webHost: string
  /** What respUrl names; the port that is really open when it is undefined. */
  readonly respPublicHost: string
  readonly respPublicPort: number | undefined
  /** Folder of what outlives the process: submissions. Undefined: the repository's own. */
  readonly dataDir: string | undefined
  /** A Redis of the platform's own, which keeps them instead; never one that learners reach. */
  readonly platformRedisUrl: string | undefined
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

const engines = ['auto', 'embedded', 'dedicated', 'shared'] as const

function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const rule = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d{1,15}$/, rule)
    .transform(Number)
    .refine((value) => value >= min && value <= max, rule)
}

const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((value) => value === '1')

function commaList(rule: string, isRight: (item: string) => boolean): z.ZodType<string[], string> {
  return z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .refine((items) => items.every((item) => item === '' || isRight(item)), rule)
    .transform((items) => items.filter((item) => item !== ''))
}

function isOrigin(text: string): boolean {
  return (
    URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text
  )
}

const hostName = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\])$/i
const address = /^[a-z0-9:.[\]-]{1,253}$/i

function isRedisUrl(text: string): boolean {
  return URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol)
}

const limits = Object.fromEntries(
  limitVariables.map(({ name, limit, min, max }) => [
    name,
    wholeNumber(min, max).default(defaultLimits[limit]),
  ]),
)

const variables = z.object({
  ...limits,
  PORT: wholeNumber(0, 65_535).default(8080),
  RESP_PORT: wholeNumber(0, 65_535).default(6380),
  HOST: z.string().regex(address, 'must be an address or a host name').default('127.0.0.1'),
  SANDBOX_ENGINE: z.enum(engines, `must be one of ${engines.join(', ')}`).default('auto'),
  REDIS_URL: z.string().refine(isRedisUrl, 'must be a URL such as redis://host:6379').optional(),
  SANDBOX_TTL_S: wholeNumber(10, 604_800).default(3_600),
  MAX_SANDBOXES: wholeNumber(1, 100_000).default(200),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  ALLOWED_ORIGINS: commaList('must be origins such as https://course.example', isOrigin).default(
    [],
  ),
  EMBED_ORIGINS: commaList(
    'must be origins such as https://course.example, or *',
    (item) => item === '*' || isOrigin(item),
  ).default([]),
  ALLOWED_HOSTS: commaList('must be host names without a port', (item) =>
    hostName.test(item),
  ).default([]),
  PUBLIC: flag.default(false),
  TRUST_PROXY: flag.default(false),
  LESSON_PREVIEW: flag.default(false),
  LESSONS_DIR: z.string().max(1_000).optional(),
  RESP_PUBLIC_HOST: z.string().regex(hostName, 'must be a host name').optional(),
  RESP_PUBLIC_PORT: wholeNumber(1, 65_535).optional(),
  DATA_DIR: z.string().max(1_000).optional(),
  PLATFORM_REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'must be a URL such as redis://host:6379')
    .optional(),
})

/** Every variable that is read; .env.example describes them. */
export const variableNames: readonly string[] = Object.keys(variables.shape)

const environment = variables.superRefine((env, context) => {
  if (env.SANDBOX_ENGINE === 'shared' && env.REDIS_URL === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['REDIS_URL'],
      message: 'is needed by SANDBOX_ENGINE=shared',
    })
  }
  const isShared =
    env.SANDBOX_ENGINE === 'shared' ||
    (env.SANDBOX_ENGINE === 'auto' && env.REDIS_URL !== undefined)
  if (env.PUBLIC && isShared) {
    context.addIssue({
      code: 'custom',
      path: ['PUBLIC'],
      message:
        'cannot be 1 with the shared engine, which does not keep strangers apart; set SANDBOX_ENGINE=dedicated',
    })
  }
})

type Environment = z.infer<typeof environment>

/** What a client types to reach us: an address that means "every interface" is nothing to connect to. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

function toConfig(env: Environment): Config {
  const webHost = reachableHost(env.HOST)
  const ourHosts = [webHost, env.RESP_PUBLIC_HOST ?? [], env.ALLOWED_HOSTS].flat()
  return {
    port: env.PORT,
    respPort: env.RESP_PORT,
    host: env.HOST,
    engine: env.SANDBOX_ENGINE,
    redisUrl: env.REDIS_URL,
    sandboxTtlS: env.SANDBOX_TTL_S,
    maxSandboxes: env.MAX_SANDBOXES,
    limits: limitsFrom(env),
    logLevel: env.LOG_LEVEL,
    allowedOrigins: env.ALLOWED_ORIGINS,
    embedOrigins: env.EMBED_ORIGINS,
    allowedHosts: [...loopbackHosts, ...ourHosts.map((host) => host.toLowerCase())],
    isPublic: env.PUBLIC,
    webHost,
    trustsProxy: env.TRUST_PROXY,
    isLessonPreview: env.LESSON_PREVIEW,
    lessonsDir: env.LESSONS_DIR,
    respPublicHost: env.RESP_PUBLIC_HOST ?? webHost,
    respPublicPort: env.RESP_PUBLIC_PORT,
    dataDir: env.DATA_DIR,
    platformRedisUrl: env.PLATFORM_REDIS_URL,
  }
}

/**
 * Reads the environment; an empty variable counts as one that is not set.
 * @returns the configuration, or one line that names every variable that is wrong and why.
 */
export function parseConfig(
  env: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problem: string } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (parsed.success) return { ok: true, config: toConfig(parsed.data) }
  const problems = new Set(parsed.error.issues.map((issue) => describeIssue(issue, env)))
  return { ok: false, problem: [...problems].join('; ') }
}

/** The URL of a Redis may hold a password, so its value is not repeated. */
function describeIssue(
  issue: z.core.$ZodIssue,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const name = String(issue.path[0])
  const value = env[name]
  const shown =
    value === undefined ||
    name.endsWith('REDIS_URL') ||
    (issue.code === 'custom' && name === 'PUBLIC')
      ? ''
      : ` (it is ${JSON.stringify(value.slice(0, 80))})`
  return `${name} ${issue.message}${shown}`
}
