import type { RaceUser } from './examples.ts'

/** The three users beside the learner; each is a connection of its own. */
export const USERS = ['U1', 'U2', 'U3'] as const

/** A command of one of the users, from being accepted to its answer, in the sandbox's own time. */
export interface OtherCommand {
  readonly user: string
  readonly line: string
  /** Milliseconds since 1970. */
  readonly startMs: number
  readonly endMs: number
  /** Redis did not run it: a script had been running for too long, and the answer was BUSY. */
  readonly isRefused: boolean
}

/** The script as the sandbox saw it run. */
interface ScriptRun {
  readonly command: 'EVAL' | 'EVALSHA'
  readonly startMs: number
  readonly endMs: number
  /** For how long Redis ran it by its own count, in milliseconds; null while that is not known. */
  readonly execMs: number | null
  readonly isError: boolean
}

export interface AtomicRun {
  /** `ended`: the users have stopped, and Redis has said how long the script took. */
  readonly phase: 'running' | 'ended'
  readonly script: ScriptRun | null
  readonly others: readonly OtherCommand[]
}

/** A row of the race. */
export interface RaceRow {
  readonly number: number
  readonly user: RaceUser
  readonly line: string
  readonly reply: string
  readonly startMs: number
  readonly micros: number
}

export type RaceWay = 'lost' | 'serial' | 'atomic'

export interface RaceRun {
  readonly way: RaceWay
  readonly rows: readonly RaceRow[]
  /** What the check answered when all had moved; null before. */
  readonly got: string | null
}

export interface LuaPicture {
  readonly run: AtomicRun | null
  readonly race: RaceRun | null
}

export const EMPTY_PICTURE: LuaPicture = { run: null, race: null }
