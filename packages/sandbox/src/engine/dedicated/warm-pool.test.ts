import { describe, expect, it, vi } from 'vitest'
import { WarmPool } from './warm-pool.ts'

function counting(): { make: () => Promise<number>; made: () => number } {
  let made = 0
  return { make: () => Promise.resolve((made += 1)), made: () => made }
}

describe('a warm pool', () => {
  it('makes as many as it keeps, and no more', async () => {
    const { make, made } = counting()
    const pool = new WarmPool(2, make)
    pool.fill()
    pool.fill()
    await vi.waitFor(() => expect(made()).toBe(2))
    pool.fill()
    await Promise.resolve()
    expect(made()).toBe(2)
  })

  it('gives each away once, and makes one on demand when it is empty', async () => {
    const { make, made } = counting()
    const pool = new WarmPool(1, make)
    pool.fill()
    await vi.waitFor(() => expect(made()).toBe(1))
    const taken = await Promise.all([pool.take(), pool.take(), pool.take()])
    expect([...new Set(taken)]).toHaveLength(3)
    expect(taken[0]).toBe(1)
  })

  it('replaces one that broke while it waited', async () => {
    const { make, made } = counting()
    const pool = new WarmPool(1, make)
    pool.fill()
    await vi.waitFor(() => expect(made()).toBe(1))
    pool.discard(1)
    await vi.waitFor(() => expect(made()).toBe(2))
    expect(await pool.take()).toBe(2)
  })

  it('stops after a failure until somebody asks again, who hears the reason', async () => {
    let tries = 0
    const pool = new WarmPool(2, () => {
      tries += 1
      return Promise.reject(new Error('no room'))
    })
    pool.fill()
    await vi.waitFor(() => expect(tries).toBe(1))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(tries).toBe(1)
    await expect(pool.take()).rejects.toThrow('no room')
  })

  it('makes nothing after it was closed', async () => {
    const { make, made } = counting()
    const pool = new WarmPool(2, make)
    pool.close()
    pool.fill()
    await Promise.resolve()
    expect(made()).toBe(0)
  })
})
