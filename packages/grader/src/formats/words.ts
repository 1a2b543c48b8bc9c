import type { Evidence, Text, Verdict } from '../report.ts'
import type { Lang } from './format.ts'

interface Words {
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly columns: readonly [check: string, verdict: string, points: string]
  readonly noGrade: string
  readonly expected: string
  readonly got: string
  readonly remark: string
  readonly evidence: string
  readonly readAgain: string
  readonly crashes: string
  readonly score: (points: number, rubric: string) => string
  readonly passMark: (points: number) => string
  readonly omitted: (commands: number) => string
  readonly more: (checks: number) => string
  readonly crash: (atMs: number, exit: string) => string
  readonly parts: Readonly<Record<'tests' | 'coverage' | 'style', string>>
  readonly cut: string
}

const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    verdicts: { pass: 'passed', fail: 'failed', error: 'not graded' },
    columns: ['Check', 'Verdict', 'Points'],
    noGrade: 'No grade: the grader itself had trouble. Run it again.',
    expected: 'Expected',
    got: 'Got',
    remark: 'Worth knowing',
    evidence: 'Evidence',
    readAgain: 'Read again',
    crashes: 'The submission ended by itself',
    score: (points, rubric) => `${points} of 100, rubric ${rubric}`,
    passMark: (points) => `The pass mark is ${points}.`,
    omitted: (commands) => `… ${commands} more commands`,
    more: (checks) => `${checks} more checks failed: see the report.`,
    crash: (atMs, exit) => `after ${(atMs / 1_000).toFixed(2)} s, ${exit}`,
    parts: { tests: 'Own tests', coverage: 'Coverage', style: 'Style' },
    cut: 'The rest is in report.json.',
  },
  ru: {
    verdicts: { pass: 'пройдено', fail: 'не пройдено', error: 'не проверено' },
    columns: ['Проверка', 'Вердикт', 'Баллы'],
    noGrade: 'Оценки нет: сбой у самой проверки. Запустите её ещё раз.',
    expected: 'Ожидалось',
    got: 'Получено',
    remark: 'Стоит знать',
    evidence: 'Доказательство',
    readAgain: 'Перечитать',
    crashes: 'Программа завершилась сама',
    score: (points, rubric) => `${points} из 100, оценка ${rubric}`,
    passMark: (points) => `Проходной балл: ${points}.`,
    omitted: (commands) => `… и ещё команд: ${commands}`,
    more: (checks) => `Не пройдено ещё проверок: ${checks}. Все они в отчёте.`,
    crash: (atMs, exit) => `через ${(atMs / 1_000).toFixed(2)} с, ${exit}`,
    parts: { tests: 'Собственные тесты', coverage: 'Покрытие', style: 'Стиль' },
    cut: 'Остальное в report.json.',
  },
}

export function wordsOf(lang: Lang): Words {
  return WORDS[lang]
}

/** Plain text of what a verdict rests on. */
export function evidenceText(evidence: Evidence, lang: Lang): string {
  if (evidence.kind === 'note') return `${said(evidence.title, lang)}\n${evidence.text}`
  if (evidence.kind === 'http') return httpText(evidence)
  const lines = evidence.lines.map(
    ({ connection, atMs, command, reply }) =>
      `${atMs.toFixed(1)} ms [${connection}] ${command}${reply === null ? '' : ` → ${reply}`}`,
  )
  const more = evidence.omitted > 0 ? [wordsOf(lang).omitted(evidence.omitted)] : []
  return [...lines, ...more].join('\n')
}

export function said(text: Text, lang: Lang): string {
  return text[lang]
}

type HttpEvidence = Extract<Evidence, { kind: 'http' }>

function httpText({ request, response, trouble }: HttpEvidence): string {
  const asked = `${request.from} → ${request.method} ${request.path}`
  const body = request.body === null ? [] : [request.body]
  const answer =
    response === null
      ? [`← ${trouble ?? ''}`]
      : [`← ${response.status} (${response.ms.toFixed(1)} ms)`, response.body]
  return [asked, ...body, ...answer].filter((line) => line !== '').join('\n')
}
