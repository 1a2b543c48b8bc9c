import type { RefusedPart } from '../wire.ts'
import type { ProgramPort } from './port.ts'

/** The name of the errors by which a page knows that it can say the same in the learner's language. */
const REFUSED = 'Refused'

/** Tells the page that something is not there, and throws. */
export function refuse(port: ProgramPort, part: RefusedPart, name: string, message: string): never {
  port.post({ kind: 'refused', part, name: name.slice(0, 100) })
  const error = new Error(message)
  error.name = REFUSED
  throw error
}
