import { httpEvidence, succeeds } from '../http/learner-client.ts'
import { fillLeaderboard, leaderboard } from '../redis/look.ts'
import { say } from '../say.ts'
import { mentions, type WireCommand } from '../wire/wire-command.ts'
import { wireEvidence } from '../wire/wire-evidence.ts'
import { fail, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import { isHousekeeping, isScriptCall } from './limiter-traffic.ts'
import type { Probe } from './probe.ts'

/** A far Redis: what is sent before an answer can come is one round trip, whoever is faster. */
const LATENCY_MS = 4

/** `POST /seed` inserts n players in at most n/50 + 3 round trips, counted on the wire. */
export const seedPipeline: Probe = {
  id: 'seed-pipeline',
  task: 5,
  points: 8,
  title: say('POST /seed inserts players in a pipeline', 'POST /seed вставляет игроков пайплайном'),
  expected: say(
    'n new players in at most n/50 + 3 round trips, and the old ones stay',
    'n новых игроков не более чем за n/50 + 3 обращения к серверу, и прежние остаются',
  ),
  teaches: lesson('pipelines'),
  leaves: 'work-when-failed',
  async run(scene) {
    const players = scene.random.int(200, 1_000)
    const most = Math.floor(players / 50) + 3
    const old = [scene.random.word('user'), scene.random.int(1, 99)] as const
    await fillLeaderboard(scene.redis, [old])
    const client = scene.client()
    const trips = (): number => roundTrips(scene.wire.commands, client.address)
    let tooMany = false
    scene.wire.setLatency(() => {
      tooMany ||= trips() > most
      return tooMany ? 0 : LATENCY_MS
    })
    const exchange = await client.post('/seed', { players })
    const evidence = [
      httpEvidence(exchange),
      wireEvidence(inserting(scene.wire.commands, client.address), scene.startedAt),
    ]
    const expected = say(
      `${players} new players in at most ${most} round trips, and the old ones stay`,
      `${players} новых игроков не более чем за ${most} обращений к серверу, и прежние остаются`,
    )
    if (!succeeds(exchange))
      return { ...fail(say(shown(exchange), shown(exchange)), evidence), expected }
    const rows = new Map(await leaderboard(scene.redis))
    if (rows.get(old[0]) !== old[1]) {
      return { ...fail(say('an old player is gone', 'прежний игрок пропал'), evidence), expected }
    }
    const added = rows.size - 1
    if (added !== players) {
      return {
        ...fail(
          say(`${added} new players in leaderboard`, `новых игроков в leaderboard: ${added}`),
          evidence,
        ),
        expected,
      }
    }
    const used = trips()
    const got = say(
      `new players: ${players}, round trips: ${used}`,
      `новых игроков: ${players}, обращений к серверу: ${used}`,
    )
    return used <= most ? { ...pass(got), expected } : { ...fail(got, evidence), expected }
  },
}

/** Everything but the limiter's own call and what the client sends for itself. */
function inserting(commands: readonly WireCommand[], address: string): readonly WireCommand[] {
  return commands.filter(
    (command) =>
      !isHousekeeping(command) &&
      command.name !== 'SCRIPT' &&
      !(isScriptCall(command) && !mentions(command, 'leaderboard')) &&
      !mentions(command, address),
  )
}

function roundTrips(commands: readonly WireCommand[], address: string): number {
  return new Set(inserting(commands, address).map(({ roundTrip }) => roundTrip)).size
}
