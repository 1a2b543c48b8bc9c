/** Which Redis types a module is about, for its glyphs on the map; keyed by the module's id in lower case. */
const MODULE_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['r1', ['string']],
  ['r2', ['string']],
  ['r3', ['string']],
  ['r4', ['string', 'hash']],
  ['ra1', ['list', 'set', 'hash', 'zset']],
  ['ra2', ['string', 'hash']],
  ['ra3', ['string', 'zset']],
  ['ra4', ['list', 'stream']],
])

export function moduleTypes(id: string): readonly string[] {
  return MODULE_TYPES.get(id.toLowerCase()) ?? []
}
