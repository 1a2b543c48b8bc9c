import type { SectionKind } from '../ast.ts'

export type NamedSection = Exclude<SectionKind, 'intro' | 'appendix'>

/** In the order of MASTER_PROMPT; the index is the number in its headings (the story has none). */
export const SECTION_ORDER = [
  'context',
  'task',
  'target',
  'theory',
  'practice',
  'checklist',
  'troubleshooting',
  'solution',
] as const satisfies readonly NamedSection[]

/** What the sections are called in the wild: without number, signs, and what stands in brackets. */
const TITLES: Readonly<Record<NamedSection, readonly string[]>> = {
  context: ['контекст', 'сюжет', 'история', 'легенда', 'context', 'story', 'scenario'],
  task: [
    'техническое задание',
    'тз',
    'задание',
    'задача',
    'technical task',
    'technical assignment',
    'technical specification',
    'technical requirements',
    'task',
    'assignment',
  ],
  target: [
    'референс',
    'эталонный результат',
    'ожидаемый результат',
    'визуальный референс',
    'reference',
    'reference target',
    'target',
    'visual target',
    'logic target',
    'expected result',
    'visual/logic target',
  ],
  theory: [
    'теория',
    'теория just-in-time',
    'теоретическая часть',
    'theory',
    'just-in-time theory',
    'just in time theory',
  ],
  practice: [
    'практика',
    'практическая часть',
    'интерактивные шаги',
    'practice',
    'hands-on',
    'hands-on practice',
    'interactive steps',
    'exercise',
    'exercises',
  ],
  checklist: [
    'чек-лист',
    'чеклист',
    'чек лист',
    'чек-лист самопроверки',
    'чеклист самопроверки',
    'самопроверка',
    'checklist',
    'check list',
    'check-list',
    'self-check',
    'self check',
    'self-check list',
    'self-check checklist',
    'self-checklist',
    'verification',
    'verification checklist',
  ],
  troubleshooting: [
    'возможные ошибки',
    'типичные ошибки',
    'частые ошибки',
    'ошибки',
    'решение проблем',
    'устранение неполадок',
    'troubleshooting',
    'common mistakes',
    'common errors',
    'possible errors',
    'possible mistakes',
  ],
  solution: [
    'решение',
    'эталонное решение',
    'эталон',
    'спойлер',
    'solution',
    'reference solution',
    'spoiler',
  ],
}

const KIND_BY_TITLE = new Map(
  SECTION_ORDER.flatMap((kind) => TITLES[kind].map((title) => [title, kind] as const)),
)

/** `### 📘 3. Теория (Just-in-Time): INCR` → number 3, stem `теория`. */
export function readTitle(title: string): { number?: number; kind?: NamedSection } {
  const bare = title.replace(/^[^\p{L}\p{N}]+/u, '')
  const numbered =
    /^(?:(?:section|part|раздел|часть|шаг|step)\s+)?(\d+)\s*(?:[.):]|\s[-–—]|\s)\s*/iu.exec(bare)
  const rest = numbered === null ? bare : bare.slice(numbered[0].length)
  const kind = kindOf(rest)
  return {
    ...(numbered === null ? {} : { number: Number(numbered[1]) }),
    ...(kind === undefined ? {} : { kind }),
  }
}

function kindOf(title: string): NamedSection | undefined {
  const plain = normalise(title)
  const [beforeColon = ''] = plain.split(/\s*(?::|\s[-–—]\s)\s*/)
  const candidates = [
    plain,
    plain.replace(/\s*\(.*$/, ''),
    beforeColon,
    beforeColon.replace(/\s*\(.*$/, ''),
  ]
  for (const candidate of candidates) {
    const kind = KIND_BY_TITLE.get(candidate.trim())
    if (kind !== undefined) return kind
  }
  return undefined
}

function normalise(title: string): string {
  return title
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[‐‑]/g, '-')
    .replaceAll(/[^\p{L}\p{N}\s():/–—-]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[:.\s]+$/, '')
}
