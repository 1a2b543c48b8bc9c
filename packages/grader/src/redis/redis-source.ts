import type { RedisProcess } from './redis-process.ts'

/** Where a grading gets its servers from. */
export interface RedisSource {
  /** A new, empty server with its sockets in a folder of ours. @throws GraderTrouble */
  start(folder: string): Promise<RedisProcess>
  /** Ends what is kept ready; every server was ended before. */
  close(): Promise<void>
}
