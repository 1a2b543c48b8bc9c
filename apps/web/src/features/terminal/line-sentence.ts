import type { CommandSentences } from '../../i18n/command-sentences.ts'

/** A command and what it does. */
export interface LineSentence {
  readonly command: string
  readonly text: string
}

/** What the command does that the line names, also behind HELP; null while it names none. */
export function lineSentence(line: string, sentences: CommandSentences): LineSentence | null {
  const words = line.trim().toUpperCase().split(/\s+/)
  const [first = '', second = ''] = /^(?:HELP|\?)$/.test(words[0] ?? '') ? words.slice(1) : words
  for (const command of [`${first} ${second}`, first]) {
    const text = Object.hasOwn(sentences, command) ? sentences[command] : undefined
    if (text !== undefined) return { command, text }
  }
  return null
}
