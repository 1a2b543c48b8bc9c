import { commandSpec } from '@keyspace/redis-lang'
import {
  CommandRegistry,
  redisCommandDefinitions,
  type CommandDefinition,
} from 'js-redis-server/core'
import { adapt } from '../adapters/adapters.ts'
import { carryEncoding } from '../adapters/carry-encoding.ts'
import { keepEncoding } from '../adapters/keep-encoding.ts'
import { watchExpiry } from '../adapters/watch-expiry.ts'
import { widenHash } from '../adapters/widen-hash.ts'
import type { FunctionStore } from '../lua/function-store.ts'
import type { ScriptStore } from '../lua/script-store.ts'
import type { Scripts } from '../lua/scripts.ts'
import type { MemoryUse } from '../memory-use.ts'
import { acl } from './acl.ts'
import { brpoplpush } from './brpoplpush.ts'
import { clusterCommands } from './cluster-commands.ts'
import { config } from './config.ts'
import { evalCommands } from './eval.ts'
import { echo, role, wait } from './connection-commands.ts'
import { debug } from './debug.ts'
import { functionCommands } from './functions.ts'
import { withHelp } from './help.ts'
import { hyperloglogCommands } from './hyperloglog.ts'
import { hincrbyfloat, incrbyfloat } from './increment-float.ts'
import { info, type InfoNeeds } from './info.ts'
import { latency } from './latency.ts'
import { lcs } from './lcs.ts'
import { lolwut } from './lolwut.ts'
import { memory } from './memory.ts'
import { object, type ObjectNeeds } from './object.ts'
import type { Settings } from './settings.ts'
import { scanCommands } from './scan.ts'
import { script } from './script.ts'
import { select } from './select.ts'
import { sortCommands } from './sort.ts'
import { streamCommands } from './streams/index.ts'
import { swapdb } from './swapdb.ts'

export interface CommandNeeds extends ObjectNeeds, InfoNeeds {
  readonly settings: Settings
  readonly settingsChanged: () => void
  readonly scripts: Scripts
  readonly memoryUse: MemoryUse
  readonly scriptStore: ScriptStore
  readonly functionStore: FunctionStore
}

/** Every command of Redis 7.0 that this engine has: the library's, and ours in their place. */
export function commandRegistry(needs: CommandNeeds): CommandRegistry {
  const registry = new CommandRegistry()
  // The library also has commands of later versions.
  registry.registerAll(
    redisCommandDefinitions.filter(({ name }) => name === 'quit' || commandSpec(name)),
  )
  for (const definition of ownCommands(needs, registry)) registry.override(definition)
  for (const name of ['rename', 'renamenx', 'copy']) {
    const move = registry.get(name)
    if (move) registry.override(carryEncoding(move, needs.encodings))
  }
  const getex = registry.get('getex')
  if (getex) registry.override(keepEncoding(getex, needs.encodings))
  for (const name of ['hset', 'hmset']) {
    const set = registry.get(name)
    const mostBytes = (): number => needs.settings.number('hash-max-listpack-value')
    if (set) registry.override(widenHash(set, needs.encodings, mostBytes))
  }
  const watching = watchExpiry()
  for (const definition of registry.getAll()) {
    registry.override(withHelp(watching(adapt(definition))))
  }
  return registry
}

function ownCommands(needs: CommandNeeds, library: CommandRegistry): CommandDefinition[] {
  const blmove = library.get('blmove')
  const libraryAcl = library.get('acl')
  return [
    ...(libraryAcl ? [acl(libraryAcl)] : []),
    ...clusterCommands,
    ...(blmove ? [brpoplpush(blmove)] : []),
    config(needs.settings, needs.settingsChanged, needs.stats),
    debug,
    echo,
    ...functionCommands(needs.functionStore, needs.scripts),
    hincrbyfloat,
    ...hyperloglogCommands,
    incrbyfloat,
    info(needs),
    ...evalCommands(needs.scripts, needs.scriptStore),
    latency,
    lcs,
    lolwut,
    memory(needs.memoryUse, needs.encodings),
    object(needs),
    role,
    ...scanCommands(needs.encodings),
    script(needs.scriptStore),
    select,
    ...sortCommands(needs.encodings),
    ...streamCommands,
    swapdb,
    wait,
  ]
}
