/** ioredis names these modules of Node and, with a connector of its own, calls none of them. */
function refuse(): never {
  throw new Error('There is no network here besides your own Redis.')
}

export const connect = refuse
export const createConnection = refuse
export const lookup = refuse
export const resolveSrv = refuse
export const resolve = refuse
export const promises = { readFile: refuse }

/** As `net.isIP`: 4, 6, or 0 when the text is no address. */
export function isIP(text: string): 0 | 4 | 6 {
  if (/^\d+(\.\d+){3}$/.test(text)) return 4
  return /^[\da-f]*:[\da-f:.]+$/i.test(text) ? 6 : 0
}
