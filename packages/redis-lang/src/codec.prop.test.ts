import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CommandDecoder } from './command-decoder.ts'
import type { DecodedCommand } from './decoded-command.ts'
import { encodeCommand } from './encode-command.ts'
import { encodeReply } from './encode-reply.ts'
import { quoteArg } from './quote-arg.ts'
import { ReplyDecoder } from './reply-decoder.ts'
import { replyFromJson, replyToJson, type ReplyJson } from './reply-json.ts'
import { ReplyScanner } from './reply-scanner.ts'
import type { Reply } from './reply.ts'
import { splitLine } from './split-line.ts'

const anyBytes = fc.uint8Array({ maxLength: 40 })
const line = fc
  .string({ maxLength: 20 })
  .filter((text) => !/[\r\n]/.test(text) && !/[\ud800-\udfff]/.test(text))
const int64 = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value))

/** Every kind that RESP3 can say; both nils are one there. */
const anyReply: fc.Arbitrary<Reply> = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 4 },
    line.map((value): Reply => ({ kind: 'status', value })),
    line.map((value): Reply => ({ kind: 'error', value })),
    int64.map((value): Reply => ({ kind: 'integer', value })),
    anyBytes.map((value): Reply => ({ kind: 'bulk', value })),
    fc.constant<Reply>({ kind: 'nil' }),
    fc.double().map((value): Reply => ({ kind: 'double', value: String(value) })),
    fc.boolean().map((value): Reply => ({ kind: 'boolean', value })),
    fc.bigInt().map((value): Reply => ({ kind: 'big-number', value: String(value) })),
    anyBytes.map((value): Reply => ({ kind: 'verbatim', format: 'txt', value })),
    fc
      .tuple(fc.constantFrom('array', 'set', 'push'), fc.array(tie('reply'), { maxLength: 5 }))
      .map(([kind, items]): Reply => ({ kind, items })),
    fc
      .array(fc.tuple(tie('reply'), tie('reply')), { maxLength: 4 })
      .map((entries): Reply => ({ kind: 'map', entries })),
  ),
})).reply

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** The same bytes cut into pieces of those sizes, the last of what is left. */
function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  let at = 0
  for (const size of sizes) {
    chunks.push(bytes.slice(at, at + size))
    at += size
  }
  return [...chunks, bytes.slice(at)]
}

const anyCut = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 })

describe('laws', () => {
  it('decode ∘ encode = id for replies, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 5 }), anyCut, (replies, sizes) => {
        const decoder = new ReplyDecoder()
        const seen: Reply[] = []
        for (const chunk of cut(concat(replies.map((one) => encodeReply(one, 3))), sizes)) {
          decoder.push(chunk)
          for (let one = decoder.next(); one; one = decoder.next()) seen.push(one)
        }
        expect(seen).toEqual(replies)
      }),
    )
  })

  it('the scanner sees the ends that the encoder made', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 5 }), anyCut, (replies, sizes) => {
        const frames = replies.map((one) => encodeReply(one, 3))
        const scanner = new ReplyScanner()
        const seen: { bytes: number; push: boolean }[] = []
        for (const chunk of cut(concat(frames), sizes)) {
          let from = 0
          for (let end; (end = scanner.scan(chunk, from)) !== -1; from = end) {
            seen.push({ bytes: scanner.bytes, push: scanner.isPush })
          }
        }
        expect(seen).toEqual(
          frames.map((frame, at) => ({ bytes: frame.length, push: replies[at]?.kind === 'push' })),
        )
      }),
    )
  })

  it('decode ∘ encode = id for commands, and the bytes are handed on unchanged', () => {
    const anyCommand = fc.array(anyBytes, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        fc.array(anyCommand, { maxLength: 5 }),
        anyCut,
        fc.boolean(),
        (commands, sizes, adopts) => {
          const wires = commands.map((argv) => encodeCommand(argv))
          const decoder = new CommandDecoder()
          const taken: DecodedCommand[] = []
          for (const piece of cut(concat(wires), sizes)) {
            const chunk = piece.slice()
            if (adopts) decoder.adopt(chunk)
            else decoder.push(chunk)
            if (!adopts) chunk.fill(0)
            for (let one = decoder.next(); one; one = decoder.next()) taken.push(one)
          }
          // Looked at when all has come: what came later must not have touched what was held.
          const seen = taken.map(({ argv, raw, count }) => ({ argv, raw, count }))
          expect(seen).toEqual(
            commands.map((argv, at) => ({ argv, raw: wires[at], count: argv.length })),
          )
        },
      ),
    )
  })

  it('a reader never hangs or gives anything but a reply, nothing or a ProtocolError', () => {
    const resp = fc.array(
      fc.constantFrom(...Array.from('*$+-:_#,(=%~>|!?0123\r\n'), '\r\n', 'ab'),
      {
        maxLength: 60,
      },
    )
    fc.assert(
      fc.property(resp, (parts) => {
        const bytes = new TextEncoder().encode(parts.join(''))
        for (const reader of [new ReplyDecoder({ maxBytes: 999 }), new CommandDecoder()]) {
          reader.push(bytes)
          try {
            while (reader.next() !== undefined);
          } catch (error) {
            expect(error).toMatchObject({ name: 'ProtocolError' })
          }
        }
      }),
    )
  })

  it('split ∘ quote = id', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            anyBytes,
            fc.string().map((text) => new TextEncoder().encode(text)),
          ),
        ),
        (args) => {
          expect(splitLine(args.map(quoteArg).join(' '))).toMatchObject({ ok: true, args })
        },
      ),
    )
  })

  it('a reply in JSON loses nothing', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const json = JSON.parse(JSON.stringify(replyToJson(reply))) as ReplyJson
        expect(replyFromJson(json)).toEqual(reply)
      }),
    )
  })
})
