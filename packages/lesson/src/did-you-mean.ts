/** The option nearest to a mistyped word, when it is near enough to be what the author meant. */
export function nearest(word: string, options: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const option of options) {
    const distance = editDistance(word.toLowerCase(), option.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [option, distance]
  }
  return best
}

/** A mend for a word that is not one of the options: the nearest one, else all of them. */
export function meantOneOf(word: string, options: readonly string[]): string {
  const option = nearest(word, options)
  return option === undefined ? `use one of: ${options.join(', ')}` : `did you mean \`${option}\`?`
}

/** Damerau-Levenshtein (adjacent swaps count one). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      )
    }
    before = previous
    previous = current
  }
  return previous[b.length] ?? a.length
}
