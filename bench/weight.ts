import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Row, Table } from './table.ts'

const DIST = 'apps/web/dist'
const ENTRY_LIMIT = 50 * 1024

const gzipped = (path: string): number => gzipSync(readFileSync(join(DIST, path))).length
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

/** What the course map needs: scripts and styles that index.html asks for, and the course in the longer language. */
function entryFiles(): readonly string[] {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8')
  const named = (attribute: RegExp): string[] =>
    [...html.matchAll(attribute)].map(([, path]) => path ?? '')
  const course = named(/name="course-\w+" content="\/([^"]+)"/g)
  const longer = course.toSorted((a, b) => gzipped(b) - gzipped(a)).slice(0, 1)
  return [...named(/(?:src|href)="\/([^"]+\.(?:js|css))"/g), ...longer]
}

function chunkRow(path: string): Row {
  const raw = readFileSync(join(DIST, path)).length
  const packed = gzipped(path)
  return {
    name: path.replace('assets/', '').replace(/-[\w-]{8}(\.\w+)$/, '$1'),
    ours: kilobytes(packed),
    reference: kilobytes(raw),
    ratio: (packed / raw).toFixed(2),
  }
}

export function weight(): Promise<Table> {
  const entry = entryFiles().reduce((sum, path) => sum + gzipped(path), 0)
  const chunks = readdirSync(join(DIST, 'assets'))
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => `assets/${name}`)
    .sort((a, b) => gzipped(b) - gzipped(a))
    .slice(0, 12)
  return Promise.resolve({
    title: 'Weight of the page',
    note: 'Gzipped. The entry beside its limit, then the largest chunks beside their unpacked size. What arrives before a lesson can be read is held to 120 KB by the end to end tests.',
    columns: ['what', 'gzipped', 'limit or unpacked', 'ratio'],
    rows: [
      {
        name: 'entry (course map)',
        ours: kilobytes(entry),
        reference: kilobytes(ENTRY_LIMIT),
        ratio: (entry / ENTRY_LIMIT).toFixed(2),
      },
      ...chunks.map(chunkRow),
    ],
  })
}
