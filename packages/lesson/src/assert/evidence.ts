import type { BytesJson, KeyView, ReplyJson } from '@keyspace/redis-lang'

/**
 * What the checking engine looks at: the keyspace as it is, and the commands that were answered
 * since the step began, oldest first. The browser gathers it from the sandbox's pushes, the API and
 * the CLI from the session; the same evidence gives the same verdict everywhere.
 */
export interface Evidence {
  readonly keys: readonly KeyView[]
  readonly commands: readonly AnsweredCommand[]
  /**
   * What the learner's programs printed when they last ran, line by line, by the id of their practice;
   * the error that ended one is its last line.
   */
  readonly printed?: Readonly<Record<string, readonly string[]>>
}

export interface AnsweredCommand {
  readonly client: string
  readonly argv: readonly BytesJson[]
  readonly reply: ReplyJson
  /** When the server took it, microseconds since 1970, and how long its answer took. */
  readonly at?: number
  readonly micros?: number
}
