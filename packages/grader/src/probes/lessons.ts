import type { Remediation } from '../report.ts'
import { say } from '../say.ts'

/** Where the lessons teach what the checks ask for. */
const LESSONS = {
  ttl: ['r2-ttl', say('R2. Time to live', 'R2. Время жизни')],
  counters: [
    'r3-counters',
    say('R3. Counters that lose nothing', 'R3. Счётчики, которые ничего не теряют'),
  ],
  application: [
    'r4-clients-from-code',
    say('R4. Redis in your application', 'R4. Redis в вашем приложении'),
  ],
  connections: [
    'r4-connections',
    say('R4. Connections that hold', 'R4. Соединения, которые не подведут'),
  ],
  structures: [
    'ra1-hashes-and-sorted-sets',
    say('RA1. Hashes and sorted sets', 'RA1. Хеши и сортированные множества'),
  ],
  pipelines: [
    'ra3-pipelines-transactions',
    say('RA3. Pipelines and transactions', 'RA3. Пайплайны и транзакции'),
  ],
  scripts: [
    'ra3-lua-scripts',
    say('RA3. Lua scripts and a rate limiter', 'RA3. Скрипты на Lua и ограничитель запросов'),
  ],
} as const

export function lesson(
  name: keyof typeof LESSONS,
  section: 'theory' | 'practice' | 'troubleshooting' = 'theory',
): Remediation {
  const [slug, title] = LESSONS[name]
  return { lesson: slug, section, title }
}
