import type { Context } from 'hono'
import type { AppEnv } from '../app-env.ts'

/**
 * Who asks: the peer of the connection, or the last address of X-Forwarded-For when a proxy of
 * ours wrote it. `unknown` without a connection.
 */
export function clientAddress(c: Context<AppEnv>, trustsProxy: boolean): string {
  const forwarded = trustsProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  const peer = c.env.incoming?.socket.remoteAddress
  return (forwarded ?? peer ?? 'unknown').replace(/^::ffff:/i, '')
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^127\./.test(address)
}

/** One household: an IPv4 address, or the /64 that an IPv6 provider hands out whole. */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? []
  const front = head === '' ? [] : head.split(':')
  const back = tail === '' ? [] : tail.split(':')
  const gap = address.includes('::')
    ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
    : []
  return [...front, ...gap, ...back]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
