import type { Readable } from 'node:stream'

const keptCharacters = 8_192

/** The last of what a server printed, for diagnosis; never for a learner. */
export interface BoundedLog {
  readonly text: () => string
  /** Resolves when a line matches, or false when the stream ends first. */
  waitFor(pattern: RegExp): Promise<boolean>
}

export function boundedLog(streams: readonly Readable[]): BoundedLog {
  let kept = ''
  let open = streams.length
  let waiting: { pattern: RegExp; resolve: (found: boolean) => void }[] = []
  const settle = (): void => {
    waiting = waiting.filter(({ pattern, resolve }) => {
      const found = pattern.test(kept)
      if (!found && open > 0) return true
      resolve(found)
      return false
    })
  }
  for (const stream of streams) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      kept = (kept + chunk).slice(-keptCharacters)
      settle()
    })
    stream.once('close', () => {
      open -= 1
      settle()
    })
  }
  return {
    text: () => kept,
    waitFor: (pattern) =>
      new Promise((resolve) => {
        waiting.push({ pattern, resolve })
        settle()
      }),
  }
}
