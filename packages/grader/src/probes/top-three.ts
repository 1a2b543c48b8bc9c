import { httpEvidence, succeeds, type Exchange } from '../http/learner-client.ts'
import { fillLeaderboard } from '../redis/look.ts'
import type { Text } from '../report.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { say } from '../say.ts'
import { fail, note, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Probe } from './probe.ts'

type Row = readonly [user: string, score: number]

interface Board {
  readonly name: Text
  readonly rows: readonly Row[]
}

const BEST = 3

/** `GET /top`: three best, highest first, exact shape; ties, negatives, fractions; fewer than three players. */
export const topThree: Probe = {
  id: 'top-three',
  task: 4,
  points: 8,
  title: say('GET /top shows the three best', 'GET /top показывает трёх лучших'),
  expected: say(
    'an array of at most three objects {"user", "score"}, the highest score first',
    'массив не более чем из трёх объектов {"user", "score"}, от большего счёта к меньшему',
  ),
  teaches: lesson('structures'),
  async run(scene) {
    const client = scene.client()
    for (const { name, rows } of boards(scene.random)) {
      await fillLeaderboard(scene.redis, rows)
      const exchange = await client.get('/top')
      const wrong = judge(exchange, rows)
      if (wrong === undefined) continue
      const held = rows.map(([user, score]) => `${user} ${score}`).join('\n') || '—'
      return fail(say(`${name.en}: ${wrong.en}`, `${name.ru}: ${wrong.ru}`), [
        note(say('leaderboard held', 'в leaderboard было'), held),
        httpEvidence(exchange),
      ])
    }
    return pass(say('right for every leaderboard', 'верно для каждого рейтинга'))
  },
}

function boards(random: SeededRandom): readonly Board[] {
  const user = (): string => random.word('user')
  const tied = random.score(100, 200)
  return [
    {
      name: say('six players', 'шесть игроков'),
      // As text, 9 would stand above 10 and 100.
      rows: [9, 10, 100]
        .map((base) => [user(), base * 10 + random.score(0, 8)] as const)
        .concat([
          [user(), random.score(-900, -1)],
          [user(), random.score(1, 80)],
          [user(), 0],
        ]),
    },
    {
      name: say('two of four are tied', 'у двоих из четырёх поровну'),
      rows: [
        [user(), tied],
        [user(), tied],
        [user(), tied + random.score(1, 9)],
        [user(), tied - random.score(1, 9)],
      ],
    },
    {
      name: say('everybody is below zero', 'все ниже нуля'),
      rows: Array.from({ length: 4 }, () => [user(), random.score(-500, -1)] as const),
    },
    {
      name: say('two players', 'два игрока'),
      rows: [
        [user(), random.score(1, 9)],
        [user(), -0.5],
      ],
    },
    { name: say('nobody', 'никого'), rows: [] },
  ]
}

function judge(exchange: Exchange, rows: readonly Row[]): Text | undefined {
  if (!succeeds(exchange)) return say(shown(exchange), shown(exchange))
  const answer = parse(exchange.answer)
  if (!Array.isArray(answer))
    return say('the answer is not a JSON array', 'ответ не является массивом JSON')
  const wanted = Math.min(BEST, rows.length)
  if (answer.length !== wanted) {
    return say(
      `${answer.length} rows instead of ${wanted}`,
      `строк ${answer.length} вместо ${wanted}`,
    )
  }
  const scores = new Map(rows)
  const best = rows.map(([, score]) => score).sort((a, b) => b - a)
  const seen = new Set<string>()
  for (const [index, row] of answer.entries()) {
    const read = readRow(row)
    if (read === undefined) {
      return say(
        `row ${index + 1} is not exactly {"user": string, "score": number}`,
        `строка ${index + 1} — не ровно {"user": строка, "score": число}`,
      )
    }
    const [user, score] = read
    if (seen.has(user) || scores.get(user) !== score || score !== best[index]) {
      return say(
        `row ${index + 1} is ${user} with ${score}; a score of ${best[index] ?? '—'} belongs there`,
        `в строке ${index + 1} — ${user} со счётом ${score}, а место там счёту ${best[index] ?? '—'}`,
      )
    }
    seen.add(user)
  }
  return undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readRow(row: unknown): Row | undefined {
  if (typeof row !== 'object' || row === null || Object.keys(row).length !== 2) return undefined
  if (!('user' in row) || !('score' in row)) return undefined
  const { user, score } = row
  return typeof user === 'string' && typeof score === 'number' ? [user, score] : undefined
}
