import { connect } from 'node:net'
import type { EngineLog } from '../engine/create-engine.ts'
import type { Engine } from '../engine/engine.ts'
import { listenResp } from '../gateway/tcp.ts'
import { defaultLimits } from '../limits.ts'
import { createSandboxService } from '../sandbox-service.ts'
import type { Sandbox } from '../sandbox.ts'
import type { RunningTarget, Target } from './target.ts'

const silent: EngineLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The product as any Redis client meets it: the RESP port, with everything behind it on. */
export async function productTarget(name: string, engine: Engine): Promise<Target> {
  const service = createSandboxService({
    engine,
    limits: defaultLimits,
    idleMs: 600_000,
    maxSandboxes: 100,
    log: silent,
  })
  const gateway = await listenResp({ service, host: '127.0.0.1', port: 0, log: silent })
  return {
    name,
    start: async () => running(await service.create(), gateway.port),
    async close() {
      await gateway.close()
      await service.close()
      await engine.close()
    },
  }
}

function running(sandbox: Sandbox, port: number): RunningTarget {
  return {
    connect(handlers) {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true })
      let login = '+OK\r\n'.length
      socket.on('data', (chunk) => {
        const rest = chunk.subarray(login)
        login -= chunk.length - rest.length
        if (rest.length > 0) handlers.onData(rest)
      })
      socket.on('error', () => undefined)
      socket.once('close', () => handlers.onClose())
      socket.write(`AUTH ${sandbox.id} ${sandbox.token}\r\n`)
      return {
        write: (bytes) => void socket.write(bytes),
        pause: () => void socket.pause(),
        resume: () => void socket.resume(),
        close: () => void socket.destroy(),
      }
    },
    stop: () => sandbox.delete(),
  }
}
