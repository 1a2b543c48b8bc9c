/** Bytes in JSON without loss: a string when they are UTF-8, else base64. */
export type BytesJson = string | { readonly base64: string }

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function bytesToJson(bytes: Uint8Array): BytesJson {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    let binary = ''
    for (const byte of bytes) binary += String.fromCharCode(byte)
    return { base64: btoa(binary) }
  }
}

/** The inverse of {@link bytesToJson}; throws a DOMException when the base64 is malformed. */
export function bytesFromJson(json: BytesJson): Uint8Array {
  if (typeof json === 'string') return new TextEncoder().encode(json)
  const binary = atob(json.base64)
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}
