import { splitLine } from '@keyspace/redis-lang'
import {
  EXAMPLES,
  exampleName,
  exampleScript,
  type ExampleName,
} from '@keyspace/visualizer/lua-sandbox'
import type { Locale } from '../../../i18n/index.ts'
import { commandLine } from '../command-line.ts'
import type { Settings } from '../settings.ts'

export type SendAs = 'EVAL' | 'EVALSHA'

export interface LuaSettings {
  readonly example: ExampleName
  readonly script: string
  /** As typed, with redis-cli's quoting. */
  readonly keys: string
  readonly argv: string
  readonly sendAs: SendAs
  /** Whether the script is kept busy for a while, so that others meet it. */
  readonly isBusy: boolean
}

/** What an address can carry; longer scripts stay on the page. */
const SCRIPT_KEPT = 3_000

export function exampleSettings(example: ExampleName, lang: Locale): LuaSettings {
  const { keys, argv } = EXAMPLES[example]
  return {
    example,
    script: exampleScript(example, lang),
    keys: commandLine(...keys),
    argv: commandLine(...argv),
    sendAs: 'EVAL',
    isBusy: true,
  }
}

/** From a directive or an address. */
export function readLuaSettings(settings: Settings, lang: Locale): LuaSettings {
  const first = exampleSettings(exampleName(settings['example']), lang)
  return {
    ...first,
    script: settings['script'] ?? first.script,
    keys: settings['keys'] ?? first.keys,
    argv: settings['argv'] ?? first.argv,
    sendAs: settings['as'] === 'evalsha' ? 'EVALSHA' : 'EVAL',
    isBusy: settings['busy'] !== '0',
  }
}

/** What differs from the example, and its name. */
export function writeLuaSettings(settings: LuaSettings): Settings {
  const { example, script, keys, argv, sendAs, isBusy } = settings
  const [en, ru] = [exampleSettings(example, 'en'), exampleSettings(example, 'ru')]
  const isOwn = script !== en.script && script !== ru.script && script.length <= SCRIPT_KEPT
  return {
    example,
    ...(isOwn ? { script } : {}),
    ...(keys === en.keys ? {} : { keys }),
    ...(argv === en.argv ? {} : { argv }),
    ...(sendAs === 'EVALSHA' ? { as: 'evalsha' } : {}),
    ...(isBusy ? {} : { busy: '0' }),
  }
}

/** A field's words, split as redis-cli does; undefined when a quote is left open. */
export function wordsIn(field: string): readonly string[] | undefined {
  const split = splitLine(field)
  if (!split.ok) return undefined
  return split.args.map((word) => new TextDecoder().decode(word))
}

/** Some 15 ms of counting, for there to be something to wait for. */
const BUSY = 'for _ = 1, 1e6 do end '

/** The script as it is sent; what keeps it busy stands before its first line, so that lines keep their numbers. */
export function scriptToSend(script: string, isBusy: boolean): string {
  if (!isBusy) return script
  if (!script.startsWith('#!')) return BUSY + script
  const [first = '', ...rest] = script.split('\n')
  return [first, BUSY + (rest[0] ?? ''), ...rest.slice(1)].join('\n')
}
