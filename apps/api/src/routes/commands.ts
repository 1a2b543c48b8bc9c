import type { Hono } from 'hono'
import { renderFor, replyToJson, splitLine, type Argv, type Reply } from '@keyspace/redis-lang'
import {
  commandRequest,
  pipelineRequest,
  type CommandRequest,
  type CommandResponse,
  type PipelineResponse,
} from '@keyspace/protocol'
import type { AppEnv } from '../app-env.ts'
import type { Deps } from '../deps.ts'
import { bearer } from '../middleware/bearer.ts'
import { readJson } from '../middleware/json-body.ts'
import { Problem } from '../problem.ts'

export function commandRoutes(app: Hono<AppEnv>, { service, metrics }: Deps): void {
  const owner = bearer(service)

  app.post('/api/sandboxes/:id/commands', owner, async (c) => {
    const example = '{"argv": ["SET", "user:1", "Alex"]} or {"line": "SET user:1 Alex"}'
    const argv = toArgv(await readJson(c, commandRequest, example))
    const { replies, micros } = await c.get('sandbox').execute([argv])
    const reply = replies[0] ?? missingReply()
    count(1, micros)
    const text = renderFor(argv, reply)
    return c.json({ reply: replyToJson(reply), text, micros } satisfies CommandResponse)
  })

  app.post('/api/sandboxes/:id/pipeline', owner, async (c) => {
    const example = '{"commands": [["SET", "a", "1"], ["INCR", "a"]]}'
    const { commands } = await readJson(c, pipelineRequest, example)
    const argvs = commands.map(encode)
    const { replies, micros, roundTrips } = await c.get('sandbox').execute(argvs)
    count(commands.length, micros)
    const texts = argvs.map((argv, index) => renderFor(argv, replies[index] ?? missingReply()))
    return c.json({
      replies: replies.map(replyToJson),
      texts,
      micros,
      roundTrips,
    } satisfies PipelineResponse)
  })

  function count(commands: number, micros: number): void {
    metrics.commands.increment({}, commands)
    metrics.commandSeconds.observe({}, micros / 1e6)
  }
}

const utf8 = new TextEncoder()

function encode(argv: readonly string[]): Argv {
  return argv.map((argument) => utf8.encode(argument))
}

function toArgv(request: CommandRequest): Argv {
  if ('argv' in request) return encode(request.argv)
  const split = splitLine(request.line)
  if (split.ok) {
    if (split.args.length > 0) return split.args
    throw new Problem(400, {
      code: 'bad-line',
      message: 'The line has no command in it.',
      hint: 'Type a command, such as PING.',
      span: { start: 0, end: request.line.length },
    })
  }
  const [problem] = split.problems
  throw new Problem(400, {
    code: 'bad-line',
    message: problem?.message ?? 'The line cannot be read.',
    ...(problem?.hint === undefined ? {} : { hint: problem.hint }),
    ...(problem === undefined ? {} : { span: problem.span }),
  })
}

function missingReply(): Reply {
  throw new Error('the sandbox gave fewer replies than commands')
}
