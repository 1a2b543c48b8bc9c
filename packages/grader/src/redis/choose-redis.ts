import { GraderTrouble } from '../grader-trouble.ts'
import { onPath } from '../on-path.ts'
import { startRedis } from './redis-process.ts'
import type { RedisSource } from './redis-source.ts'

/** `auto`: a server program when one is on PATH, else the embedded engine. */
export type RedisChoice = 'auto' | 'redis-server' | 'embedded'

/** Valkey is taken where there is no Redis. */
const PROGRAMS = ['redis-server', 'valkey-server']

/** @throws GraderTrouble when a server program is asked for and none is there. */
export async function chooseRedis(choice: RedisChoice): Promise<RedisSource> {
  const program = choice === 'embedded' ? undefined : PROGRAMS.map(onPath).find(isThere)
  if (program !== undefined) {
    return { start: (folder) => startRedis(folder, program), close: () => Promise.resolve() }
  }
  if (choice === 'redis-server') {
    throw new GraderTrouble('there is no redis-server and no valkey-server on PATH')
  }
  const { embeddedSource } = await import('./embedded-redis.ts')
  return embeddedSource()
}

function isThere(path: string | undefined): path is string {
  return path !== undefined
}
