import type { About } from '@keyspace/practice/types'
import { loadCommandSentences } from '../../../i18n/command-sentences.ts'
import { locale, type Locale } from '../../../i18n/index.ts'

const METHOD = /^\((?:method|property)\) (?:Redis|Commander|Pipeline|Transaction)\b[^(.]*\.(\w+)/
const SUBCOMMAND = /\bsubcommand: "([\w-]+)"/

/**
 * What a method of the client does, in the reader's language; the library's own words where there are
 * no others. A `whole` group of commands, such as `redis.config`, is told as one: TypeScript would
 * describe the first of them.
 */
export async function sayMethod(
  { declaration, text }: Pick<About, 'declaration' | 'text'>,
  of: 'whole' | 'call',
): Promise<string> {
  const method = METHOD.exec(declaration)?.[1]
  if (method === undefined) return text
  const [sentences, library] = await Promise.all([
    loadCommandSentences(locale.value),
    librarySentences(locale.value),
  ])
  const command = method.replace(/Buffer$/, '').toUpperCase()
  const subcommand = of === 'call' ? SUBCOMMAND.exec(declaration)?.[1] : undefined
  return sentences[`${command} ${subcommand}`] ?? sentences[command] ?? library[method] ?? text
}

/** In English the library speaks for itself. */
async function librarySentences(of: Locale): Promise<Readonly<Record<string, string>>> {
  return of === 'ru' ? (await import('./ioredis-sentences.ru.ts')).IOREDIS_RU : {}
}
