/** A pattern of `*`, `?`, `[a-c]`, `[^x]` and `\` as a regular expression over the whole name. */
export function globOf(pattern: string, flags = ''): RegExp {
  const source = pattern.replace(
    /\\(.)|\[(\^?)((?:[^\]\\]|\\.)*)\]|([*?])|([\^$.+(){}|\][\\])/gs,
    (_, escaped?: string, not?: string, set?: string, wild?: string, plain?: string) => {
      if (escaped !== undefined) return escaped.replace(/\W/, '\\$&')
      if (set !== undefined) return `[${not ?? ''}${set.replace(/[[\]^]/g, '\\$&')}]`
      if (wild !== undefined) return wild === '*' ? '[^]*' : '[^]'
      return `\\${plain ?? ''}`
    },
  )
  return new RegExp(`^${source}$`, flags)
}
