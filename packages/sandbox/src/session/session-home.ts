import type { Argv, DecodedCommand, Reply } from '@keyspace/redis-lang'
import type { ConnectionHandlers, EngineConnection } from '../engine/engine.ts'
import type { Limits } from '../limits.ts'
import type { RestoreContext } from '../restore/index.ts'
import type { ClientPort, CloseReason } from './client-port.ts'
import type { CommandEntry } from './command-table.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { Transaction } from './transaction.ts'

/** A command and what it was answered. */
export interface Answered {
  readonly session: ClientSession
  readonly entry: CommandEntry | undefined
  readonly argv: Argv
  readonly reply: Reply
  /** The database that it ran in. */
  readonly db: number
  /** CLIENT ID of the connection. */
  readonly client: string
  /** Milliseconds of the steady clock, when it was accepted. */
  readonly acceptedAt: number
}

/** A command before it was answered. */
export interface Asked {
  readonly entry: CommandEntry | undefined
  readonly command: DecodedCommand
  /** Milliseconds of the steady clock. */
  readonly acceptedAt: number
}

/** What a session needs of the sandbox that it is logged in to. */
export interface SessionHome {
  readonly id: string
  readonly limits: Limits
  readonly fullOfKeys: boolean
  /** True when watchers want to hear of every command. */
  readonly watched: boolean
  /** True when a client is in MONITOR mode, so that `ran` is to be called. */
  readonly monitored: boolean
  readonly restoreContext: RestoreContext
  checkToken(token: string): boolean
  /** Takes one command of the rate; false when it must wait, then `onRate` is called in time. */
  admit(session: ClientSession, now: number): boolean
  connect(handlers: ConnectionHandlers): EngineConnection
  /** Asks over the platform's connection, in that database. */
  ask(argv: Argv): Promise<Reply>
  /** A command ran and did what has to be remembered. */
  record(answered: Answered): void
  /** The same for one that is remembered as it came, and of whose reply nothing needs to be known. */
  recordAsIs(session: ClientSession, asked: Asked): void
  /**
   * A command was answered with `bytes[from..end)`, which are good during the call; `reply` is given
   * where it was decoded already.
   */
  answered(
    session: ClientSession,
    command: Asked,
    reply: Reply | undefined,
    bytes: Uint8Array,
    from: number,
    end: number,
  ): void
  /** Redis ran a command of this session; the reply where there is one that can be an error. */
  ran(session: ClientSession, entry: CommandEntry, argv: Argv, reply: Reply | undefined): void
  /** Puts it in MONITOR mode, and then finishes its command. */
  monitor(session: ClientSession): void
  unmonitor(session: ClientSession): void
  watch(session: ClientSession): void
  unwatch(session: ClientSession): void
  /** The connection to Redis ended by itself. */
  upstreamLost(session: ClientSession): void
  /** A session met an error of our own; for the log. */
  failed(error: unknown): void
  left(session: ClientSession): void
}

/** The answer at the door; `wait`: the Redis behind it is being replaced, ask again then. */
type Entered =
  | { readonly home: SessionHome }
  | { readonly refusal: string }
  | { readonly wait: Promise<unknown> }

/** Lets a session in. */
export interface Door {
  enter(session: ClientSession, user: string, password: string): Entered
}

/** A session as its sandbox and its commands see it. */
export interface ClientSession {
  readonly port: ClientPort
  readonly door: Door
  readonly subscriptions: Subscriptions
  /** It ends with its HTTP request, and logged in when it began. */
  readonly stateless: boolean
  readonly closed: boolean
  home: SessionHome | undefined
  protocol: 2 | 3
  db: number
  /** CLIENT ID of the connection to Redis; empty until that is known. */
  clientId: string
  clientName: Uint8Array | undefined
  transaction: Transaction | undefined
  /** In MONITOR mode. */
  monitoring: boolean
  /** The steady clock when it was last woken, in milliseconds. */
  readonly now: number
  /** Takes the place that the door gave it. */
  enter(home: SessionHome): void
  /** The command at the barrier is done; undefined when it says nothing. */
  finish(reply: Reply | undefined): void
  /** Forwards the command at the barrier in other words; its reply finishes it. */
  askAtBarrier(command: Argv, onReply: (reply: Reply) => Reply): void
  /** A new connection to Redis in place of the old one. */
  renewUpstream(): void
  /** Ends the connection from our side, after what was answered has left. */
  end(reason: CloseReason): void
  /** Answers the command at the barrier and ends the connection; what came behind it is not run. */
  endWith(reply: Reply, reason: CloseReason): void
  /** Sends a push of ours. */
  push(bytes: Uint8Array): void
  /** The rate allows a command again. */
  admitted(): void
  /** True while a command waits for Redis. */
  readonly busy: boolean
  /** Milliseconds for which Redis has been busy with the first command; 0 while it may wait. */
  busyMs(now: number): number
  /** Redis is gone: answers what was under way, and reads nothing until `restart`. */
  interruptAll(first: string, others: string): void
  /** A new Redis is there: takes up the state that the client knows of and goes on. */
  restart(): void
}
