import { Redis } from 'ioredis'
import type { Log } from '../log.ts'
import { submissionRecord, type SubmissionRecord } from './submission-record.ts'
import type { SubmissionStore } from './submission-store.ts'

const PREFIX = 'keyspace:exam:'
const UNFINISHED = `${PREFIX}unfinished`
const MS = { connect: 3_000, command: 3_000, longestPause: 5_000 }

interface RedisStoreOptions {
  readonly url: string
  readonly log: Log
}

/**
 * Submissions in the platform's own Redis, never in a learner's. While it is away, commands fail
 * after three tries, so that nobody hears "accepted" of what was not written.
 */
export function openRedisStore({ url, log }: RedisStoreOptions): SubmissionStore {
  const redis = new Redis(url, {
    connectTimeout: MS.connect,
    commandTimeout: MS.command,
    maxRetriesPerRequest: 3,
    // Half of the pause is chance, so that several servers do not come back at once.
    retryStrategy: (times) =>
      Math.min(MS.longestPause, 100 * 2 ** Math.min(times, 6)) * (0.5 + Math.random() / 2),
  })
  redis.on('error', (err: Error) => log.warn({ err }, 'the platform’s Redis is away'))

  async function read(id: string): Promise<SubmissionRecord | undefined> {
    const text = await redis.get(`${PREFIX}submission:${id}`)
    return text === null ? undefined : submissionRecord.parse(JSON.parse(text))
  }

  return {
    async save(record) {
      const { id, certificate, report, submittedAt } = record
      const transaction = redis.multi().set(`${PREFIX}submission:${id}`, JSON.stringify(record))
      if (report === null) transaction.zadd(UNFINISHED, Date.parse(submittedAt), id)
      else transaction.zrem(UNFINISHED, id)
      if (certificate !== null) transaction.set(`${PREFIX}certificate:${certificate}`, id)
      const results = await transaction.exec()
      const failure = results?.find(([error]) => error !== null)?.[0]
      if (results === null || failure) throw failure ?? new Error('the transaction was discarded')
    },
    find: read,
    async findByCertificate(code) {
      const id = await redis.get(`${PREFIX}certificate:${code}`)
      return id === null ? undefined : read(id)
    },
    async unfinished() {
      const ids = await redis.zrange(UNFINISHED, 0, -1)
      return (await Promise.all(ids.map(read))).filter((record) => record !== undefined)
    },
    async close() {
      redis.disconnect()
      await Promise.resolve()
    },
  }
}
