import {
  createProgramService,
  programTypes,
  typeMessages,
  type ProgramService,
} from '@keyspace/practice/types'
import type { Answer, Question, Start } from './questions.ts'

/* TypeScript off the page's thread: several megabytes, and seconds where a machine is slow. */

async function json(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.json()
}

async function start({ typesUrl, messagesUrl }: Start): Promise<ProgramService> {
  const [types, messages] = await Promise.all([
    json(typesUrl),
    messagesUrl === null ? undefined : json(messagesUrl),
  ])
  const said = messages === undefined ? undefined : typeMessages.parse(messages)
  return createProgramService(programTypes.parse(types), said)
}

function answer(service: ProgramService, { method, args }: Question) {
  const [program, at = 0, name = ''] = args
  switch (method) {
    case 'problems':
      return service.problems(program)
    case 'offers':
      return service.offers(program, at)
    case 'aboutOffer':
      return service.aboutOffer(program, at, name)
    case 'about':
      return service.about(program, at)
    case 'call':
      return service.call(program, at)
  }
}

let service: Promise<ProgramService> | undefined

async function reply(question: Question): Promise<Answer> {
  try {
    if (service === undefined) return { id: question.id, failed: true }
    return { id: question.id, value: answer(await service, question) }
  } catch {
    return { id: question.id, failed: true }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Start | Question>) => {
  if ('id' in data) void reply(data).then((said) => self.postMessage(said))
  else service = start(data)
})
