/** Texts of one kind that are kept; an author's session and the whole course stay far below. */
const MOST = 20_000

/**
 * A pure function of a text that is asked for the same texts again and again: both languages of a
 * lesson hold the same code, and an edit leaves most of a lesson as it was. What it answers is
 * shared, so nobody may change it.
 */
export function remember<Value>(make: (text: string) => Value): (text: string) => Value {
  const made = new Map<string, Value>()
  return (text) => {
    const known = made.get(text)
    if (known !== undefined) return known
    if (made.size >= MOST) made.clear()
    const value = make(text)
    made.set(text, value)
    return value
  }
}
