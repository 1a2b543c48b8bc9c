import { RedisSyntaxError } from 'js-redis-server/core'
import { word } from '../commands/command.ts'
import { doubleOf } from '../commands/double.ts'
import type { Look } from './before.ts'

const flags = new Set(['nx', 'xx', 'ch'])

/** GEOADD: longitude and latitude as numbers that Redis reads. Source: geoaddCommand. */
export const checkPlaces: Look = ([, ...words]) => {
  const options = words.findIndex((one) => !flags.has(word(one)))
  const places = options === -1 ? [] : words.slice(options)
  const isBoth = ['nx', 'xx'].every((flag) => words.slice(0, options).map(word).includes(flag))
  if (places.length % 3 !== 0 || isBoth) throw new RedisSyntaxError()
  places.forEach((one, at) => {
    if (at % 3 !== 2) doubleOf(one)
  })
  return undefined
}
