const mask = (1n << 48n) - 1n

/**
 * The generator behind math.random: that of redis-server, which starts every server with the same
 * numbers.
 *
 * Source: rand.c of Redis 7.0 (drand48's congruence).
 */
export class LuaRandom {
  state = 0x1234_abcd_330en

  seed(value: number): void {
    this.state = (BigInt.asUintN(32, BigInt(Math.trunc(value))) << 16n) | 0x330en
  }

  /** 31 bits. */
  next(): number {
    this.state = (this.state * 0x5deece66dn + 0xbn) & mask
    return Number(this.state >> 17n)
  }
}
