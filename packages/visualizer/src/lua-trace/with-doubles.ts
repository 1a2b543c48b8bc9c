import luaparse from 'luaparse'

/** Why a script is not Lua 5.1. */
export interface NotLua {
  readonly message: string
  readonly line: number
}

/**
 * The script with its whole numbers written as doubles, the one kind of number that Lua 5.1 has.
 * Lines stay where they are.
 */
export function withDoubles(script: string): string | NotLua {
  const whole: (readonly [from: number, to: number, value: number])[] = []
  try {
    luaparse.parse(script, {
      luaVersion: '5.1',
      ranges: true,
      comments: false,
      encodingMode: 'none',
      onCreateNode: (node) => {
        if (node.type !== 'NumericLiteral' || !/^(\d+|0x[\da-f]+)$/i.test(node.raw)) return
        const range = 'range' in node ? node.range : undefined
        if (isRange(range)) whole.push([range[0], range[1], node.value])
      },
    })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const found = /^\[(\d+):\d+\] (.*)$/s.exec(error.message)
    return { message: found?.[2] ?? error.message, line: Number(found?.[1] ?? 1) }
  }
  return whole
    .toSorted(([a], [b]) => b - a)
    .reduce(
      (text, [from, to, value]) =>
        `${text.slice(0, from)}${Number.isSafeInteger(value) ? `${value}.0` : value}${text.slice(to)}`,
      script,
    )
}

function isRange(range: unknown): range is readonly [number, number] {
  return Array.isArray(range) && range.length === 2
}
