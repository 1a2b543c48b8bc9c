import type { Reply } from '@keyspace/redis-lang'

/** One argument of COMMAND DOCS. */
export interface DocumentedArgument {
  readonly name: string
  readonly type: string
  readonly token: string | undefined
  readonly flags: ReadonlySet<string>
  readonly inner: readonly DocumentedArgument[]
}

/** A command that can be called, with the words that it begins with: `OBJECT ENCODING`. */
export interface DocumentedCommand {
  readonly words: readonly string[]
  /** Of the documentation: `string`, `sorted-set`, … */
  readonly group: string
  readonly args: readonly DocumentedArgument[]
}

/** Reads the reply of COMMAND DOCS (RESP2); containers give their subcommands. */
export function readGrammar(docs: Reply): readonly DocumentedCommand[] {
  return pairs(docs).flatMap(([name, doc]) => {
    const group = textOf(field(doc, 'group'))
    const subcommands = pairs(field(doc, 'subcommands'))
    if (subcommands.length === 0) return [{ words: [upper(name)], group, args: argumentsOf(doc) }]
    return subcommands.map(([sub, subDoc]) => ({
      words: upper(sub).split('|'),
      group,
      args: argumentsOf(subDoc),
    }))
  })
}

function argumentsOf(doc: Reply | undefined): readonly DocumentedArgument[] {
  return itemsOf(field(doc, 'arguments')).map((one) => {
    const token = field(one, 'token')
    return {
      name: textOf(field(one, 'name')),
      type: textOf(field(one, 'type')),
      token: token && textOf(token),
      flags: new Set(itemsOf(field(one, 'flags')).map(textOf)),
      inner: argumentsOf(one),
    }
  })
}

function itemsOf(reply: Reply | undefined): readonly Reply[] {
  return reply && 'items' in reply ? reply.items : []
}

function pairs(reply: Reply | undefined): (readonly [string, Reply])[] {
  const items = itemsOf(reply)
  return items.flatMap((value, at) => {
    const name = items[at - 1]
    return at % 2 === 1 && name ? [[textOf(name), value] as const] : []
  })
}

function field(reply: Reply | undefined, name: string): Reply | undefined {
  return pairs(reply).find(([found]) => found === name)?.[1]
}

function textOf(reply: Reply | undefined): string {
  if (reply?.kind === 'bulk') return Buffer.from(reply.value).toString()
  return reply?.kind === 'status' ? reply.value : ''
}

function upper(text: string): string {
  return text.toUpperCase()
}
