/** A visualizer's settings as a directive or an address writes them. */
export type Settings = Readonly<Record<string, string>>

/** A whole number within bounds; `otherwise` when it is none. */
export function wholeNumber(
  text: string | undefined,
  [min, max]: readonly [number, number],
  otherwise: number,
): number {
  const value = Number(text)
  if (text === undefined || text.trim() === '' || !Number.isInteger(value)) return otherwise
  return Math.min(max, Math.max(min, value))
}

/** A key or a value that a person typed; `otherwise` when it is empty. */
export function shortText(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text.slice(0, 60)
}
