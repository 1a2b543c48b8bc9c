import { expect, it } from 'vitest'
import { createShutdown } from './shutdown.ts'

function create() {
  const clock = { ms: 0 }
  const exits: number[] = []
  let begun = 0
  let finish = (): void => undefined
  const closed = new Promise<void>((resolve) => (finish = resolve))
  const onSignal = createShutdown({
    close: () => closed,
    onBegin: () => (begun += 1),
    exit: (code) => exits.push(code),
    now: () => clock.ms,
  })
  return { clock, exits, onSignal, finish: () => finish(), begun: () => begun }
}

it('takes two signals in quick succession for one keystroke and ends in good order', async () => {
  const { clock, exits, onSignal, finish, begun } = create()
  onSignal('SIGINT')
  clock.ms = 30
  onSignal('SIGINT')
  onSignal('SIGTERM')
  expect(exits).toEqual([])
  expect(begun()).toBe(1)
  finish()
  await Promise.resolve()
  await Promise.resolve()
  expect(exits).toEqual([0])
})

it('ends at once when a person insists', () => {
  const { clock, exits, onSignal } = create()
  onSignal('SIGINT')
  clock.ms = 600
  onSignal('SIGINT')
  expect(exits).toEqual([130])
})
