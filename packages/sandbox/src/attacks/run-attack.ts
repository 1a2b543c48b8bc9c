import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { actsOf, fill, isOfB, perform } from './acts.ts'
import type { Act, Attack } from './attack.ts'
import { Console, type Outcome } from './console.ts'
import { RawClient } from '../testing/raw-client.ts'
import type { HouseUnderAttack, Tenant } from './house-under-attack.ts'
import type { Neighbour } from './neighbour.ts'
import { residentMiB } from './resident-memory.ts'
import type { Victim } from './victim.ts'

export interface Scene {
  readonly house: HouseUnderAttack
  readonly victim: Victim
  readonly neighbour: Neighbour
  /** Resident memory of the server before it had any sandbox. */
  readonly idleMiB: number
}

export interface Course {
  /** What must not have happened, in words; empty when the attack came to nothing. */
  readonly findings: readonly string[]
  /** Findings of time alone, which a busy machine can cause too. */
  readonly late: readonly string[]
  /** How long B's answers took meanwhile, in milliseconds. */
  readonly tookMs: readonly number[]
  /** The most resident memory of the server and its children, in MiB. */
  readonly mostMiB: number
  /** All that A was sent, own words in errors left out. */
  readonly seen: readonly string[]
}

/** No command that does not wait takes longer than its deadline and the restart after it. */
const answeredWithinMs = 6_000
const aliveWithinMs = 10_000

/** Runs one case with a new A, next to the B of the scene. */
export async function runAttack(attack: Attack, scene: Scene): Promise<Course> {
  const { house, victim, neighbour } = scene
  await victim.settle()
  await victim.heard()
  await neighbour.report()
  const attacker = await house.create()
  const stage = new Stage(attack, scene, attacker)
  const memory = watchMemory(house.pid)
  try {
    await stage.play()
    await stage.lookAfterwards()
    const { tookMs, wrong } = await neighbour.report()
    const mostMiB = memory.stop()
    stage.judge({ tookMs, wrong, mostMiB })
    return { findings: stage.findings, late: stage.late, tookMs, mostMiB, seen: stage.seen }
  } finally {
    memory.stop()
    stage.close()
    house.delete(attacker)
  }
}

function watchMemory(pid: number): { stop(): number } {
  let most = residentMiB(pid)
  const timer = setInterval(() => (most = Math.max(most, residentMiB(pid))), 100)
  return {
    stop() {
      clearInterval(timer)
      return most
    },
  }
}

class Stage {
  readonly findings: string[] = []
  readonly late: string[] = []
  readonly #attack: Attack
  readonly #scene: Scene
  readonly #attacker: Tenant
  readonly #a: Console
  readonly #b: Console
  readonly #outcomes: Outcome[] = []
  /** What braces in a case may name. */
  readonly #names: Readonly<Record<string, string>>
  #lastActAt = performance.now()
  #stateOfB: string | undefined

  constructor(attack: Attack, scene: Scene, attacker: Tenant) {
    this.#attack = attack
    this.#scene = scene
    this.#attacker = attacker
    const b = scene.victim.tenant
    this.#names = { 'A.id': attacker.id, 'A.token': attacker.token, 'B.id': b.id }
    this.#a = new Console(scene.house, attacker)
    this.#b = new Console(scene.house, b)
  }

  get seen(): readonly string[] {
    return this.#a.seen
  }

