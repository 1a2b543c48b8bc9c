import {
  decayed,
  idleSeconds,
  incremented,
  LFU_START,
  lfuMinutes,
  lruClock,
} from './access-clock.ts'
import { EvictionPool } from './eviction-pool.ts'
import { KeySet } from './key-set.ts'
import { POLICIES, type EvictionSettings } from './policy.ts'
import type { Random } from './random.ts'

/**
 * `sampled`: as Redis chooses, among a few keys that it picked · `exact`: the very oldest, least
 * used or soonest to expire of all, which would cost too much to know.
 */
export type Choice = 'sampled' | 'exact'

export interface Entry {
  /** When it was last used, in milliseconds. */
  readonly usedAt: number
  /** The same as Redis knows it, in seconds of 24 bits. */
  readonly clock: number
  readonly counter: number
  readonly minutes: number
  /** When it expires, in milliseconds; null for a key without a TTL. */
  readonly expiresAt: number | null
}

export interface MemoryOptions {
  /** How many keys fit, all of the same size. */
  readonly capacity: number
  readonly settings: EvictionSettings
  readonly choice: Choice
  readonly random: Random
}

/**
 * Keys in a memory that has an end, and who has to go, as Redis 7 does it: before each command keys
 * are thrown out until the memory in use is below the limit again; for each one that has to go
 * `maxmemory-samples` keys are looked at, and the best of these and of earlier ones goes.
 *
 * Source: https://redis.io/docs/latest/develop/reference/eviction/. Redis samples neighbours in its
 * hash table; here every key is equally likely.
 */
export class EvictingMemory {
  readonly #options: MemoryOptions
  readonly #entries = new Map<number, Entry>()
  readonly #volatile = new KeySet()
  readonly #keys = new KeySet()
  readonly #pool = new EvictionPool()
  #evicted = 0

  constructor(options: MemoryOptions) {
    this.#options = options
  }

  get evicted(): number {
    return this.#evicted
  }

  get entries(): ReadonlyMap<number, Entry> {
    return this.#entries
  }

  /** A read. True when the key is there; it then counts as just used. */
  touch(key: number, now: number): boolean {
    this.#makeRoom(now)
    const entry = this.#entries.get(key)
    if (entry === undefined) return false
    const { lfuLogFactor, lfuDecayTime } = this.#options.settings
    const minutes = lfuMinutes(now)
    const counter = incremented(
      decayed(entry, minutes, lfuDecayTime),
      lfuLogFactor,
      this.#options.random,
    )
    this.#entries.set(key, { ...entry, usedAt: now, clock: lruClock(now), counter, minutes })
    return true
  }

  /** Writes a new key without a TTL. False when Redis would answer OOM. */
  insert(key: number, now: number): boolean {
    if (!this.#makeRoom(now)) return false
    const times = { usedAt: now, clock: lruClock(now), minutes: lfuMinutes(now) }
    this.#entries.set(key, { ...times, counter: LFU_START, expiresAt: null })
    this.#keys.add(key)
    return true
  }

  /** EXPIRE: gives a key a TTL, and counts as a use. */
  expire(key: number, now: number, ttlMs: number): void {
    if (!this.touch(key, now)) return
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.set(key, { ...entry, expiresAt: now + ttlMs })
    this.#volatile.add(key)
  }

  #makeRoom(now: number): boolean {
    while (this.#keys.size > this.#options.capacity) {
      const key = this.#choose(now)
      if (key === undefined) return false
      this.#entries.delete(key)
      this.#keys.delete(key)
      this.#volatile.delete(key)
      this.#evicted += 1
    }
    return true
  }

  #choose(now: number): number | undefined {
    const { from, by } = POLICIES[this.#options.settings.policy]
    if (from === 'none') return undefined
    const keys = from === 'all' ? this.#keys : this.#volatile
    if (by === 'random') return keys.sample(1, this.#options.random)[0]
    return this.#options.choice === 'exact' ? this.#worst(keys, now) : this.#sampled(keys, now)
  }

  #sampled(keys: KeySet, now: number): number | undefined {
    const { settings, random } = this.#options
    while (keys.size > 0) {
      for (const key of keys.sample(settings.samples, random)) {
        this.#pool.offer({ key, score: this.#score(key, now) })
      }
      // A candidate of an earlier time may be gone by now.
      while (this.#pool.size > 0) {
        const best = this.#pool.takeBest()
        if (best !== undefined && keys.has(best)) return best
      }
    }
    return undefined
  }

  /** The higher the sooner it goes, as Redis counts it. */
  #score(key: number, now: number): number {
    const entry = this.#entries.get(key)
    if (entry === undefined) return 0
    const { settings } = this.#options
    switch (POLICIES[settings.policy].by) {
      case 'lfu':
        return 255 - decayed(entry, lfuMinutes(now), settings.lfuDecayTime)
      case 'ttl':
        return -(entry.expiresAt ?? Infinity)
      default:
        return idleSeconds(lruClock(now), entry.clock)
    }
  }

  /** With clocks as fine as they come: of two that are equal to Redis the one that was used longer ago. */
  #worst(keys: KeySet, now: number): number | undefined {
    const { by } = POLICIES[this.#options.settings.policy]
    let worst: { key: number; score: number; usedAt: number } | undefined
    for (const key of keys.all()) {
      const usedAt = this.#entries.get(key)?.usedAt ?? now
      const score = by === 'lru' ? -usedAt : this.#score(key, now)
      const isWorse =
        worst === undefined ||
        score > worst.score ||
        (score === worst.score && usedAt < worst.usedAt)
      if (isWorse) worst = { key, score, usedAt }
    }
    return worst?.key
  }
}
