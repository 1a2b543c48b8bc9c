/** Bytes as INFO shows them to people. */
export function human(bytes: number): string {
  const units = ['B', 'K', 'M', 'G']
  let [size, unit] = [bytes, 0]
  for (; size >= 1024 && unit < 3; unit += 1) size /= 1024
  return unit === 0 ? `${bytes}B` : `${size.toFixed(2)}${units[unit] ?? ''}`
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}
