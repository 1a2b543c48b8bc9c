import { setTimeout as sleep } from 'node:timers/promises'
import { openSandbox } from './clients.ts'
import { privateBytes } from './process-tree.ts'
import { startKeyspace } from './processes.ts'
import type { Table } from './table.ts'

const SANDBOXES = 50
/** The embedded engine takes its Workers back after 30 seconds; then the memory has to be given back too. */
const REST_SECONDS = 45

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`

/** What an embedded sandbox holds that was just opened, and what it holds once nobody uses it. */
export async function embeddedAtRest(): Promise<Table> {
  const keyspace = await startKeyspace('embedded', { MALLOC_ARENA_MAX: '2' })
  const open = async (): Promise<void> => {
    for (let n = 0; n < SANDBOXES; n++) await openSandbox(keyspace.url)
  }
  try {
    // The first ones also bring what the process keeps for all that follow.
    await open()
    await sleep(REST_SECONDS * 1_000)
    const before = privateBytes(keyspace.pid)
    await open()
    const used = (privateBytes(keyspace.pid) - before) / SANDBOXES
    await sleep(REST_SECONDS * 1_000)
    const rested = Math.max(0, privateBytes(keyspace.pid) - before) / SANDBOXES
    return {
      title: 'Embedded sandboxes: memory of each',
      note: `Private memory of the process, by how much it is bigger with ${SANDBOXES} more beside ${SANDBOXES} at rest, right after they were opened and ${REST_SECONDS} s later, with MALLOC_ARENA_MAX=2; ratio = at rest / opened.`,
      columns: ['sandboxes', 'at rest', 'just opened', 'ratio'],
      rows: [
        {
          name: `${SANDBOXES} open, none used`,
          ours: kilobytes(rested),
          reference: kilobytes(used),
          ratio: (rested / used).toFixed(3),
        },
      ],
    }
  } finally {
    await keyspace.stop()
  }
}
