import type { SandboxEvent } from '../event.ts'
import {
  newPipelineRace,
  type RaceRules,
  type RacerPicture,
  type Request,
  type Stage,
} from './model.ts'

/** A connection of its own is open, and the race begins. */
interface BeginEvent {
  readonly kind: 'begin'
  readonly rules: RaceRules
  readonly client: string
}

/** What is sent from now on belongs to this stage. */
interface StageEvent {
  readonly kind: 'stage'
  readonly stage: Stage | 'idle' | 'done'
}

/** `count` commands were written in one piece. */
interface SentEvent {
  readonly kind: 'sent'
  readonly at: number
  readonly count: number
}

/** A reply came back to the racer. */
interface RepliedEvent {
  readonly kind: 'replied'
  readonly at: number
  readonly isError: boolean
}

export type PipelineRacerEvent = SandboxEvent | BeginEvent | StageEvent | SentEvent | RepliedEvent

/**
 * The picture after one more event. Replies come in the order of the commands, so each event is
 * about the first command that still waits for it.
 * Source: https://redis.io/docs/latest/develop/use/pipelining/
 */
export function reducePipelineRacer(
  picture: RacerPicture,
  event: PipelineRacerEvent,
): RacerPicture {
  switch (event.kind) {
    case 'begin':
      return { ...newPipelineRace(event.rules), client: event.client }
    case 'stage':
      return { ...picture, stage: event.stage }
    case 'sent':
      return withSent(picture, event)
    case 'replied': {
      const { at, isError } = event
      return withFirst(picture, (request) => request.repliedAt === null, { repliedAt: at, isError })
    }
    case 'command': {
      if (picture.client === '' || event.client !== picture.client) return picture
      const { serverMs, micros } = event
      const times = { acceptedAt: serverMs, answeredAt: serverMs + micros / 1_000 }
      return withFirst(picture, (request) => request.acceptedAt === null, times)
    }
    case 'snapshot':
    case 'changes':
      return picture
  }
}

function withSent(picture: RacerPicture, { at, count }: SentEvent): RacerPicture {
  const { stage } = picture
  if (stage === 'idle' || stage === 'done') return picture
  const request: Request = {
    stage,
    sentAt: at,
    repliedAt: null,
    acceptedAt: null,
    answeredAt: null,
    isError: false,
  }
  return {
    ...picture,
    requests: [...picture.requests, ...Array.from({ length: count }, () => request)],
  }
}

function withFirst(
  picture: RacerPicture,
  waits: (request: Request) => boolean,
  known: Partial<Request>,
): RacerPicture {
  const index = picture.requests.findIndex(waits)
  const request = picture.requests[index]
  if (request === undefined) return picture
  return { ...picture, requests: picture.requests.with(index, { ...request, ...known }) }
}
