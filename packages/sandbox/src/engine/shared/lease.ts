import type { Namespace } from '../../namespace/index.ts'

/**
 * The key that says that a namespace is in use. It stands in the same slot and outside of what the
 * namespace's user may touch; it expires unless the process that owns the namespace renews it.
 */
export function leaseKey({ name }: Pick<Namespace, 'name'>): string {
  return `keyspace:lease:{${name}}`
}
