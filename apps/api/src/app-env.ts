import type { HttpBindings } from '@hono/node-server'
import type { Sandbox } from '@keyspace/sandbox'

/** What travels with a request. Without a port (in tests) there are no bindings. */
export interface AppEnv {
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    /** Set by the bearer middleware on every route below a sandbox. */
    sandbox: Sandbox
  }
}
