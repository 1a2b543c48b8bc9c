import type { Policy } from './policy.ts'

const subscribes = /^[ps]?subscribe$/

/**
 * The cap on what one connection is subscribed to: every name is kept by Redis and by us, and every
 * message is compared with every pattern. A name that is subscribed already counts again.
 */
export const subscriptionCount: Policy = {
  name: 'subscription-count',
  checkFor: ({ name }) =>
    subscribes.test(name)
      ? ({ argv }, { limits, subscribed }) =>
          subscribed + argv.length - 1 > limits.subscriptions
            ? `ERR A connection is subscribed to at most ${limits.subscriptions} channels and patterns. UNSUBSCRIBE from some, or subscribe to a pattern.`
            : undefined
      : undefined,
}
