import { pino } from 'pino'

/** The part of a logger that the rest of the house uses. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Keys whose values never reach a log line, wherever they stand in the first two levels. */
const secret = ['authorization', 'token', 'password', 'cookie', 'respUrl', 'redisUrl']

/** One JSON object a line on `destination` (standard output). */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secret.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
