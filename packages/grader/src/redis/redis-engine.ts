import type { RedisAdmin } from './redis-admin.ts'
import type { RedisProcess } from './redis-process.ts'

/** Which server it is, as INFO tells: Valkey names itself there beside the Redis that it is compatible with. */
export async function redisEngine(
  redis: RedisAdmin,
  { kind }: Pick<RedisProcess, 'kind'>,
): Promise<{ name: string; version: string }> {
  const reply = await redis.call('INFO', 'server')
  const info = reply.kind === 'bulk' ? new TextDecoder().decode(reply.value) : ''
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1]
  const valkey = field('valkey_version')
  if (valkey !== undefined) return { name: 'valkey-server', version: valkey }
  const name = kind === 'embedded' ? 'embedded' : 'redis-server'
  return { name, version: field('redis_version') ?? 'unknown' }
}
