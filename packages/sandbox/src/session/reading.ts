import type { ClientPort } from './client-port.ts'

/** Why nothing more is read for now; bits. */
export const STALL = { barrier: 1, rate: 2, backlog: 4, output: 8, restart: 16 } as const

/** Whether the client's commands are read, and the port told so when that changes. */
export class Reading {
  readonly #port: ClientPort
  #stalls = 0
  #paused = false

  constructor(port: ClientPort) {
    this.#port = port
  }

  get goesOn(): boolean {
    return this.#stalls === 0
  }

  isStalledBy(cause: number): boolean {
    return (this.#stalls & cause) !== 0
  }

  stall(cause: number): void {
    this.#stalls |= cause
  }

  release(causes: number): void {
    this.#stalls &= ~causes
  }

  /** Pauses or resumes the port, as it has come to be. */
  settle(): void {
    if (this.#paused !== this.goesOn) return
    this.#paused = !this.goesOn
    if (this.#paused) this.#port.pause()
    else this.#port.resume()
  }
}
