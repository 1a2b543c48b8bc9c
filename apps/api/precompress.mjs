import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const text = /\.(?:js|css|html|svg|json|webmanifest|txt|wasm)$/
const leastBytes = 1024

const encodings = [
  ['.br', promisify(brotliCompress), { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }],
  ['.gz', promisify(gzip), { level: 9 }],
]

/** Writes `.br` and `.gz` beside every text file of the folder, so that no request waits for it. Returns how many. */
export async function precompress(folder) {
  if (!existsSync(folder)) return 0
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => text.test(path))
  const done = await Promise.all(files.map(compressFile))
  return done.filter(Boolean).length
}

async function compressFile(path) {
  const bytes = readFileSync(path)
  if (bytes.length < leastBytes) return false
  for (const [extension, compress, options] of encodings) {
    writeFileSync(path + extension, await compress(bytes, options))
  }
  return true
}
