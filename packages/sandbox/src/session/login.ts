import { redisErrors, type Argv } from '@keyspace/redis-lang'
import { integer, isWord, latin1 } from '../policy/argument.ts'

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** What AUTH was given; undefined when the number of arguments is wrong. */
export function readAuth(argv: Argv): Credentials | undefined {
  if (argv.length === 2) return { user: 'default', password: latin1(argv[1]) }
  if (argv.length === 3) return { user: latin1(argv[1]), password: latin1(argv[2]) }
  return undefined
}

export type Hello =
  | {
      readonly ok: true
      readonly credentials: Credentials | undefined
      readonly forward: Argv
      readonly name: Uint8Array | undefined
    }
  | { readonly ok: false; readonly text: string }

/** HELLO without its credentials, which are ours and not the server's; errors as helloCommand says them. */
export function readHello(argv: Argv): Hello {
  if (argv.length >= 2) {
    const version = integer(argv[1])
    if (version === undefined) {
      return { ok: false, text: redisErrors.protocolNotInteger }
    }
    if (version !== 2 && version !== 3) {
      return { ok: false, text: redisErrors.noProto }
    }
  }
  let credentials: Credentials | undefined
  let name: Uint8Array | undefined
  const forward = argv.slice(0, 2)
  for (let at = 2; at < argv.length; at++) {
    const option = argv[at] ?? new Uint8Array()
    const left = argv.length - at - 1
    if (isWord(option, 'auth') && left >= 2) {
      credentials = { user: latin1(argv[at + 1]), password: latin1(argv[at + 2]) }
      at += 2
    } else if (isWord(option, 'setname') && left >= 1) {
      name = argv[at + 1]
      forward.push(...argv.slice(at, at + 2))
      at += 1
    } else {
      return { ok: false, text: `ERR Syntax error in HELLO option '${latin1(option)}'` }
    }
  }
  return { ok: true, credentials, forward, name }
}
