import { setTimeout as sleep } from 'node:timers/promises'
import { releasePort, reservePort } from './free-port.ts'
import type { Submission } from './grade-options.ts'
import { GraderTrouble } from './grader-trouble.ts'
import { Crowd } from './http/crowd.ts'
import { succeeds } from './http/learner-client.ts'
import { runSubmission, type RunningSubmission } from './launcher/run-submission.ts'
import type { SubmissionLimits } from './launcher/submission-limits.ts'
import type { Probe, Scene } from './probes/probe.ts'
import { openAdmin, RedisBusy, type RedisAdmin } from './redis/redis-admin.ts'
import { redisEngine } from './redis/redis-engine.ts'
import type { RedisProcess } from './redis/redis-process.ts'
import type { RedisSource } from './redis/redis-source.ts'
import type { Crash } from './report.ts'
import type { SeededRandom } from './seeded-random.ts'
import { startSpyProxy, type SpyProxy } from './wire/spy-proxy.ts'

export interface LaneOptions {
  readonly submission: Submission
  readonly limits: SubmissionLimits
  readonly startupMs: number
  readonly answerMs: number
  readonly redis: RedisSource
  /** For the sockets of Redis; ours alone. */
  readonly folder: string
  readonly random: SeededRandom
  /** When the grading began, in milliseconds of `performance.now()`. */
  readonly startedAt: number
}

/** One instance of the submission with a Redis of its own: checks run in it one after the other. */
export class Lane {
  readonly crashes: Crash[] = []
  readonly #options: LaneOptions
  readonly #usedAddresses = new Set<string>()
  #redis: RedisProcess
  #admin: RedisAdmin
  readonly #wire: SpyProxy
  #app: RunningSubmission
  #isFresh = true
  /** In what state the last check left the submission. */
  #state: 'well' | 'to-be-asked' | 'in-disorder' = 'well'
  #leaving: Crowd | undefined
  #reported: RunningSubmission | undefined
  /** After a check without a single answer nobody waits long any more. */
  #silent = false

  private constructor(
    options: LaneOptions,
    parts: { redis: RedisProcess; admin: RedisAdmin; wire: SpyProxy; app: RunningSubmission },
  ) {
    this.#options = options
    this.#redis = parts.redis
    this.#admin = parts.admin
    this.#wire = parts.wire
    this.#app = parts.app
  }

  /** @throws GraderTrouble when there is no Redis. */
  static async open(options: LaneOptions): Promise<Lane> {
    const wire = await startSpyProxy()
    // The submission takes longest: its Redis starts while it does.
    const app = await start(options, wire)
    const starting = options.redis.start(options.folder)
    try {
      const redis = await starting
      await wire.resume(redis.socketPath)
      return new Lane(options, { redis, admin: await openAdmin(redis), wire, app })
    } catch (cause) {
      const redis = await starting.catch(() => undefined)
      await Promise.all([app.kill(), redis?.kill(), wire.close()])
      releasePort(app.port)
      throw cause
    }
  }

  get app(): RunningSubmission {
    return this.#app
  }

  /** Waits until the submission listens; false when it does not. */
  async listens(): Promise<boolean> {
    for (let tries = 0; tries < PORT_TRIES; tries++) {
      const state = await this.#app.listens(this.#options.startupMs)
      if (state !== 'stolen') return state === 'listening'
      await this.#startAgain()
    }
    throw new GraderTrouble(
      'every port that was chosen for the submission was taken by somebody else',
    )
  }

