import { createEngine } from '../engine/create-engine.ts'
import type { Ruling } from './compare.ts'
import { describeEngine } from './describe-engine.ts'
import { engineTarget } from './target.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** What is refused names the command and the way to a real server. */
const refused: Ruling['answers'] = (actual) =>
  actual.kind === 'error' && actual.value.includes('is not available on the embedded engine')

/** What this engine refuses with a sentence, and sizes that it can only estimate. */
const rulings: readonly Ruling[] = [
  ...[
    'DUMP',
    'RESTORE',
    'FUNCTION DUMP',
    'FUNCTION RESTORE',
    'CLIENT TRACKING',
    'COMMAND DOCS',
    'COMMAND GETKEYSANDFLAGS',
  ].map((command) => ({
    command,
    reason: 'Refused; the sentence names the way to it.',
    answers: refused,
    spreads: command.startsWith('CLIENT'),
  })),
  {
    command: 'MEMORY USAGE',
    reason: 'The bytes that redis-server would take, about.',
    answers: (actual) => actual.kind === 'integer' && actual.value > 0,
  },
  {
    command: 'MEMORY STATS',
    reason: 'The same fields; there is no allocator to tell of.',
    answers: (actual) => actual.kind === 'array' || actual.kind === 'map',
  },
]

describeEngine(
  'the embedded engine',
  async () => engineTarget('embedded', await createEngine({ kind: 'embedded', log: quiet })),
  { share: 0.999, rulings },
)
