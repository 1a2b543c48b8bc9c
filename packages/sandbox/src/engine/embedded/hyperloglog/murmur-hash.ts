const multiplier = 0xc6a4a7935bd1e995n
const seed = 0xadc83b19n

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value)
}

/** MurmurHash64A with the seed that Redis gives its HyperLogLogs. */
export function murmurHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const blocks = bytes.length - (bytes.length % 8)
  let hash = u64(seed ^ u64(BigInt(bytes.length) * multiplier))
  for (let at = 0; at < blocks; at += 8) {
    let block = u64(view.getBigUint64(at, true) * multiplier)
    block = u64((block ^ (block >> 47n)) * multiplier)
    hash = u64((hash ^ block) * multiplier)
  }
  if (blocks < bytes.length) {
    let tail = 0n
    for (let at = bytes.length - 1; at >= blocks; at--) tail = (tail << 8n) | BigInt(bytes[at] ?? 0)
    hash = u64((hash ^ tail) * multiplier)
  }
  hash = u64((hash ^ (hash >> 47n)) * multiplier)
  return hash ^ (hash >> 47n)
}
