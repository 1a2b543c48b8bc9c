import { socketName } from './run-directory.ts'

/** The user that the platform's own connections log in as; the learner's CLIENT LIST never shows it. */
export const platformUser = 'keyspace-platform'

export interface ServerSettings {
  /** Of the platform's user; generated for each server, never written to disk or argv. */
  readonly password: string
  /** The server's own directory as the server sees it. */
  readonly directory: string
  readonly memoryBytes: number
  readonly maxClients: number
}

/**
 * The configuration that the server reads from its standard input. Whatever is not here is Redis's
 * own default, so that CONFIG GET teaches the truth. The socket's path is relative to `dir`, because
 * CLIENT LIST shows it.
 * Source: https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/
 */
export function serverConfig(settings: ServerSettings): string {
  return [
    `dir ${settings.directory}`,
    'port 0',
    `unixsocket ${socketName}`,
    'unixsocketperm 700',
    'daemonize no',
    'save ""',
    'appendonly no',
    `maxmemory ${settings.memoryBytes}`,
    // A client that does not read its replies loses its connection, instead of everybody the server.
    `maxmemory-clients ${3 * settings.memoryBytes}`,
    `maxclients ${settings.maxClients}`,
    'busy-reply-threshold 100',
    'proto-max-bulk-len 1mb',
    'client-query-buffer-limit 2mb',
    'auto-aof-rewrite-min-size 4mb',
    'enable-debug-command no',
    'enable-module-command no',
    'enable-protected-configs no',
    // When the machine runs out of memory a sandbox goes first, never the platform.
    'oom-score-adj absolute',
    'oom-score-adj-values 800 800 800',
    // A dying server says one line and dies, instead of testing its memory for seconds.
    'crash-log-enabled no',
    'crash-memcheck-enabled no',
    'user default off',
    `user ${platformUser} on >${settings.password} ~* &* +@all`,
    '',
  ].join('\n')
}
