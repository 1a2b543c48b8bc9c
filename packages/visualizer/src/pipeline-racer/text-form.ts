import type { Lang } from '../event.ts'
import { isRight, type Errand, STOCK } from './errand.ts'
import type { LaneResult } from './measure.ts'
import type { LaneName } from './model.ts'

export const LANE_NAMES = {
  'one-by-one': { en: 'One by one', ru: 'По одной' },
  pipeline: { en: 'Pipeline', ru: 'Пайплайн' },
  transaction: { en: 'MULTI/EXEC in a pipeline', ru: 'MULTI/EXEC в пайплайне' },
} as const satisfies Record<LaneName, Record<Lang, string>>

/** A time as people read it: three digits that count, such as `0.42 ms`, `51.3 ms` and `1.52 s`. */
export function timeText(ms: number, lang: Lang): string {
  const isLong = Math.abs(ms) >= 1_000
  const value = isLong ? ms / 1_000 : ms
  const digits = Math.abs(value) < 1 ? 2 : Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0
  const number = value.toLocaleString(lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  const units = { en: isLong ? 's' : 'ms', ru: isLong ? 'с' : 'мс' }
  return `${number} ${units[lang]}`
}

/** The difference of a measurement and its prediction, with its sign. */
export function differenceText({ measuredMs, predictedMs }: LaneResult, lang: Lang): string {
  const difference = measuredMs - predictedMs
  return `${difference < 0 ? '−' : '+'}${timeText(Math.abs(difference), lang)}`
}

/** One lane's race as a sentence. */
export function laneText(result: LaneResult, lang: Lang): string {
  const { lane, measuredMs, predictedMs, serverMs, replies } = result
  const [measured, predicted, server] = [measuredMs, predictedMs, serverMs].map((ms) =>
    timeText(ms, lang),
  )
  const name = LANE_NAMES[lane][lang]
  return lang === 'en'
    ? `${name}: ${replies} replies in ${measured}, predicted ${predicted}; ${server} of it at the server.`
    : `${name}: ответов ${replies} за ${measured}, предсказано ${predicted}; из них на сервере ${server}.`
}

/** What the race shows, in a sentence; empty before two lanes have run. */
export function raceText(results: readonly LaneResult[], lang: Lang): string {
  const slow = results.find(({ lane }) => lane === 'one-by-one')
  const fast = results.find(({ lane }) => lane === 'pipeline')
  if (slow === undefined || fast === undefined) return ''
  const times = Number((slow.measuredMs / fast.measuredMs).toPrecision(2))
  const isServer = fast.serverMs / fast.measuredMs > 0.5
  return lang === 'en'
    ? english(times, slow.replies, isServer)
    : russian(times, slow.replies, isServer)
}

function english(times: number, replies: number, isServer: boolean): string {
  const said =
    times < 1.2 ? 'The pipeline was hardly faster.' : `The pipeline was ${times} times as fast.`
  return isServer
    ? `${said} Most of its time is Redis at work, and no pipeline makes that shorter.`
    : `${said} It waits for the network once instead of ${replies} times.`
}

function russian(times: number, replies: number, isServer: boolean): string {
  const form = new Intl.PluralRules('ru').select(times)
  const number = times.toLocaleString('ru')
  const said =
    times < 1.2
      ? 'Пайплайн почти не быстрее.'
      : `Пайплайн быстрее в ${number} ${form === 'few' || form === 'other' ? 'раза' : 'раз'}.`
  return isServer
    ? `${said} Почти всё его время — работа Redis, а её пайплайн не сокращает.`
    : `${said} Сети он ждёт один раз, а не ${replies}.`
}

/** What became of the server's own time, in a sentence; empty before two lanes have run. */
export function serverText(results: readonly LaneResult[], lang: Lang): string {
  const slow = results.find(({ lane }) => lane === 'one-by-one')
  const fast = results.find(({ lane }) => lane === 'pipeline')
  if (slow === undefined || fast === undefined) return ''
  const [alone, together] = [slow.serverMs, fast.serverMs].map((ms) => timeText(ms, lang))
  if (fast.serverMs > 0.6 * slow.serverMs) {
    return lang === 'en'
      ? `What does not get faster is the work: ${alone} at the server one by one, ${together} in one piece.`
      : `Сама работа не ускорилась: на сервере ${alone} по одной и ${together} одной пачкой.`
  }
  return lang === 'en'
    ? `The server had less to do as well, ${together} instead of ${alone}: an INCR is next to no work, and in one piece it is read and answered together. Take the script to see work that no pipeline makes shorter.`
    : `Серверу тоже стало легче, ${together} вместо ${alone}: сам INCR почти ничего не стоит, а пачку читают и отвечают на неё разом. Возьмите скрипт и увидите работу, которую пайплайн не сокращает.`
}

/** How an errand went, in a sentence. */
export function errandText(errand: Errand, lang: Lang): string {
  const { name, stock } = errand
  const right = String(STOCK - 1)
  if (isRight(errand)) {
    const why = {
      'one-by-one': {
        en: 'the reply was there before the next command was written',
        ru: 'ответ пришёл раньше, чем понадобился следующей команде',
      },
      decr: {
        en: 'Redis itself takes one away, so no reply is needed',
        ru: 'единицу вычитает сам Redis, и ответ клиенту не нужен',
      },
      pipeline: { en: '', ru: '' },
      transaction: { en: '', ru: '' },
    }[name][lang]
    return lang === 'en' ? `Right: ${right}, ${why}.` : `Верно: ${right} — ${why}.`
  }
  if (name === 'transaction') {
    return lang === 'en'
      ? `Wrong: ${stock}. Inside MULTI the reply to GET is QUEUED; the value comes only with EXEC.`
      : `Неверно: ${stock}. Внутри MULTI ответ на GET — QUEUED, а значение приходит только с EXEC.`
  }
  return lang === 'en'
    ? `Wrong: ${stock}. SET had to be written before the reply to GET was there.`
    : `Неверно: ${stock}. SET пришлось отправить раньше, чем пришёл ответ на GET.`
}
