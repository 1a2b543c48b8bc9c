import { ProtocolError } from './protocol-error.ts'
import type { ReplyLimits } from './reply-limits.ts'

/** Not one of RESP's first bytes; the words are hiredis's. */
export function unknownType(type: number): ProtocolError {
  if (type === 0x2e || type === 0x3b) return streamedType()
  return new ProtocolError(
    `Protocol error, got ${JSON.stringify(String.fromCharCode(type))} as reply type byte`,
  )
}
export function streamedType(): ProtocolError {
  return new ProtocolError('Protocol error, streamed types of unknown length are not supported')
}
export function badLength(): ProtocolError {
  return new ProtocolError('Protocol error, bad length')
}
export function tooManyElements(limits: ReplyLimits): ProtocolError {
  return new ProtocolError(`reply has more than ${limits.maxElements} elements`)
}
export function tooDeep(limits: ReplyLimits): ProtocolError {
  return new ProtocolError(`reply is nested deeper than ${limits.maxDepth} levels`)
}
export function tooLong(limits: ReplyLimits): ProtocolError {
  return new ProtocolError(`reply is bigger than ${limits.maxBytes} bytes`)
}
