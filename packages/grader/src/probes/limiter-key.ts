/** The keys that may count an address: a socket that speaks IPv6 too names IPv4 peers `::ffff:…`. */
export function rateKeys(address: string): readonly [string, string] {
  return [`rate:ip:${address}`, `rate:ip:::ffff:${address}`]
}

export const isRateKey = (key: string, address: string): boolean => rateKeys(address).includes(key)
