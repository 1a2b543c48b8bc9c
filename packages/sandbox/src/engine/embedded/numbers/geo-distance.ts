/** Degrees, longitude and latitude. */
export type Place = readonly [longitude: number, latitude: number]

const bits = 26
const ranges = { longitude: 180, latitude: 85.05112878 }
const radians = Math.PI / 180
const earthRadiusMeters = 6372797.560856

/** The middle of the cell that a score of GEOADD stands for. Source: geohashDecode of Redis 7.0. */
export function placeOf(score: number): Place {
  const hash = BigInt(score)
  let [x, y] = [0, 0]
  for (let bit = 0; bit < bits; bit++) {
    y += Number((hash >> BigInt(2 * bit)) & 1n) * 2 ** bit
    x += Number((hash >> BigInt(2 * bit + 1)) & 1n) * 2 ** bit
  }
  return [middle(x, ranges.longitude), middle(y, ranges.latitude)]
}

function middle(cell: number, most: number): number {
  const edge = (at: number): number => -most + (at / 2 ** bits) * (2 * most)
  return (edge(cell) + edge(cell + 1)) / 2
}

/** In meters, with the last digit as Redis has it. Source: geohashGetDistance of Redis 7.0. */
export function distanceBetween(one: Place, other: Place): number {
  const [x1, y1] = [one[0] * radians, one[1] * radians]
  const [x2, y2] = [other[0] * radians, other[1] * radians]
  const v = Math.sin((x2 - x1) / 2)
  const u = Math.sin((y2 - y1) / 2)
  return 2 * earthRadiusMeters * Math.asin(Math.sqrt(u * u + Math.cos(y1) * Math.cos(y2) * v * v))
}
