interface ShutdownOptions {
  readonly close: () => Promise<void>
  /** Told once, when it begins. */
  readonly onBegin: () => void
  readonly exit: (code: number) => void
  /** Milliseconds, monotonic. */
  readonly now: () => number
}

/** Ctrl-C under a package manager may arrive twice: from the terminal, and passed on by the manager. */
const sameKeystrokeMs = 500

const longestMs = 5_000

/**
 * What a signal does: the first one ends everything in good order, a second one that a person sent
 * on purpose ends the process at once.
 */
export function createShutdown(options: ShutdownOptions): (signal: NodeJS.Signals) => void {
  let begunAt: number | undefined
  return (signal) => {
    if (begunAt !== undefined) {
      if (options.now() - begunAt >= sameKeystrokeMs) options.exit(signal === 'SIGINT' ? 130 : 143)
      return
    }
    begunAt = options.now()
    options.onBegin()
    setTimeout(() => options.exit(1), longestMs).unref()
    options.close().then(
      () => options.exit(0),
      () => options.exit(1),
    )
  }
}
