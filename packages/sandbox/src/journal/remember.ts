import { rememberExpiry } from './expiry.ts'
import { rememberFieldExpiry } from './field-expiry.ts'
import type { Done, JournalForm, Remember } from './journal-form.ts'
import { rememberPop } from './pops.ts'
import { rememberStream } from './streams.ts'

const special: Readonly<Record<string, Remember>> = {
  ...rememberExpiry,
  ...rememberFieldExpiry,
  ...rememberPop,
  ...rememberStream,
}

/** A script that failed may have written before it did. */
const mayWriteAndFail = /^(?:eval|evalsha|fcall)$/
/** BUSY: another script ran for too long. To repeat this one could take for ever, and it never ran. */
const didNotRun = /^(?:NOSCRIPT|BUSY |ERR Error compiling|ERR Function not found)/

/** The form in which an answered command is kept; undefined when there is nothing to repeat. */
export function remember({ entry, argv, reply }: Done, at: number): JournalForm | undefined {
  if (entry === undefined) return undefined
  if (reply.kind === 'error') {
    const wrote = mayWriteAndFail.test(entry.name) && !didNotRun.test(reply.value)
    return wrote ? { argv } : undefined
  }
  const how = special[entry.name]
  return how ? how(argv, reply, at) : { argv }
}

/** Up to how many arguments a command that succeeded is kept as it is, whatever its reply. */
export function asIsUpTo(name: string): number {
  if (name === 'set') return 3
  return special[name] === undefined ? Number.POSITIVE_INFINITY : 0
}
