import { splitLine, type Reply } from '@keyspace/redis-lang'
import { Client } from '../../../conformance/client.ts'
import { oracle } from '../../../conformance/oracle.ts'

/** What a real redis-server answers to each line, for tests that compare with it. */
export async function askRedisServer(lines: readonly string[]): Promise<readonly string[]> {
  const judge = oracle()
  const server = await judge.start()
  const client = new Client(server)
  const answers: string[] = []
  for (const line of lines) {
    const split = splitLine(line)
    if (!split.ok) throw new Error(line)
    client.send(split.args)
    const [answer] = await client.replies(split.args, 5000)
    answers.push(answer && 'value' in answer ? textOf(answer) : '')
  }
  client.close()
  await server.stop()
  await judge.close()
  return answers
}

function textOf(reply: Extract<Reply, { value: unknown }>): string {
  return reply.kind === 'bulk' ? Buffer.from(reply.value).toString() : String(reply.value)
}
