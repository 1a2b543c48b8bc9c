import type { Lang } from '../event.ts'
import type { CounterRacePicture, Move, RaceResult } from './model.ts'

/** One row of the time line as a sentence. */
export function moveText(move: Move, lang: Lang): string {
  const who = lang === 'en' ? `Client ${move.client}` : `Клиент ${move.client}`
  if (move.step === 'add') {
    return lang === 'en'
      ? `${who} adds one in its own memory: ${move.reply}.`
      : `${who} прибавляет единицу у себя в памяти: ${move.reply}.`
  }
  const answer = lang === 'en' ? `answers ${move.reply}` : `отвечает ${move.reply}`
  const said =
    lang === 'en'
      ? `${who}: ${move.line}, Redis ${answer}.`
      : `${who}: ${move.line}, Redis ${answer}.`
  return move.overwrote === null ? said : `${said} ${overwriteText(move, lang)}`
}

/** Why a SET lost somebody's update. */
export function overwriteText(move: Move, lang: Lang): string {
  const before = move.overwrote ?? ''
  return lang === 'en'
    ? `It wrote ${move.value ?? ''} over ${before}, which it had never read: the other update is lost.`
    : `Записано ${move.value ?? ''} поверх ${before}, которого он не читал: чужое обновление потеряно.`
}

/** What the end of the race means, in a sentence. */
export function resultText({ mode }: CounterRacePicture, { lost }: RaceResult, lang: Lang): string {
  if (lost === 0) {
    if (mode === 'incr') {
      return lang === 'en'
        ? 'INCR reads, adds and writes inside Redis, so no order of yours can lose it.'
        : 'INCR читает, прибавляет и пишет внутри Redis: ни один порядок его не потеряет.'
    }
    return lang === 'en'
      ? 'Nothing is lost, but only because nobody got in between.'
      : 'Ничего не потеряно, но только потому, что никто не вклинился.'
  }
  return lang === 'en'
    ? 'An update is lost, and no command reported an error.'
    : 'Обновление потеряно, и ни одна команда не вернула ошибку.'
}
