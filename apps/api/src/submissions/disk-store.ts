import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { writeAtomically } from './atomic-file.ts'
import { submissionRecord, type SubmissionRecord } from './submission-record.ts'
import type { SubmissionStore } from './submission-store.ts'

interface DiskOptions {
  readonly folder: string
  /** Graded ones without a certificate go, the oldest first, when there are more submissions. */
  readonly keep: number
  readonly log: Log
}

interface Known {
  readonly submittedAt: string
  readonly isGraded: boolean
  readonly certificate: string | null
}

/**
 * A file for each submission. What cannot be read is left where it is and said in the log.
 * @throws when the folder cannot be made or read.
 */
export async function openDiskStore({ folder, keep, log }: DiskOptions): Promise<SubmissionStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const known = new Map<string, Known>()
  for (const name of await readdir(folder)) {
    const id = /^([0-9a-f]{32})\.json$/.exec(name)?.[1]
    const record = id === undefined ? undefined : await read(id)
    if (record !== undefined) remember(record)
  }

  function fileOf(id: string): string {
    return join(folder, `${id}.json`)
  }

  async function read(id: string): Promise<SubmissionRecord | undefined> {
    try {
      return submissionRecord.parse(JSON.parse(await readFile(fileOf(id), 'utf8')))
    } catch (err) {
      log.error({ err, submission: id }, 'a submission cannot be read')
      return undefined
    }
  }

  function remember({ id, submittedAt, report, certificate }: SubmissionRecord): void {
    known.set(id, { submittedAt, isGraded: report !== null, certificate })
  }

  async function prune(): Promise<void> {
    const surplus = known.size - keep
    if (surplus <= 0) return
    const disposable = [...known]
      .filter(([, { isGraded, certificate }]) => isGraded && certificate === null)
      .sort(([, a], [, b]) => (a.submittedAt < b.submittedAt ? -1 : 1))
    for (const [id] of disposable.slice(0, surplus)) {
      known.delete(id)
      await rm(fileOf(id), { force: true })
    }
  }

  return {
    async save(record) {
      await writeAtomically(fileOf(record.id), JSON.stringify(record))
      remember(record)
      await prune()
    },
    find: async (id) => (known.has(id) ? read(id) : undefined),
    async findByCertificate(code) {
      const found = [...known].find(([, { certificate }]) => certificate === code)
      return found === undefined ? undefined : read(found[0])
    },
    async unfinished() {
      const ids = [...known].filter(([, { isGraded }]) => !isGraded).map(([id]) => id)
      const records = (await Promise.all(ids.map(read))).filter((record) => record !== undefined)
      return records.sort((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1))
    },
    close: () => Promise.resolve(),
  }
}
