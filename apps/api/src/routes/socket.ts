import type { Context, Hono } from 'hono'
import { WebSocket } from 'ws'
import { attachSocket } from '@keyspace/sandbox'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { clientAddress } from '../middleware/client-address.ts'
import { Problem } from '../problem.ts'
import { sandboxGone } from '../sandbox-gone.ts'
import { socketOf } from '../socket-of.ts'

/** RESP over a WebSocket; the client's first command logs it in, so no token is asked for here. */
export function socketRoute(app: Hono<AppEnv>, { service, config, upgradeWebSocket }: Deps): void {
  app.get(
    '/api/sandboxes/:id/socket',
    async (c, next) => {
      if (service.get(c.req.param('id')) === undefined) throw sandboxGone()
      if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
        throw new Problem(
          426,
          { code: 'upgrade-required', message: 'This address speaks WebSocket only.' },
          { upgrade: 'websocket', connection: 'upgrade' },
        )
      }
      await next()
    },
    upgradeWebSocket((c: Context<AppEnv>) => ({
      onOpen(_event, { raw }) {
        if (!(raw instanceof WebSocket)) return
        const sandboxId = c.req.param('id') ?? ''
        const peer = c.env.incoming?.socket
        const address = `${clientAddress(c, config.trustsProxy)}:${peer?.remotePort ?? 0}`
        attachSocket({ service, sandboxId, socket: socketOf(raw), address })
      },
    })),
  )
}
