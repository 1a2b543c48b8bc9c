import type { Argv } from './reply.ts'

const text = new TextDecoder()

/** Redis shows at most so many bytes of a word that it did not understand. */
const SHOWN_BYTES = 128

/** A word in an error, cut as C's `%.*s` cuts it: at the bound or at a zero byte. */
function shown(word: Uint8Array | undefined, bound: number): string {
  if (word === undefined) return ''
  const zero = word.indexOf(0)
  const end = zero === -1 ? bound : Math.min(zero, bound)
  return text.decode(word.subarray(0, end))
}

function byteLength(word: string): number {
  return new TextEncoder().encode(word).length
}

function oneLine(message: string): string {
  return message.replace(/[\r\n]/g, ' ')
}

/** The arguments as the error for an unknown command shows them: quoted, about 128 bytes of them. */
function shownArguments(argv: Argv): string {
  let args = ''
  for (const arg of argv.slice(1)) {
    const used = byteLength(args)
    if (used >= SHOWN_BYTES) break
    args += `'${shown(arg, SHOWN_BYTES - used)}' `
  }
  return args
}

/**
 * The texts of errors as redis-server 7.0 words them, without the leading `-`; the first word is
 * the code. Bytes that are not UTF-8 become U+FFFD.
 */
export const redisErrors = {
  noAuth: 'NOAUTH Authentication required.',
  helloNoAuth:
    'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
  wrongPass: 'WRONGPASS invalid username-password pair or user is disabled.',
  noProto: 'NOPROTO unsupported protocol version',
  protocolNotInteger: 'ERR Protocol version is not an integer or out of range',
  syntax: 'ERR syntax error',
  wrongType: 'WRONGTYPE Operation against a key holding the wrong kind of value',
  notInteger: 'ERR value is not an integer or out of range',
  notFloat: 'ERR value is not a valid float',
  overflow: 'ERR increment or decrement would overflow',
  noSuchKey: 'ERR no such key',
  indexOutOfRange: 'ERR index out of range',
  dbOutOfRange: 'ERR DB index is out of range',
  execAbort: 'EXECABORT Transaction discarded because of previous errors.',
  execWithoutMulti: 'ERR EXEC without MULTI',
  discardWithoutMulti: 'ERR DISCARD without MULTI',
  nestedMulti: 'ERR MULTI calls can not be nested',
  watchInsideMulti: 'ERR WATCH inside MULTI is not allowed',
  noScript: 'NOSCRIPT No matching script. Please use EVAL.',
  outOfMemory: "OOM command not allowed when used memory > 'maxmemory'.",
  busy: 'BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.',
  maxClients: 'ERR max number of clients reached',
  stringTooBig: 'ERR string exceeds maximum allowed size (proto-max-bulk-len)',

  /** `name` is the command's full one, such as `get` or `config|get`. */
  wrongArity: (name: string): string => `ERR wrong number of arguments for '${name}' command`,

  /** EXEC with arguments says so in its own way. */
  execWrongArity:
    "EXECABORT Transaction discarded because of: wrong number of arguments for 'exec' command",

  unknownCommand: (argv: Argv): string =>
    oneLine(
      `ERR unknown command '${shown(argv[0], SHOWN_BYTES)}', with args beginning with: ${shownArguments(argv)}`,
    ),

  /** `argv` holds a container, such as CONFIG, and a word that is none of its subcommands. */
  unknownSubcommand: (argv: Argv): string => {
    const container = shown(argv[0], Infinity).toUpperCase()
    return oneLine(
      `ERR unknown subcommand '${shown(argv[1], SHOWN_BYTES)}'. Try ${container} HELP.`,
    )
  },

  /** `name` as in {@link redisErrors.wrongArity}. */
  noPermission: (name: string): string =>
    `NOPERM this user has no permissions to run the '${name}' command`,

  noKeyPermission:
    'NOPERM this user has no permissions to access one of the keys used as arguments',

  /** For a RESP2 connection that is subscribed; `name` as in {@link redisErrors.wrongArity}. */
  subscribedContext: (name: string): string =>
    `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
} as const
