import { namespaceName, Namespace } from '../../namespace/index.ts'
import type { Fleet } from './fleet.ts'
import { leaseKey } from './lease.ts'
import { flushNamespace, scan, type AskAll } from './namespace-keys.ts'
import type { Endpoint } from './redis-url.ts'
import { slotOf } from './slot.ts'

/**
 * Removes what processes left behind that ended without clearing up: namespaces that nobody renews.
 * @returns how many there were.
 */
export async function sweep(fleet: Fleet): Promise<number> {
  const removed = new Set<string>()
  for (const master of fleet.masters) {
    const users = await usersOn(fleet, master)
    const names = new Set([...users, ...(await namesOfKeys(fleet, master))])
    for (const name of names) {
      const slot = slotOf(name)
      const askAll: AskAll = (commands) => fleet.askSlot(slot, commands)
      const [leased] = await askAll([['EXISTS', leaseKey({ name })]])
      if (leased?.kind !== 'integer' || leased.value !== 0) continue
      if (users.has(name)) await fleet.node(master).ask(['ACL', 'DELUSER', name])
      await flushNamespace(askAll, new Namespace(name, name))
      removed.add(name)
    }
  }
  return removed.size
}

async function usersOn(fleet: Fleet, master: Endpoint): Promise<ReadonlySet<string>> {
  const reply = await fleet.node(master).ask(['ACL', 'USERS'])
  const items = reply.kind === 'array' ? reply.items : []
  const names = items.map((item) =>
    item.kind === 'bulk' ? Buffer.from(item.value).toString() : '',
  )
  return new Set(names.filter((name) => namespaceName.test(name)))
}

async function namesOfKeys(fleet: Fleet, master: Endpoint): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  for await (const page of scan((commands) => fleet.node(master).askAll(commands), '{ks-*}:*')) {
    for (const key of page) {
      const name = /^\{([^}]*)\}:/.exec(Buffer.from(key).toString('latin1'))?.[1] ?? ''
      if (namespaceName.test(name)) names.add(name)
    }
  }
  return names
}
