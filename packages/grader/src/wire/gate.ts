import type { WireCommand } from './wire-command.ts'

/** What is done with a command on its way to Redis. */
export type Ruling =
  | 'forward'
  /** Redis does not see it: earlier replies go through, then the connection ends. */
  | 'cut-before'
  /** Redis runs it, its reply is lost, and the connection ends. */
  | 'cut-after'

/** Decides about each command before Redis sees it; those of one connection wait for it in turn. */
export type Gate = (command: WireCommand) => Ruling | Promise<Ruling>
