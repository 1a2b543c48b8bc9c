import type { HelpEntry } from './help-text.ts'

let loading: Promise<readonly HelpEntry[]> | undefined

/** What every command does and how it is written. Fetched when it is wanted for the first time. */
export function loadHelp(): Promise<readonly HelpEntry[]> {
  loading ??= import('@keyspace/redis-lang/command-docs').then(
    (docs) => docs.commandDocs,
    () => {
      // The network was away: the next wish tries again.
      loading = undefined
      return []
    },
  )
  return loading
}
