import { restoreClients } from './client-list.ts'
import { restoreConfig } from './config-get.ts'
import { restoreInfo } from './info.ts'
import type { Restore } from './restore.ts'
import { restoreUser } from './who-am-i.ts'

const restores: Readonly<Record<string, Restore>> = {
  'acl|whoami': restoreUser,
  info: restoreInfo,
  'client|list': restoreClients,
  'client|info': restoreClients,
  'config|get': restoreConfig,
}

export function restoreFor(command: string): Restore | undefined {
  return restores[command]
}

export type { Restore, RestoreContext } from './restore.ts'
