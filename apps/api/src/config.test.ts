import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parseConfig, variableNames, type Config } from './config.ts'

function configOf(env: Record<string, string>): Config {
  const parsed = parseConfig(env)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.config
}

function problemOf(env: Record<string, string>): string {
  const parsed = parseConfig(env)
  if (parsed.ok) throw new Error('was accepted')
  return parsed.problem
}

describe('the environment', () => {
  it('may be empty: everything has a default that is safe on a desk', () => {
    expect(configOf({})).toMatchObject({
      port: 8080,
      respPort: 6380,
      host: '127.0.0.1',
      engine: 'auto',
      logLevel: 'info',
      isPublic: false,
      trustsProxy: false,
      isLessonPreview: false,
      respPublicHost: '127.0.0.1',
      allowedOrigins: [],
      embedOrigins: [],
    })
  })

  it('counts an empty variable as one that is not set, as docker compose passes them', () => {
    expect(configOf({ PORT: '', REDIS_URL: '', ALLOWED_ORIGINS: '' }).port).toBe(8080)
  })

  it.each([
    ['PORT', '80a', 'PORT must be a whole number from 0 to 65535 (it is "80a")'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535 (it is "65536")'],
    ['RESP_PORT', '-1', 'RESP_PORT must be a whole number from 0 to 65535 (it is "-1")'],
    ['SANDBOX_TTL_S', '1', 'SANDBOX_TTL_S must be a whole number from 10 to 604800 (it is "1")'],
    [
      'SANDBOX_ENGINE',
      'mock',
      'SANDBOX_ENGINE must be one of auto, embedded, dedicated, shared (it is "mock")',
    ],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent (it is "loud")',
    ],
    [
      'ALLOWED_ORIGINS',
      'course.example',
      'ALLOWED_ORIGINS must be origins such as https://course.example (it is "course.example")',
    ],
    [
      'ALLOWED_HOSTS',
      'a.example:80',
      'ALLOWED_HOSTS must be host names without a port (it is "a.example:80")',
    ],
    ['PUBLIC', 'yes', 'PUBLIC must be 0 or 1 (it is "yes")'],
    ['HOST', 'a b', 'HOST must be an address or a host name (it is "a b")'],
  ])('refuses %s=%s with a sentence', (name, value, problem) => {
    expect(problemOf({ [name]: value })).toBe(problem)
  })

  it('says all problems in one line', () => {
    const problem = problemOf({ PORT: 'x', LOG_LEVEL: 'y\nz' })
    expect(problem).toMatch(/^PORT must .*; LOG_LEVEL must /)
    expect(problem).not.toContain('\n')
  })

  it('never repeats a Redis URL, which may hold a password', () => {
    expect(problemOf({ REDIS_URL: 'http://me:secret@host' })).not.toContain('secret')
  })

  it('wants a REDIS_URL for the shared engine', () => {
    expect(problemOf({ SANDBOX_ENGINE: 'shared' })).toBe(
      'REDIS_URL is needed by SANDBOX_ENGINE=shared',
    )
    expect(configOf({ SANDBOX_ENGINE: 'shared', REDIS_URL: 'redis://h:1' }).redisUrl).toBe(
      'redis://h:1',
    )
  })

  it.each([{ SANDBOX_ENGINE: 'shared', REDIS_URL: 'redis://h:1' }, { REDIS_URL: 'redis://h:1' }])(
    'refuses strangers on a shared Redis: %o',
    (env) => {
      expect(problemOf({ ...env, PUBLIC: '1' })).toMatch(
        /^PUBLIC cannot be 1 with the shared engine/,
      )
    },
  )

  it('gives clients a host that they can connect to', () => {
    expect(configOf({ HOST: '0.0.0.0' }).respPublicHost).toBe('localhost')
    expect(configOf({ HOST: '::1' }).respPublicHost).toBe('[::1]')
    expect(configOf({ HOST: '0.0.0.0', RESP_PUBLIC_HOST: 'learn.example' }).respPublicHost).toBe(
      'learn.example',
    )
  })

  it('reads lists with spaces and puts host names in lower case', () => {
    const config = configOf({
      ALLOWED_ORIGINS: 'https://a.example, http://localhost:5173 ,',
      ALLOWED_HOSTS: 'Learn.Example',
      RESP_PUBLIC_HOST: 'redis.example',
    })
    expect(config.allowedOrigins).toEqual(['https://a.example', 'http://localhost:5173'])
    expect(config.allowedHosts).toEqual([
      'localhost',
      '127.0.0.1',
      '[::1]',
      '127.0.0.1',
      'redis.example',
      'learn.example',
    ])
  })

  it('is described in .env.example, with the defaults', () => {
    const example = new URL('../../../.env.example', import.meta.url)
    const named = parseEnv(readFileSync(example, 'utf8'))
    expect(parseConfig(named)).toEqual(parseConfig({}))
    expect(Object.keys(named).sort()).toEqual([...variableNames].sort())
  })
})
