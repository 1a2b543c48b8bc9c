/** The part of redis-parser that the bench uses; the package has no types of its own. */
declare module 'redis-parser' {
  export default class RedisParser {
    constructor(options: {
      returnReply(reply: unknown): void
      returnError(error: Error): void
      returnBuffers?: boolean
    })
    execute(chunk: Buffer): void
  }
}
