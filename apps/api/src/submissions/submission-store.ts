import type { SubmissionRecord } from './submission-record.ts'

/** Where submissions outlive the process. What `save` has returned for is there after a crash. */
export interface SubmissionStore {
  save(record: SubmissionRecord): Promise<void>
  find(id: string): Promise<SubmissionRecord | undefined>
  findByCertificate(code: string): Promise<SubmissionRecord | undefined>
  /** Those without a report, the oldest first. */
  unfinished(): Promise<readonly SubmissionRecord[]>
  close(): Promise<void>
}
