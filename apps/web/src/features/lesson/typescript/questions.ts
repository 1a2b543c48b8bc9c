import type { ProgramService } from '@keyspace/practice/types'

/** The first message to the worker. */
export interface Start {
  readonly typesUrl: string
  /** TypeScript's messages in another language than English. */
  readonly messagesUrl: string | null
}

type Method = keyof ProgramService

/** What is asked of TypeScript; `id` comes back with the answer. */
export interface Question<M extends Method = Method> {
  readonly id: number
  readonly method: M
  readonly args: Parameters<ProgramService[M]>
}

export type Answer =
  | { readonly id: number; readonly value: ReturnType<ProgramService[Method]> }
  | { readonly id: number; readonly failed: true }
