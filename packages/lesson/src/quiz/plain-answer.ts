/** A typed answer as it is compared: case, outer and doubled spaces do not matter. */
export function plainAnswer(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
