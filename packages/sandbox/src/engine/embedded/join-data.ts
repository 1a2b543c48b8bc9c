interface DataMessage {
  readonly kind: 'data'
  readonly connection: number
  readonly bytes: Uint8Array
}

/**
 * Makes one message of neighbouring data of the same connection, in memory of its own, fit to be
 * transferred: cloning a slice of a pooled buffer would clone the whole pool.
 */
export function joinData<M extends { readonly kind: string }>(
  messages: readonly (M | DataMessage)[],
): (M | DataMessage)[] {
  const joined: (M | DataMessage)[] = []
  for (let from = 0; from < messages.length;) {
    const first = messages[from]
    if (first === undefined) break
    const run = isData(first) ? runOfData(messages, from, first.connection) : []
    joined.push(isData(first) ? { ...first, bytes: concat(run) } : first)
    from += Math.max(run.length, 1)
  }
  return joined
}

/** The memory of the data messages, for the second argument of postMessage. */
export function transferList(messages: readonly { readonly kind: string }[]): ArrayBuffer[] {
  return messages
    .filter(isData)
    .map((message) => message.bytes.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)
}

function isData(message: { readonly kind: string }): message is DataMessage {
  return message.kind === 'data'
}

function runOfData(
  messages: readonly { readonly kind: string }[],
  from: number,
  connection: number,
): Uint8Array[] {
  const run: Uint8Array[] = []
  for (const message of messages.slice(from)) {
    if (!isData(message) || message.connection !== connection) break
    run.push(message.bytes)
  }
  return run
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
