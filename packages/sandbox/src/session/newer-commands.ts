import type { CommandTraits } from '../policy/index.ts'

type Kind = 'reads' | 'writes' | 'grows' | 'connection'

/**
 * What servers newer than Redis 7.0 have besides its commands. They are forwarded, and the server
 * of the sandbox says itself whether it knows them.
 *
 * Source: COMMAND of Redis 8.0 and Valkey 8.0. CLIENT SETINFO and WAITAOF came with Redis 7.2, the
 * expiry of fields with 7.4, the rest with 8.0.
 */
const newer: Readonly<Record<string, Kind>> = {
  'client|setinfo': 'connection',
  waitaof: 'connection',
  hexpire: 'writes',
  hpexpire: 'writes',
  hexpireat: 'writes',
  hpexpireat: 'writes',
  hpersist: 'writes',
  httl: 'reads',
  hpttl: 'reads',
  hexpiretime: 'reads',
  hpexpiretime: 'reads',
  hgetdel: 'writes',
  hgetex: 'writes',
  hsetex: 'grows',
  vadd: 'grows',
  vrem: 'writes',
  vsetattr: 'writes',
  vcard: 'reads',
  vdim: 'reads',
  vemb: 'reads',
  vgetattr: 'reads',
  vinfo: 'reads',
  vismember: 'reads',
  vlinks: 'reads',
  vrandmember: 'reads',
  vsim: 'reads',
}

/** The traits of a command or subcommand (`client|setinfo`) that Redis 7.0 does not have. */
export function newerTraits(name: string): CommandTraits | undefined {
  const kind = Object.hasOwn(newer, name) ? newer[name] : undefined
  if (kind === undefined) return undefined
  return {
    name,
    writes: kind === 'writes' || kind === 'grows',
    grows: kind === 'grows',
    admin: false,
    touchesKeys: kind !== 'connection',
  }
}
