import type { SandboxService } from '../sandbox-service.ts'
import { Session } from '../session.ts'
import type { ClientPort } from '../session/client-port.ts'

/** How long a client may take to log in. */
const LOGIN_MS = 10_000

export interface LoginOptions {
  /** The only sandbox that it may log in to. */
  readonly sandboxId?: string
  readonly loginMs?: number | undefined
}

/** A session for a client that has still to log in, perhaps to one sandbox only. */
export function openSession(
  service: SandboxService,
  port: ClientPort,
  { sandboxId, loginMs = LOGIN_MS }: LoginOptions = {},
): Session {
  const timer = setTimeout(() => session.end('not-logged-in'), loginMs)
  timer.unref()
  const session = new Session({
    port,
    door: service.door(sandboxId),
    onLogin: () => clearTimeout(timer),
    onClose: () => clearTimeout(timer),
  })
  return session
}
