import {
  LANES,
  newPipelineRace,
  sentIn,
  type LaneName,
  type RacerPicture,
  type RaceRules,
} from '../model.ts'
import { reducePipelineRacer, type PipelineRacerEvent } from '../reduce.ts'

export interface Road {
  /** A round trip and the server's time for a command, in milliseconds. */
  readonly rttMs: number
  readonly commandMs: number
  /** How far the server's clock is ahead of the page's, in milliseconds. */
  readonly aheadMs: number
}

type Told = PipelineRacerEvent & { readonly at?: number }

/**
 * A race over a road of exact times. `until`: how many milliseconds of the page's clock are told;
 * all unless given.
 */
export function simulatedRace(rules: RaceRules, road: Road, until = Infinity): RacerPicture {
  let now = 1_000
  const told: { at: number; event: Told }[] = []
  const tell = (at: number, event: Told): void => void told.push({ at, event })

  const exchange = (count: number): void => {
    tell(now, { kind: 'sent', at: now, count })
    const there = now + road.rttMs / 2
    for (let index = 1; index <= count; index++) {
      const answered = there + index * road.commandMs
      const back = answered + road.rttMs / 2
      tell(answered, {
        kind: 'command',
        at: answered,
        client: '7',
        argv: ['INCR', 'k'],
        reply: { kind: 'integer', value: index },
        // All of one piece come in together and wait for their turn.
        serverMs: there + road.aheadMs,
        micros: (answered - there) * 1_000,
      })
      tell(back, { kind: 'replied', at: back, isError: false })
      now = back
    }
  }
  tell(now, { kind: 'begin', rules, client: '7' })
  for (const stage of ['prepare', 'ping', ...LANES] as const) {
    tell(now, { kind: 'stage', stage })
    if (stage === 'pipeline' || stage === 'transaction') exchange(sentIn(stage, rules.count))
    else for (let each = 0; each < timesIn(stage, rules.count); each++) exchange(1)
  }
  tell(now, { kind: 'stage', stage: 'done' })
  return told
    .map((each, order) => ({ ...each, order }))
    .sort((a, b) => a.at - b.at || a.order - b.order)
    .filter(({ at }) => at <= until)
    .reduce((picture, { event }) => reducePipelineRacer(picture, event), newPipelineRace(rules))
}

function timesIn(stage: 'prepare' | 'ping' | LaneName, count: number): number {
  if (stage === 'prepare') return 1
  return stage === 'ping' ? 3 : count
}
