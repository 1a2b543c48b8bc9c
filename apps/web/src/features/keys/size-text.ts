export interface SizeWords {
  readonly bytes: (text: string) => string
  readonly kilobytes: (text: string) => string
  readonly megabytes: (text: string) => string
}

/** A size in bytes as people read it, with units of 1,024. */
export function sizeText(bytes: number, words: SizeWords): string {
  if (bytes < 1_024) return words.bytes(String(bytes))
  const kilobytes = bytes / 1_024
  return kilobytes < 1_024
    ? words.kilobytes(kilobytes.toFixed(1))
    : words.megabytes((kilobytes / 1_024).toFixed(1))
}
