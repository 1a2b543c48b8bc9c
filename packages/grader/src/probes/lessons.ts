import type { Remediation } from '../report.ts'
import { say } from '../say.ts'

/** Where the lessons teach what the checks ask for. */
const LESSONS = {
  ttl: ['r2-ttl', say('R2. Time to live', 'R2. Время жизни')],
  counters: ['r3-counters', say('R3. Simple counters', 'R3. Простые счётчики')],
  application: [
    'r4-clients-from-code',
    say('R4. Redis in your application', 'R4. Redis в вашем приложении'),
  ],
  structures: [
    'ra1-data-structures',
    say('RA1. Advanced data structures', 'RA1. Продвинутые структуры данных'),
  ],
  scripts: [
    'ra3-pipelines-transactions-lua',
    say('RA3. Transactions and Lua', 'RA3. Транзакции и Lua'),
  ],
  reliability: [
    'ra5-persistence-and-eviction',
    say('RA5. Reliability and administration', 'RA5. Надёжность и администрирование'),
  ],
} as const

export function lesson(
  name: keyof typeof LESSONS,
  section: 'theory' | 'practice' | 'troubleshooting' = 'theory',
): Remediation {
  const [slug, title] = LESSONS[name]
  return { lesson: slug, section, title }
}
