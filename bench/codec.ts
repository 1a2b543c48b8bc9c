import RedisParser from 'redis-parser'
import {
  CommandDecoder,
  encodeCommand,
  encodeReply,
  ReplyDecoder,
  ReplyScanner,
  type Reply,
} from '@keyspace/redis-lang'
import { median, type Row, type Table } from './table.ts'

const CHUNK = 64 * 1024
const REPETITIONS = 5
const BYTES = 8 * 1024 * 1024

/** Reads all the bytes, handed out as a socket does, and tells how many frames there were. */
type Reader = (bytes: Buffer) => number

function eachChunk(bytes: Buffer, take: (chunk: Buffer) => void): void {
  for (let at = 0; at < bytes.length; at += CHUNK) take(bytes.subarray(at, at + CHUNK))
}

const decodeReplies: Reader = (bytes) => {
  const decoder = new ReplyDecoder()
  let count = 0
  eachChunk(bytes, (chunk) => {
    decoder.push(chunk)
    while (decoder.next()) count++
  })
  return count
}

const scanReplies: Reader = (bytes) => {
  const scanner = new ReplyScanner()
  let count = 0
  eachChunk(bytes, (chunk) => {
    for (let from = 0; (from = scanner.scan(chunk, from)) !== -1;) count++
  })
  return count
}

const decodeCommands: Reader = (bytes) => {
  const decoder = new CommandDecoder()
  let count = 0
  eachChunk(bytes, (chunk) => {
    decoder.push(chunk)
    while (decoder.next()) count++
  })
  return count
}

/** The parser under ioredis; it reads commands too, as arrays. */
const redisParser: Reader = (bytes) => {
  let count = 0
  const parser = new RedisParser({
    returnReply: () => count++,
    returnError: () => count++,
    returnBuffers: true,
  })
  eachChunk(bytes, (chunk) => parser.execute(chunk))
  return count
}

function perSecond(read: Reader, bytes: Buffer): number {
  const before = performance.now()
  const frames = read(bytes)
  return frames / ((performance.now() - before) / 1_000)
}

function row(name: string, frame: Uint8Array, ours: Reader): Row {
  const bytes = Buffer.concat(
    Array<Uint8Array>(Math.max(1, Math.floor(BYTES / frame.length))).fill(frame),
  )
  perSecond(ours, bytes)
  perSecond(redisParser, bytes)
  const samples = Array.from({ length: REPETITIONS }, () => ({
    ours: perSecond(ours, bytes),
    peer: perSecond(redisParser, bytes),
  }))
  const mine = median(samples.map((sample) => sample.ours))
  const peer = median(samples.map((sample) => sample.peer))
  const millions = (rate: number): string => `${(rate / 1e6).toFixed(2)} M/s`
  return { name, ours: millions(mine), reference: millions(peer), ratio: (mine / peer).toFixed(2) }
}

const bulk: Reply = { kind: 'bulk', value: new TextEncoder().encode('x'.repeat(100)) }
const list: Reply = { kind: 'array', items: Array<Reply>(100).fill(bulk) }

export function codec(): Promise<Table> {
  return Promise.resolve({
    title: 'Reading RESP',
    note: `Frames a second on one core, median of ${REPETITIONS} runs taken in turns; ratio = ours / redis-parser (what ioredis reads with).`,
    columns: ['what', 'ours', 'redis-parser', 'ratio'],
    rows: [
      row(
        'commands: SET of 100 bytes',
        encodeCommand(['SET', 'user:1', 'x'.repeat(100)]),
        decodeCommands,
      ),
      row('replies decoded: 100 bytes', encodeReply(bulk, 2), decodeReplies),
      row('replies decoded: list of 100', encodeReply(list, 2), decodeReplies),
      row('frame ends found: 100 bytes', encodeReply(bulk, 2), scanReplies),
      row('frame ends found: list of 100', encodeReply(list, 2), scanReplies),
    ],
  })
}
