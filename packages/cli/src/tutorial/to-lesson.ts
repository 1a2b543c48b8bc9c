import { readRedisBlock, unknownCommands, type BlockPart } from './redis-block.ts'
import { insidePath, type TutorialFiles } from './tutorial-files.ts'

/** A page of a tutorial as a lesson, and what could not be taken over as it was. */
export interface ConvertedPage {
  readonly text: string
  readonly notices: readonly { readonly line: number; readonly message: string }[]
}

const FENCE = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/
const REDIS = /^redis(-upload)?(?::\[([^\]]*)\])?(?:\s+(.*))?$/

/** Turns the runnable blocks of a RedisInsight page into transcripts; all other text stays as it is. */
export function toLesson(markdown: string, path: string, files: TutorialFiles): ConvertedPage {
  const lines = markdown.replaceAll(/\r\n?/g, '\n').split('\n')
  const text: string[] = []
  const notices: { line: number; message: string }[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const [, indent = '', fence = '', info = ''] = FENCE.exec(line) ?? []
    if (fence === '') {
      text.push(line)
      continue
    }
    const end = closingLine(lines, index, fence)
    const body = lines.slice(index + 1, end)
    const [isRedis, upload, given = '', label = ''] = REDIS.exec(info.trim()) ?? []
    if (isRedis === undefined) {
      text.push(...lines.slice(index, end + 1))
    } else {
      const source = upload === undefined ? body.join('\n') : uploaded(given, path, files)
      const converted = convert(source, label, indent)
      text.push(...converted.lines)
      const at = { line: index + 1 }
      for (const message of converted.notices) notices.push({ ...at, message })
    }
    index = end
  }
  return { text: text.join('\n'), notices }
}

function closingLine(lines: readonly string[], open: number, fence: string): number {
  const sign = fence.charAt(0)
  const isClose = (line: string): boolean =>
    new RegExp(`^\\s*\\${sign}{${fence.length},}\\s*$`).test(line)
  const end = lines.findIndex((line, index) => index > open && isClose(line))
  return end === -1 ? lines.length : end
}

/** Commands of a file that a `redis-upload` button would run. */
const MOST_UPLOADED = 200

function uploaded(given: string, path: string, files: TutorialFiles): string | undefined {
  const found = [insidePath(path, given), insidePath('', given)].find(
    (one) => one !== undefined && files.has(one),
  )
  const bytes = found === undefined ? undefined : files.get(found)
  const text = bytes === undefined ? undefined : new TextDecoder().decode(bytes)
  return text === undefined || text.split('\n').length > MOST_UPLOADED ? undefined : text
}

interface Converted {
  readonly lines: readonly string[]
  readonly notices: readonly string[]
}

function convert(source: string | undefined, label: string, indent: string): Converted {
  const name = label.trim() === '' ? [] : [`${indent}**${label.trim()}**`, '']
  if (source === undefined) {
    const message = `the data of “${label}” are not there, or more than ${MOST_UPLOADED} commands; only its name is shown`
    return { lines: name, notices: [message] }
  }
  const parts = readRedisBlock(source)
  if (parts === undefined) {
    const shown = [`${indent}\`\`\`redis`, ...source.split('\n'), `${indent}\`\`\``]
    return { lines: [...name, ...shown], notices: ['a line cannot be typed; the block is shown'] }
  }
  const unknown = unknownCommands(parts)
  const lines = transcripts(parts, unknown.length > 0).map((line) =>
    line === '' ? '' : indent + line,
  )
  const notices =
    unknown.length === 0
      ? []
      : [`${unknown.join(', ')}: not in Redis without modules; the block is shown, and not run`]
  return { lines: [...name, ...lines], notices }
}

type Command = Extract<BlockPart, { kind: 'command' }>

/** A transcript for each run of commands, the remarks between them as text. */
function transcripts(parts: readonly BlockPart[], isStatic: boolean): readonly string[] {
  const pieces: (string | Command[])[] = []
  for (const part of parts) {
    const last = pieces.at(-1)
    if (part.kind === 'remark') pieces.push(part.text)
    else if (Array.isArray(last)) last.push(part)
    else pieces.push([part])
  }
  const paragraphs = pieces.map((piece) =>
    typeof piece === 'string' ? [piece] : transcript(piece, isStatic),
  )
  return paragraphs.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function transcript(commands: readonly Command[], isStatic: boolean): readonly string[] {
  const fails = commands.some(({ reply }) => reply[0]?.startsWith('(error)') === true)
  const how = commands.map(({ compare }) => compare).find((compare) => compare !== 'exact')
  const words = [
    'redis run',
    ...(how === undefined ? [] : [how]),
    ...(fails ? ['error'] : []),
    ...(isStatic ? ['static'] : []),
  ]
  const lines = commands.flatMap(({ line, reply }) => [
    `> ${line}`,
    // A reply that itself looks like a command, or like one that was written down so.
    ...reply.map((text) => (/^\\*>/.test(text) ? `\\${text}` : text)),
  ])
  return [`\`\`\`${words.join(' ')}`, ...lines, '```']
}
