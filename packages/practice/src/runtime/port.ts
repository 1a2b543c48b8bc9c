import type { FromProgram, ToProgram } from '../wire.ts'

/** The one way out of a program: to the page that runs it. */
export interface ProgramPort {
  readonly post: (message: FromProgram) => void
  /** Messages that come before anybody listens are kept. */
  readonly onMessage: (listener: (message: ToProgram) => void) => void
}
