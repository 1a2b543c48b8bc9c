/**
 * Whether a text matches a glob: `*`, `?`, `[abc]`, `[a-c]`, `[^a]`, and `\` before a sign that
 * stands for itself.
 *
 * Source: the patterns of KEYS, https://redis.io/docs/latest/commands/keys/
 */
export function globMatch(glob: string, text: string): boolean {
  return toRegExp(glob).test(text)
}

const known = new Map<string, RegExp>()

function toRegExp(glob: string): RegExp {
  const made = known.get(glob)
  if (made !== undefined) return made
  const parts = glob.matchAll(/\\(.)|\[(\^?)((?:\\.|[^\]])*)(?:\]|$)|([^])/gsu)
  const source = [...parts].map(([, escaped, not, set, sign]) => {
    if (escaped !== undefined) return literal(escaped)
    if (set !== undefined) return setSource(not === '^', set)
    if (sign === '*') return '.*?'
    return sign === '?' ? '.' : literal(sign ?? '')
  })
  const compiled = new RegExp(`^${source.join('')}$`, 'su')
  known.set(glob, compiled)
  return compiled
}

/** Redis reads `[]` as a set that nothing is in. */
function setSource(isNot: boolean, set: string): string {
  if (set === '') return isNot ? '.' : '[]'
  const signs = [...set.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, sign = '']) => {
    if (escaped !== undefined) return `\\u{${codeOf(escaped)}}`
    return sign === '-' ? '-' : `\\u{${codeOf(sign)}}`
  })
  return `[${isNot ? '^' : ''}${signs.join('')}]`
}

function literal(sign: string): string {
  return `\\u{${codeOf(sign)}}`
}

function codeOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16)
}
