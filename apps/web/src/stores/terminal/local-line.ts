/** A line that redis-cli answers by itself, or the command and how often to send it. */
export type LocalLine =
  | { readonly kind: 'help'; readonly topic: readonly string[] }
  | { readonly kind: 'clear' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'hints'; readonly on: boolean }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'send'; readonly args: readonly Uint8Array[]; readonly times: number }

const text = new TextDecoder()

/** What to do with a split line: the words that redis-cli keeps for itself, `3 INCR n`, or send it. */
export function readLocalLine(args: readonly Uint8Array[]): LocalLine {
  const [first = '', second = '', third = ''] = args.slice(0, 3).map((arg) => text.decode(arg))
  switch (first.toLowerCase()) {
    case 'help':
    case '?':
      return { kind: 'help', topic: args.slice(1).map((arg) => text.decode(arg)) }
    case 'clear':
      if (args.length === 1) return { kind: 'clear' }
      break
    case 'quit':
    case 'exit':
      return { kind: 'leave' }
    case ':set':
      return { kind: 'hints', on: second.toLowerCase() !== 'nohints' }
  }
  if (first.startsWith(':')) {
    return { kind: 'say', text: `unknown redis-cli internal command '${first}'` }
  }
  return repeated(args, first, second === '' && third === '')
}

function repeated(args: readonly Uint8Array[], first: string, isAlone: boolean): LocalLine {
  if (isAlone || !/^-?\d+$/.test(first)) return { kind: 'send', args, times: 1 }
  const times = Number(first)
  return times >= 1 && Number.isSafeInteger(times)
    ? { kind: 'send', args: args.slice(1), times }
    : { kind: 'say', text: 'Invalid redis-cli repeat command option value.' }
}
