import type { Policy, PolicyContext } from './policy.ts'

const isAboutNames = /^[ps]?(?:un)?subscribe$/

/** Each name is answered by itself: a few bytes asked would be very many frames to read and pass on. */
const MOST_NAMES = 100

function refusal(
  name: string,
  names: number,
  { limits, subscribed }: PolicyContext,
): string | undefined {
  if (names > MOST_NAMES) {
    return `ERR ${name.toUpperCase()} takes at most ${MOST_NAMES} names here. Use several commands, or a pattern.`
  }
  if (!name.includes('unsub') && subscribed + names > limits.subscriptions) {
    return `ERR A connection is subscribed to at most ${limits.subscriptions} channels and patterns. UNSUBSCRIBE from some, or subscribe to a pattern.`
  }
  return undefined
}

/**
 * The caps on what one connection is subscribed to, and on what one command asks for: Redis keeps
 * every name, and we do, and every message is compared with every pattern. A name that is subscribed
 * already counts again.
 */
export const subscriptionCount: Policy = {
  name: 'subscription-count',
  checkFor: ({ name }) =>
    isAboutNames.test(name)
      ? ({ argv }, context) => refusal(name, argv.length - 1, context)
      : undefined,
}
