import type { ProgramService } from '@keyspace/practice/types'
import { russianUrl, typesUrl } from 'virtual:practice-runtime'
import { locale } from '../../../i18n/index.ts'
import type { Answer, Question, Start } from './questions.ts'

type Method = keyof ProgramService

interface Asked {
  readonly worker: Worker
  readonly lang: string
  readonly waiting: Map<number, (answer: Answer | null) => void>
}

let asked: Asked | undefined
let questions = 0

/** Asks TypeScript, which is loaded for the first question; null when it has no answer, or none any more. */
export function askTypes<M extends Method>(
  method: M,
  ...args: Parameters<ProgramService[M]>
): Promise<ReturnType<ProgramService[M]> | null> {
  // What it says, it says in one language.
  if (asked !== undefined && asked.lang !== locale.value) stopTypes()
  asked ??= load()
  const { worker, waiting } = asked
  questions += 1
  const question: Question<M> = { id: questions, method, args }
  worker.postMessage(question)
  return new Promise((resolve) => {
    waiting.set(question.id, (answer) => {
      // The worker answers a method with what that method returns.
      const isAnswer = answer !== null && 'value' in answer
      resolve(isAnswer ? (answer.value as ReturnType<ProgramService[M]>) : null)
    })
  })
}

/** Gives back the memory that TypeScript takes. */
export function stopTypes(): void {
  asked?.worker.terminate()
  for (const tell of asked?.waiting.values() ?? []) tell(null)
  asked = undefined
}

function load(): Asked {
  const worker = new Worker(new URL('types-worker.ts', import.meta.url), { type: 'module' })
  const waiting: Asked['waiting'] = new Map()
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  // It did not come: the editor goes on without.
  worker.addEventListener('error', () => {
    for (const tell of waiting.values()) tell(null)
    waiting.clear()
  })
  const start: Start = { typesUrl, messagesUrl: locale.value === 'ru' ? russianUrl : null }
  worker.postMessage(start)
  return { worker, waiting, lang: locale.value }
}
