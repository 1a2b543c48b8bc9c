import type { Argv } from '@keyspace/redis-lang'
import type { Limits } from '../limits.ts'

/** What a check may look at besides the command. */
export interface PolicyContext {
  readonly limits: Limits
  /** Between MULTI and EXEC. */
  readonly inTransaction: boolean
  /** A session that ends with its HTTP request. */
  readonly stateless: boolean
  /** In MONITOR mode. */
  readonly monitoring: boolean
  /** Channels and patterns that the connection is subscribed to. */
  readonly subscribed: number
  /** True when the sandbox has as many keys as it may have. */
  readonly fullOfKeys: boolean
}

/** Looks at one command; the text of an error reply when it refuses it, code word included. */
export type Check = (command: { readonly argv: Argv }, context: PolicyContext) => string | undefined

/** What is known of a command before any is sent: `name` is `get` or `config|set`. */
export interface CommandTraits {
  readonly name: string
  readonly writes: boolean
  /** The command may use more memory (Redis's denyoom flag). */
  readonly grows: boolean
  /** It is about the server and not about data: MONITOR does not show it (Redis's admin flag). */
  readonly admin: boolean
  /** It reads or writes the keyspace, or may, as a script does. */
  readonly touchesKeys: boolean
}

/**
 * One rule. It is asked once for each command name, so that a command that it has nothing to say
 * about costs nothing when it is run.
 */
export interface Policy {
  readonly name: string
  readonly checkFor: (command: CommandTraits) => Check | undefined
}
