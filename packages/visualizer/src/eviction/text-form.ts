import type { Lang } from '../event.ts'
import { keptByAge } from './ages.ts'
import { POLICIES, type PolicyName } from './policy.ts'
import type { Tick } from './run.ts'

/** A share as people read it, such as `41 %`. */
export function percent(share: number, lang: Lang): string {
  return lang === 'en' ? `${Math.round(share * 100)}%` : `${Math.round(share * 100)} %`
}

export function hitRate({ hits, lookups }: Tick): number {
  return lookups === 0 ? 0 : hits / lookups
}

/** How a memory stands, in sentences: what was found, what was thrown out, and of which ages. */
export function tickText(tick: Tick, lang: Lang): string {
  const kept = keptByAge(tick)
  const [oldest, newest] = [kept[0] ?? 0, kept.at(-1) ?? 0].map((share) => percent(share, lang))
  const rate = percent(hitRate(tick), lang)
  const { lookups, evicted, refused } = tick
  const said =
    lang === 'en'
      ? [
          lookups === 0 ? '' : `${rate} of ${lookups} look-ups found their key.`,
          `${evicted} keys were evicted.`,
          `Still there: ${oldest} of the oldest tenth, ${newest} of the newest.`,
          refused === 0 ? '' : `${refused} writes were refused with OOM.`,
        ]
      : [
          lookups === 0 ? '' : `${rate} из ${lookups} обращений нашли свой ключ.`,
          `Вытеснено ключей: ${evicted}.`,
          `Остались: ${oldest} самой старой десятой части, ${newest} самой новой.`,
          refused === 0 ? '' : `Отклонено записей с ошибкой OOM: ${refused}.`,
        ]
  return said.filter((sentence) => sentence !== '').join(' ')
}

const CHOICES = {
  lru: {
    en: 'Looks at a few keys and throws out the one that was not used for longest.',
    ru: 'Смотрит на несколько ключей и вытесняет тот, к которому дольше всего не обращались.',
  },
  lfu: {
    en: 'Looks at a few keys and throws out the one that is used least often.',
    ru: 'Смотрит на несколько ключей и вытесняет тот, к которому обращаются реже всего.',
  },
  ttl: {
    en: 'Looks at a few keys and throws out the one that would expire first.',
    ru: 'Смотрит на несколько ключей и вытесняет тот, который истёк бы раньше всех.',
  },
  random: {
    en: 'Throws out any key, without a look at how it is used.',
    ru: 'Вытесняет любой ключ, не глядя на то, как им пользуются.',
  },
  none: {
    en: 'Throws out nothing: when memory is full, writes are answered with an OOM error, and reads go on.',
    ru: 'Ничего не вытесняет: когда память кончилась, запись получает ошибку OOM, а чтение работает.',
  },
} as const

/** What a policy does, in a sentence or two. */
export function policyText(policy: PolicyName, lang: Lang): string {
  const { from, by } = POLICIES[policy]
  const said = CHOICES[by][lang]
  if (from !== 'volatile') return said
  return lang === 'en'
    ? `${said} Only keys with a TTL can go.`
    : `${said} Уйти могут только ключи с TTL.`
}
