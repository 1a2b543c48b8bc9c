import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onceSettled } from './settled.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('looks soon, and again when it has been quiet', () => {
  const look = vi.fn()
  const { changed } = onceSettled(look, { soonMs: 15, quietMs: 90 })
  changed()
  vi.advanceTimersByTime(10)
  changed()
  vi.advanceTimersByTime(5)
  expect(look).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(84)
  expect(look).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  expect(look).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1_000)
  expect(look).toHaveBeenCalledTimes(2)
})

it('looks no more when it was stopped', () => {
  const look = vi.fn()
  const { changed, stop } = onceSettled(look)
  changed()
  stop()
  vi.advanceTimersByTime(1_000)
  expect(look).not.toHaveBeenCalled()
})
