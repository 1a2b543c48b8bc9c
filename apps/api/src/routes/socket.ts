import type { Context, Hono } from 'hono'
import { WebSocket } from 'ws'
import { MOST_DELAY_MS, socketQuery } from '@keyspace/protocol'
import { attachSocket, distantSocket } from '@keyspace/sandbox'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { clientAddress } from '../middleware/client-address.ts'
import { Problem } from '../problem.ts'
import { sandboxGone } from '../sandbox-gone.ts'
import { socketOf } from '../socket-of.ts'

/** RESP over a WebSocket, from as far away as `delay` says; the client's first command logs it in, so no token is asked for here. */
/** The milliseconds that the client wants to be further away. */
function delayOf(c: Context<AppEnv>): number {
  const query = socketQuery.safeParse(c.req.query())
  if (query.success) return query.data.delay ?? 0
  throw new Problem(400, {
    code: 'bad-request',
    message: `delay is a whole number of milliseconds from 0 to ${MOST_DELAY_MS}.`,
    hint: 'For example: /socket?delay=50',
  })
}

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
      delayOf(c)
      await next()
    },
    upgradeWebSocket((c: Context<AppEnv>) => ({
      onOpen(_event, { raw }) {
        if (!(raw instanceof WebSocket)) return
        const sandboxId = c.req.param('id') ?? ''
        const peer = c.env.incoming?.socket
        const address = `${clientAddress(c, config.trustsProxy)}:${peer?.remotePort ?? 0}`
        const delay = delayOf(c)
        const near = socketOf(raw)
        const socket = delay > 0 ? distantSocket(near, delay) : near
        attachSocket({ service, sandboxId, socket, address })
      },
    })),
  )
}
