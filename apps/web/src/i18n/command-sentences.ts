import type { Locale } from './index.ts'

/** What a command does, in one sentence, by its name in capitals: `SET`, `CONFIG GET`. */
export type CommandSentences = Readonly<Record<string, string>>

const loading = new Map<Locale, Promise<CommandSentences>>()

/** The sentences in one language. Fetched when they are wanted for the first time; without a network there are none. */
export function loadCommandSentences(locale: Locale): Promise<CommandSentences> {
  const known = loading.get(locale)
  if (known !== undefined) return known
  const sentences = fetchSentences(locale).catch(() => {
    // The next wish tries again.
    loading.delete(locale)
    return {}
  })
  loading.set(locale, sentences)
  return sentences
}

async function fetchSentences(locale: Locale): Promise<CommandSentences> {
  if (locale === 'ru') return (await import('./command-sentences.ru.ts')).SENTENCES_RU
  const { commandDocs } = await import('@keyspace/redis-lang/command-docs')
  return Object.fromEntries(commandDocs.map(({ name, summary }) => [name, summary]))
}
