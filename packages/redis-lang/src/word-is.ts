/** True when the argument is that ASCII word; case does not matter. */
export function wordIs(arg: Uint8Array | undefined, word: string): boolean {
  if (arg?.length !== word.length) return false
  return String.fromCharCode(...arg).toLowerCase() === word.toLowerCase()
}
