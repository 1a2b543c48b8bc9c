import type { Lang } from '../event.ts'
import { leftMs, type Bomb, type Cause, type News } from './model.ts'

/** Whole seconds, as a person would say them: rounded up, so that nothing is said to be over too early. */
function seconds(ms: number, lang: Lang): string {
  const count = Math.ceil(ms / 1_000)
  return lang === 'en' ? `${count} s` : `${count} с`
}

function by(cause: Cause | null, lang: Lang): string {
  if (cause === null) return ''
  const client = lang === 'en' ? `client ${cause.client}` : `клиент ${cause.client}`
  return ` (${cause.command}, ${client})`
}

/** One sentence for what happened. */
export function newsText(news: News, lang: Lang): string {
  const { key, other, ms, cause } = news
  const time = seconds(ms, lang)
  const who = by(cause, lang)
  const SENTENCES = {
    armed: {
      en: `${key} is armed: ${time} left${who}.`,
      ru: `${key}: фитиль зажжён, осталось ${time}${who}.`,
    },
    rearmed: {
      en: `${key} has a new fuse: ${time} left${who}.`,
      ru: `${key}: новый фитиль, осталось ${time}${who}.`,
    },
    carried: {
      en: `${key} took the fuse of ${other} over: ${time} left${who}.`,
      ru: `${key}: фитиль перешёл от ${other}, осталось ${time}${who}.`,
    },
    defused: {
      en: `${key} is defused: it lives on without a TTL${who}.`,
      ru: `${key}: обезврежен, ключ живёт дальше без TTL${who}.`,
    },
    exploded: {
      en: `${key} exploded: its time of ${time} is over, GET answers (nil).`,
      ru: `${key}: взрыв, ${time} истекли, GET отвечает (nil).`,
    },
    deleted: {
      en: `${key} was removed before its time, ${time} were left${who}.`,
      ru: `${key}: удалён до срока, оставалось ${time}${who}.`,
    },
    read: {
      en: `${key} was read in time, ${time} were left: "${other}"${who}.`,
      ru: `${key}: прочитан вовремя, оставалось ${time}: "${other}"${who}.`,
    },
    'read-nil': {
      en: `${key} was read too late: (nil)${who}.`,
      ru: `${key}: прочитан слишком поздно: (nil)${who}.`,
    },
  } satisfies Record<News['kind'], Record<Lang, string>>
  return SENTENCES[news.kind][lang]
}

/** How a bomb is, in a few words, such as `session:1, 12 s left`. */
export function bombText(bomb: Bomb, now: number, lang: Lang): string {
  const time = seconds(leftMs(bomb, now), lang)
  const STATES = {
    burning: { en: `${time} left`, ru: `осталось ${time}` },
    exploded: { en: 'exploded', ru: 'взорвался' },
    defused: { en: 'defused, no TTL', ru: 'обезврежен, TTL нет' },
    gone: { en: 'removed', ru: 'удалён' },
  } satisfies Record<Bomb['state'], Record<Lang, string>>
  return `${bomb.name}, ${STATES[bomb.state][lang]}`
}
