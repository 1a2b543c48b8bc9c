import { redisErrors, type Argv, type Reply } from '@keyspace/redis-lang'
import { isWord } from '../policy/argument.ts'
import { askPlatform } from './ask-platform.ts'
import type { CommandEntry, Route } from './command-table.ts'
import { readAuth, readHello, type Credentials } from './login.ts'
import type { ClientSession } from './session-home.ts'

const ok: Reply = { kind: 'status', value: 'OK' }

function error(value: string): Reply {
  return { kind: 'error', value }
}

/** With how many words, its own included, a command can be called. */
const LENGTHS: Readonly<Partial<Record<Route, readonly [least: number, most: number]>>> = {
  auth: [2, Infinity],
  reset: [1, 1],
  monitor: [1, 1],
  'watch-keyspace': [2, 2],
}

/** Runs a command that is not forwarded; it ends with `session.finish`, perhaps later. */
export function runLocally(session: ClientSession, entry: CommandEntry, argv: Argv): void {
  const refusal = refusalOf(session, entry, argv)
  if (refusal !== undefined) {
    session.finish(error(refusal))
    return
  }
  switch (entry.route) {
    case 'auth':
    case 'hello': {
      const wait = (entry.route === 'auth' ? auth : hello)(session, argv)
      const again = (): void => {
        if (!session.closed) runLocally(session, entry, argv)
      }
      void wait?.then(again, again)
      return
    }
    case 'reset':
      reset(session)
      return
    case 'quit':
      session.endWith(ok, 'quit')
      return
    case 'monitor':
      monitor(session)
      return
    case 'watch-keyspace':
      session.finish(watchKeyspace(session, argv))
      return
    case 'admin':
      askPlatform(session, entry, argv)
      return
    case 'forward':
  }
}

/** What Redis looks at before a command runs, in its order; what is forwarded hears it from Redis itself. */
function refusalOf(session: ClientSession, entry: CommandEntry, argv: Argv): string | undefined {
  const [least, most] = LENGTHS[entry.route] ?? [1, Infinity]
  if (argv.length < least || argv.length > most) return redisErrors.wrongArity(entry.name)
  const onlyListens = session.protocol === 2 && session.subscriptions.active
  const mayRun = entry.route === 'reset' || entry.route === 'quit'
  return onlyListens && !mayRun ? redisErrors.subscribedContext(entry.name) : undefined
}

/** Logs in, or says again who one is; otherwise the text of the refusal, or what has to be waited for. */
function login(
  session: ClientSession,
  { user, password }: Credentials,
): string | Promise<unknown> | undefined {
  const { home } = session
  if (home) return user === home.id && home.checkToken(password) ? undefined : redisErrors.wrongPass
  const entered = session.door.enter(session, user, password)
  if ('refusal' in entered) return entered.refusal
  if ('wait' in entered) return entered.wait
  session.enter(entered.home)
  return undefined
}

/** Finishes, unless what it gives has to be waited for first. */
function auth(session: ClientSession, argv: Argv): Promise<unknown> | undefined {
  const credentials = readAuth(argv)
  const refusal = credentials === undefined ? redisErrors.syntax : login(session, credentials)
  if (typeof refusal === 'object') return refusal
  session.finish(refusal === undefined ? ok : error(refusal))
  return undefined
}

/** Finishes, unless what it gives has to be waited for first. */
function hello(session: ClientSession, argv: Argv): Promise<unknown> | undefined {
  const asked = readHello(argv)
  const refusal = asked.ok
    ? asked.credentials
      ? login(session, asked.credentials)
      : session.home === undefined
        ? redisErrors.helloNoAuth
        : undefined
    : asked.text
  if (typeof refusal === 'object') return refusal
  if (refusal !== undefined || !asked.ok) {
    session.finish(error(refusal ?? redisErrors.syntax))
    return undefined
  }
  session.askAtBarrier(asked.forward, (reply) => {
    if (reply.kind === 'map') session.protocol = 3
    else if (reply.kind === 'array') session.protocol = 2
    if (reply.kind !== 'error' && asked.name) session.clientName = asked.name
    return reply
  })
  return undefined
}

/** A connection as new, still logged in. */
function reset(session: ClientSession): void {
  session.home?.unwatch(session)
  session.home?.unmonitor(session)
  session.protocol = 2
  session.db = 0
  session.clientName = undefined
  session.renewUpstream()
  session.finish({ kind: 'status', value: 'RESET' })
}

/** Another MONITOR of a client that is in that mode gets no reply at all, as in Redis. */
function monitor(session: ClientSession): void {
  if (session.monitoring) session.finish(undefined)
  else session.home?.monitor(session)
}

function watchKeyspace(session: ClientSession, argv: Argv): Reply {
  if (session.protocol !== 3) {
    return error('ERR KEYSPACE.WATCH needs RESP3, whose pushes it uses. Send HELLO 3 first.')
  }
  if (isWord(argv[1], 'on')) session.home?.watch(session)
  else if (isWord(argv[1], 'off')) session.home?.unwatch(session)
  else return error('ERR KEYSPACE.WATCH takes ON or OFF.')
  return ok
}
