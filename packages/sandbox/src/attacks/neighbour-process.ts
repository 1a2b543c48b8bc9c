import { once } from 'node:events'
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { NeighbourReport } from './neighbour.ts'

/** A client of B that asks all the time, in a process of its own, so that only the server can hold it up. */
const [port = '', id = '', token = ''] = process.argv.slice(2)
const expected = '$8\r\nB-SECRET\r\n'
const everyMs = 20

const socket = connect(Number(port), '127.0.0.1')
socket.setNoDelay(true)
socket.setEncoding('latin1')
const connection = { broken: false }
let took: number[] = []
let wrong: string[] = []

let take: (text: string | undefined) => void = () => undefined
socket.on('data', (text: string) => take(text))

/** The answer; undefined when the connection was closed instead. */
function ask(command: string): Promise<string | undefined> {
  socket.write(command)
  return new Promise((resolve) => (take = resolve))
}

function report(): NeighbourReport {
  const last = { tookMs: took, wrong }
  took = []
  wrong = []
  return last
}

socket.on('close', () => {
  connection.broken = true
  take(undefined)
  wrong.push('its connection was closed')
})
socket.on('error', () => undefined)
process.on('message', () => process.send?.(report()))
process.on('disconnect', () => process.exit(0))

await once(socket, 'connect')
await ask(`AUTH ${id} ${token}\r\n`)
// The first answers wait for code to be compiled, on both sides.
for (let round = 0; round < 50; round++) await ask('GET secret\r\n')
process.send?.(report())
for (;;) {
  const asked = performance.now()
  if (!connection.broken) {
    const answer = await ask('GET secret\r\n')
    took.push(performance.now() - asked)
    if (answer !== undefined && answer !== expected) wrong.push(answer)
  }
  await sleep(everyMs)
}
