import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineKind } from '../engine/engine.ts'
import type { Attack } from './attack.ts'
import { startHouse, type HouseUnderAttack } from './house-under-attack.ts'
import { loadAttacks } from './load-attacks.ts'
import { startNeighbour, type Neighbour } from './neighbour.ts'
import { residentMiB } from './resident-memory.ts'
import { runAttack, type Course } from './run-attack.ts'
import { summary, type Played } from './summary.ts'
import { Victim } from './victim.ts'

/** B may have to wait for the machine itself; an attack that makes it wait does so every time. */
const tries = 3
const caseMs = 120_000

/** Every attack on the product with that engine; prints what B felt. */
export function describeAttacks(kind: EngineKind, attacks = loadAttacks()): void {
  describe(`attacks on the ${kind} engine`, () => {
    const played: Played[] = []
    let idleMiB = 0
    let house: HouseUnderAttack
    let victim: Victim
    let neighbour: Neighbour

    beforeAll(async () => {
      house = await startHouse(kind)
      idleMiB = residentMiB(house.pid)
      victim = await Victim.move(house)
      neighbour = await startNeighbour(house, victim.tenant)
    }, caseMs)

    afterAll(async () => {
      process.stdout.write(`\nattacks on the ${kind} engine\n${summary(played)}\n`)
      victim.close()
      await neighbour.close()
      await house.close()
    }, caseMs)

    const play = async (attack: Attack): Promise<Course> => {
      let course = await runAttack(attack, { house, victim, neighbour, idleMiB })
      for (let again = 1; again < tries && course.late.length > 0; again++) {
        course = await runAttack(attack, { house, victim, neighbour, idleMiB })
      }
      played.push({ attack, course })
      return course
    }

    it.each(attacks.map((attack) => [attack.kind, attack.id, attack] as const))(
      '%s: %s',
      async (_, __, attack) => {
        const { findings, late } = await play(attack)
        expect([...findings, ...late], attack.must).toEqual([])
      },
      caseMs,
    )
  })
}