  /** Makes the lane ready for a check and gives it to `use`. @throws what `use` throws. */
  async prepare(probe: Probe): Promise<PreparedScene | undefined> {
    await this.#settle()
    this.noteCrash(null)
    const needsStart =
      this.#app.end !== undefined ||
      this.#state === 'in-disorder' ||
      (this.#state === 'to-be-asked' && !(await this.#recovered(probe)))
    if (needsStart || (probe.needsFreshStart === true && !this.#isFresh)) {
      if (!(await this.#restartApp())) return undefined
    }
    await this.#emptyRedis()
    this.#wire.forget()
    this.#isFresh = false
    return this.#scene(probe)
  }

  /** A broken connection may be seen a moment before the end of the process that broke it. */
  async endIsNoticed(): Promise<void> {
    await Promise.race([this.#app.ended, sleep(END_NOTICED_WITHIN_MS, undefined, { ref: false })])
  }

  /** What the check leaves behind goes before the next one begins. */
  finish(scene: PreparedScene, probe: Probe, passed: boolean): void {
    // What it has not answered it may still be busy with.
    if (scene.crowd.metSilence) this.#state = 'in-disorder'
    else if (probe.leaves === undefined) this.#state = 'well'
    else if (!passed) this.#state = 'in-disorder'
    else this.#state = probe.leaves === 'broken-connections' ? 'to-be-asked' : 'well'
    this.#silent = scene.crowd.metSilence
    this.#leaving = scene.crowd
    this.#wire.forget()
    this.noteCrash(probe.id)
  }

  /** What the checks run against. */
  async engine(): Promise<{ name: string; version: string }> {
    return redisEngine(this.#admin, this.#redis)
  }

  /** True when Redis ended by an error of its own, and not by somebody's hand. */
  get redisBroke(): boolean {
    return this.#redis.broke
  }

  async close(): Promise<void> {
    this.#leave()
    this.#admin.close()
    await Promise.all([this.#stopApp(), this.#redis.kill(), this.#wire.close()])
  }

  /** Remembers that the submission ended by itself, once. */
  noteCrash(check: string | null): void {
    const { end } = this.#app
    if (end === undefined || this.#reported === this.#app) return
    this.#reported = this.#app
    this.crashes.push({
      atMs: Math.round(performance.now() - this.#options.startedAt),
      check,
      exitCode: end.exitCode,
      signal: end.signal,
      output: this.#app.output(),
    })
  }

  /** After its connections were cut a submission must answer again before another check begins. */
  async #recovered(probe: Probe): Promise<boolean> {
    const { crowd } = this.#scene(probe)
    const exchange = await crowd.patientClient(SETTLES_WITHIN_MS).get(probe.asks ?? '/top')
    crowd.close()
    return succeeds(exchange)
  }

  async #restartApp(): Promise<boolean> {
    await this.#startAgain()
    return this.listens()
  }

  async #startAgain(): Promise<void> {
    await this.#stopApp()
    this.#wire.forgetConnections()
    this.#app = await start(this.#options, this.#wire)
    this.#isFresh = true
    this.#state = 'well'
  }

  async #stopApp(): Promise<void> {
    await this.#app.kill()
    releasePort(this.#app.port)
  }

  /** Requests of the last check that still wait for their answer must not reach into the next one. */
  async #settle(): Promise<void> {
    const pending = this.#leaving?.pending ?? new Set()
    await Promise.race([Promise.all(pending), sleep(SETTLES_WITHIN_MS, undefined, { ref: false })])
    this.#leave()
  }

  #leave(): void {
    this.#leaving?.close()
    this.#leaving = undefined
  }

  async #emptyRedis(): Promise<void> {
    if (!this.#redis.alive) await this.#replaceRedis()
    try {
      await this.#admin.call('FLUSHALL')
    } catch (cause) {
      if (!(cause instanceof RedisBusy)) throw cause
      await this.#replaceRedis()
    }
  }

  /** The new server runs before the old one goes: how long Redis is away must not depend on the load of the machine. */
  async #replaceRedis(): Promise<void> {
    const next = await this.#options.redis.start(this.#options.folder)
    const old = { redis: this.#redis, admin: this.#admin }
    this.#redis = next
    await this.#wire.interrupt()
    old.admin.close()
    await old.redis.kill()
    this.#admin = await openAdmin(next)
    await this.#wire.resume(next.socketPath)
  }

  #scene(probe: Probe): PreparedScene {
    const random = this.#options.random.fork(probe.id)
    const app = this.#app
    const crowd = new Crowd({
      port: app.port,
      // How many addresses are drawn depends on time; the values of the check must not.
      random: random.fork('addresses'),
      used: this.#usedAddresses,
      answerMs: this.#options.answerMs,
      patienceMs: this.#silent ? SILENT_ANSWER_MS : Infinity,
    })
    const currentAdmin = (): RedisAdmin => this.#admin
    return {
      random,
      crowd,
      wire: this.#wire,
      get redis() {
        return currentAdmin()
      },
      startedAt: performance.now(),
      exchanges: crowd.exchanges,
      client: () => crowd.client(),
      patientClient: (answerMs) => crowd.patientClient(answerMs),
      restartRedis: () => this.#replaceRedis(),
      crashed: () => app.end !== undefined,
    }
  }
}

export interface PreparedScene extends Scene {
  readonly crowd: Crowd
}

const SETTLES_WITHIN_MS = 1_000
const END_NOTICED_WITHIN_MS = 150

/** So often another port is tried. */
const PORT_TRIES = 3
const SILENT_ANSWER_MS = 500

async function start(options: LaneOptions, wire: SpyProxy): Promise<RunningSubmission> {
  return runSubmission({
    submission: options.submission,
    port: await reservePort(),
    redisUrl: `redis://127.0.0.1:${wire.port}`,
    limits: options.limits,
  })
}
