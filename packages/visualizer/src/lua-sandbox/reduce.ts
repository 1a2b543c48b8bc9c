import { bytesFromJson, quoteArg, renderReply, replyFromJson } from '@keyspace/redis-lang'
import { wordsOf } from '../command-words.ts'
import type { CommandEvent, SandboxEvent } from '../event.ts'
import { USERS, type LuaPicture, type RaceRow, type RaceWay } from './model.ts'

export type LuaEvent =
  | SandboxEvent
  | { readonly kind: 'run-begins' }
  /** The users have stopped; Redis ran the script that long, in milliseconds. */
  | { readonly kind: 'run-ends'; readonly execMs: number | null }
  | { readonly kind: 'race-begins'; readonly way: RaceWay }
  | { readonly kind: 'race-ends'; readonly got: string }

/** More than three users send in the longest run. */
const OTHERS_KEPT = 600
const ROWS_KEPT = 30
const LINE_SHOWN = 80

/** The picture after one more event. */
export function reduceLua(picture: LuaPicture, event: LuaEvent): LuaPicture {
  switch (event.kind) {
    case 'snapshot':
    case 'changes':
      return picture
    case 'run-begins':
      return { ...picture, run: { phase: 'running', script: null, others: [] } }
    case 'run-ends': {
      if (picture.run === null) return picture
      const { script } = picture.run
      const ended = script === null ? null : { ...script, execMs: event.execMs }
      return { ...picture, run: { ...picture.run, phase: 'ended', script: ended } }
    }
    case 'race-begins':
      return { ...picture, race: { way: event.way, rows: [], got: null } }
    case 'race-ends':
      return picture.race === null
        ? picture
        : { ...picture, race: { ...picture.race, got: event.got } }
    case 'command':
      return withRaceRow(withRunCommand(picture, event), event)
  }
}

function isUser(client: string): boolean {
  return USERS.some((user) => user === client)
}

function withRunCommand(picture: LuaPicture, event: CommandEvent): LuaPicture {
  const { run } = picture
  if (run?.phase !== 'running') return picture
  const [name = ''] = wordsOf(event.argv)
  const interval = { startMs: event.serverMs, endMs: event.serverMs + event.micros / 1_000 }
  if (isUser(event.client)) {
    const isRefused = event.reply.kind === 'error' && event.reply.value.startsWith('BUSY')
    const other = { user: event.client, line: lineOf(event), ...interval, isRefused }
    return { ...picture, run: { ...run, others: [...run.others, other].slice(-OTHERS_KEPT) } }
  }
  if (event.client !== 'A' || (name !== 'EVAL' && name !== 'EVALSHA')) return picture
  const isError = event.reply.kind === 'error'
  return {
    ...picture,
    run: { ...run, script: { command: name, ...interval, execMs: null, isError } },
  }
}

function withRaceRow(picture: LuaPicture, event: CommandEvent): LuaPicture {
  const { race } = picture
  const { client } = event
  if (race === null || race.got !== null || (client !== 'U1' && client !== 'U2')) return picture
  const row: RaceRow = {
    number: race.rows.length + 1,
    user: client,
    line: lineOf(event),
    reply: renderReply(replyFromJson(event.reply)).trimEnd(),
    startMs: event.serverMs,
    micros: event.micros,
  }
  return { ...picture, race: { ...race, rows: [...race.rows, row].slice(-ROWS_KEPT) } }
}

/** As typed; a script's text is left out, for it stands in the editor. */
function lineOf({ argv }: CommandEvent): string {
  const [name = ''] = wordsOf(argv)
  const words = argv.map((word) => quoteArg(bytesFromJson(word)))
  const short = name === 'EVAL' ? [name, '…', ...words.slice(2)] : words
  return short.join(' ').slice(0, LINE_SHOWN)
}
