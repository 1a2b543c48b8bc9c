import type { Reply } from '@keyspace/redis-lang'
import type { RetryClock } from '../../transport/keep-connected.ts'
import type { Connection } from '../../transport/transport.ts'
import type { HelpEntry } from './help-text.ts'
import type { History } from './history.ts'
import type { Entry, Note } from './scrollback.ts'

export interface TerminalDeps {
  readonly connect: (
    onMessage: (message: Reply) => void,
    onClose: (reason: string) => void,
  ) => Promise<Connection>
  /** Asked after an attempt to connect failed. */
  readonly onFailed: (reason: string) => Promise<'retry' | 'stop'>
  /** Told the CLIENT ID of each new connection. */
  readonly onClientId: (clientId: string) => void
  readonly clock: RetryClock
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number
  readonly loadHelp: () => Promise<readonly HelpEntry[]>
  readonly typed: TypedText
}

/** What a terminal was typed into, so that a reload brings it back. */
export interface TypedText {
  readonly load: () => { readonly lines: readonly string[]; readonly draft: string }
  readonly save: (typed: { readonly lines: readonly string[]; readonly draft: string }) => void
}

/** What came of a line, as shown in the terminal. `text` is without times and without a last line break. */
export interface ShownResult {
  readonly outcome: 'replied' | 'local' | 'invalid' | 'lost' | 'interrupted' | 'busy' | 'away'
  readonly reply: Reply | null
  readonly text: string
}

export interface TerminalState {
  readonly entries: readonly Entry[]
  /** As redis-cli writes it now, such as `127.0.0.1:6379(TX)>`. */
  readonly prompt: string
  /** The database that the prompt names. */
  readonly db: number
  /** `waiting` for a reply; `listening` to channels or MONITOR until it is interrupted. */
  readonly activity: 'idle' | 'waiting' | 'listening'
  /** `left` after QUIT: the next line opens a new connection. */
  readonly link: 'connecting' | 'open' | 'away' | 'left'
  readonly history: History
  /** What stands in the input. */
  readonly draft: string
  /** Argument hints behind the cursor; `:set nohints` turns them off. */
  readonly hints: boolean
}

/** One redis-cli: a connection of its own, and what it shows. */
export interface Terminal {
  readonly name: string
  readonly state: TerminalState
  /** Runs what was typed, line by line. False when it could not be taken; the draft is then kept. */
  submit(typed: string): boolean
  /** Shows the line as typed and runs it. */
  run(line: string): Promise<ShownResult>
  /** Ctrl-C: ends what runs, or throws away what is being typed. */
  interrupt(): void
  clear(): void
  write(draft: string, history?: History): void
  setNote(note: Note): void
  /** A new connection with nothing left of the old one. */
  restart(note: Note): void
  stop(): void
}
