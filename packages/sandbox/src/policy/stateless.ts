import type { Policy } from './policy.ts'

const needsConnection =
  /^(?:p?subscribe|ssubscribe|p?unsubscribe|sunsubscribe|monitor|quit|reset|keyspace\.watch|client\|(?:tracking|caching))$/

/** Commands that mean nothing on a connection that ends with its HTTP request. */
export const stateless: Policy = {
  name: 'stateless',
  checkFor: ({ name }) =>
    needsConnection.test(name)
      ? (_command, context) =>
          context.stateless
            ? `ERR ${name.replace('|', ' ').toUpperCase()} needs a connection that stays open, and this one ends with the request. Use the WebSocket or RESP.`
            : undefined
      : undefined,
}