  async play(): Promise<void> {
    for (const step of this.#attack.steps) {
      for (const act of actsOf(step, this.#names)) await this.#act(act)
    }
    await this.#compareB()
  }

  async #act(act: Act): Promise<void> {
    if (isOfB(act)) await this.#compareB()
    else this.#stateOfB ??= await this.#scene.victim.state()
    const begin = performance.now()
    const within = this.#attack.check.deadlineMs ?? answeredWithinMs
    const outcome = await perform(act, (who) => (who === 'A' ? this.#a : this.#b), within)
    if (isOfB(act)) {
      // B's subscriber hears B itself, a moment after B was answered.
      await sleep(30)
      await this.#scene.victim.heard()
    }
    if (outcome === undefined || isOfB(act)) return
    this.#lastActAt = begin
    this.#outcomes.push(outcome)
    const took = performance.now() - begin
    const mustAnswer = 'cmd' in act || 'lua' in act
    if (mustAnswer && outcome === 'silent' && took >= within) {
      this.findings.push(
        `neither answered nor cut within ${within} ms: ${JSON.stringify(act).slice(0, 200)}`,
      )
    }
  }

  /** What A did since the last look has left B as it was. */
  async #compareB(): Promise<void> {
    const before = this.#stateOfB
    this.#stateOfB = undefined
    if (before === undefined) return
    const after = await this.#scene.victim.state()
    if (before !== after) this.findings.push(`B was changed:\n${difference(before, after)}`)
    const heard = await this.#scene.victim.heard()
    if (heard.length > 0) this.findings.push(`B's clients were sent ${heard.join(', ')}`)
  }

  async lookAfterwards(): Promise<void> {
    this.#a.close()
    this.#b.close()
    const { aliveAfterMs, victim } = this.#attack.check
    const within = aliveAfterMs ?? aliveWithinMs
    const alive = await this.#isAlive(this.#lastActAt + within)
    if (!alive)
      this.findings.push(`A's sandbox does not answer ${within} ms after its last command`)
    if (victim === undefined) return
    const answer = await this.#scene.victim.ask(victim.cmd)
    if (answer !== `$${victim.equals}`)
      this.findings.push(`B got ${answer} for ${victim.cmd.join(' ')}`)
  }

  async #isAlive(until: number): Promise<boolean> {
    do {
      const client = await RawClient.open(this.#scene.house.port)
      try {
        client.send(`AUTH ${this.#attacker.id} ${this.#attacker.token}`, 'PING')
        const [login, pong] = await client.take(2)
        if (login?.kind === 'status' && pong?.kind === 'status') return true
      } catch {
        // It is being restarted.
      } finally {
        client.close()
      }
      await sleep(50)
    } while (performance.now() < until)
    return false
  }

  judge(seen: {
    readonly tookMs: readonly number[]
    readonly wrong: readonly string[]
    readonly mostMiB: number
  }): void {
    const { check } = this.#attack
    if (seen.wrong.length > 0) this.findings.push(`B's client got ${seen.wrong.join(', ')}`)
    this.#judgeWords()
    this.#judgeReplies()
    const { hostRssMaxMb } = check
    if (hostRssMaxMb !== undefined && seen.mostMiB - this.#scene.idleMiB > hostRssMaxMb) {
      this.findings.push(
        `${Math.round(seen.mostMiB)} MiB resident, more than ${hostRssMaxMb} above the ${Math.round(this.#scene.idleMiB)} at rest`,
      )
    }
    const slowest = Math.max(0, ...seen.tookMs)
    const { maxMs } = check.victim ?? {}
    if (maxMs !== undefined && slowest > Math.max(250, maxMs)) {
      this.late.push(`B waited ${Math.round(slowest)} ms, more than ${maxMs}`)
    }
  }

  #judgeWords(): void {
    const {
      notContains = [],
      notContainsB = [],
      notMatches,
    } = fill(this.#attack.check, this.#names)
    const ofA = this.#a.seen
    for (const word of notContains) {
      const where = ofA.find((text) => text.includes(word))
      if (where !== undefined) this.findings.push(`A saw ${word} in ${where.slice(0, 300)}`)
    }
    for (const word of notContainsB) {
      if (this.#b.seen.some((text) => text.includes(word))) this.findings.push(`B saw ${word}`)
    }
    if (notMatches === undefined) return
    const match = ofA.find((text) => new RegExp(notMatches, 'm').test(text))
    if (match !== undefined) this.findings.push(`A saw ${match.slice(0, 300)}`)
  }

  #judgeReplies(): void {
    const { reply, equals, matches } = this.#attack.check
    const accepted = this.#outcomes.filter(
      (outcome) => typeof outcome === 'object' && !outcome.text.startsWith('-'),
    )
    if (reply === 'error' && accepted.length > 0) {
      this.findings.push(`not refused: ${accepted.map(textOf).join(', ').slice(0, 300)}`)
    }
    const last = textOf(this.#outcomes.at(-1))
    if (equals !== undefined && last !== equals)
      this.findings.push(`A got ${last.slice(0, 300)}, not ${equals}`)
    if (matches !== undefined && !new RegExp(matches).test(last)) {
      this.findings.push(`A got ${last.slice(0, 300)}, which does not match ${matches}`)
    }
  }

  close(): void {
    this.#a.close()
    this.#b.close()
  }
}

function textOf(outcome: Outcome | undefined): string {
  return typeof outcome === 'object' ? outcome.text : (outcome ?? 'nothing')
}

function difference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ].join('\n')
}
